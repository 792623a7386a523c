// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"

#include <QStringList>

namespace Setup {

// The names of the secrets in the keychain, in a small file: never a value, nothing about who or where.
// Needed because keychains cannot be searched through QtKeychain. Several processes may use the same file.
class SecretIndex
{
public:
    explicit SecretIndex(QString file);

    Result<QStringList> names() const;
    Result<Done> add(const QString &name);
    Result<Done> remove(const QString &name);

private:
    Result<Done> change(const QString &name, bool isThere);

    QString m_file;
};

} // namespace Setup
