// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/networkbutton.h"

#include "wizard/networkdialog.h"

namespace Setup {

NetworkButton::NetworkButton(QWidget *parent)
    : QPushButton(parent)
{
    connect(this, &QPushButton::clicked, this, &NetworkButton::openDialog);
}

void NetworkButton::setProxy(KeptProxy *proxy)
{
    m_proxy = proxy;
    setVisible(proxy != nullptr);
    if (!proxy)
        return;
    connect(proxy, &KeptProxy::finished, this, [this](const Result<Done> &ready) {
        if (!ready)
            emit failed(ready.problem());
    });
}

void NetworkButton::openDialog()
{
    auto *dialog = new NetworkDialog(*m_proxy, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace Setup
