// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/secret.h"

#include <QLineEdit>

namespace Setup {

// Takes a password: hidden unless the admin wants to see it, never kept by input methods.
class PasswordEdit : public QLineEdit
{
    Q_OBJECT

public:
    explicit PasswordEdit(QWidget *parent = nullptr);

    Secret secret() const;
    void setShown(bool shown);
};

} // namespace Setup
