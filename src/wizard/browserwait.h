// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "setup/microsoftaccess.h"

#include <QUrl>
#include <QWidget>

class QLabel;
class QLineEdit;

namespace Setup {

// While a browser is waited for: its address, for one that has not opened, or the code for another device.
class BrowserWait : public QWidget
{
    Q_OBJECT

public:
    explicit BrowserWait(QWidget *parent = nullptr);

    void show(const QUrl &url);
    void show(const DeviceCode &code);

private:
    void put(const QString &text, const QUrl &url);

    QLabel *m_label;
    QLineEdit *m_link;
};

} // namespace Setup
