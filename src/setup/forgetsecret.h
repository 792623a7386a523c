// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"

#include <QObject>

#include <memory>

namespace Setup {

class DeleteSecret;

// Removes one secret from the keychain. Problems: KEYCHAIN_*.
class ForgetSecret : public QObject
{
    Q_OBJECT

public:
    explicit ForgetSecret(std::unique_ptr<DeleteSecret> step);
    ~ForgetSecret() override;

    void start();
    void cancel();

signals:
    void finished(const Setup::Result<Setup::Done> &result);

private:
    std::unique_ptr<DeleteSecret> m_step;
};

} // namespace Setup
