// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/problem.h"

#include <QPushButton>

namespace Setup {

class KeptProxy;

// Opens the settings of the network. Hidden in a world that has none.
class NetworkButton : public QPushButton
{
    Q_OBJECT

public:
    explicit NetworkButton(QWidget *parent = nullptr);

    void setProxy(KeptProxy *proxy); // outlives the button

signals:
    void failed(const Setup::Problem &problem); // what was kept of them cannot be used

private:
    void openDialog();

    KeptProxy *m_proxy = nullptr;
};

} // namespace Setup
