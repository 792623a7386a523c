// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "setup/keptproxy.h"

#include <QDialog>

#include <memory>

namespace Setup {

namespace Ui {
class NetworkDialog;
}

// By which proxy this program gets out, in the commands, too. What is saved holds at once.
class NetworkDialog : public QDialog
{
    Q_OBJECT

public:
    explicit NetworkDialog(KeptProxy &proxy, QWidget *parent = nullptr);
    ~NetworkDialog() override;

private:
    void showKept();
    void follow();
    void save();
    void conclude(const Result<Done> &result);

    KeptProxy &m_proxy;
    bool m_isSaving = false;
    std::unique_ptr<Ui::NetworkDialog> m_ui;
};

} // namespace Setup
