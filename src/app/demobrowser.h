// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QUrl>

namespace Setup {

// In place of the browser, on a walk without hands: somebody who signs in to the portal, and an administrator
// who signs in to Microsoft and consents.
class DemoBrowser : public QObject
{
    Q_OBJECT

public:
    DemoBrowser();
    ~DemoBrowser() override;

public slots:
    void open(const QUrl &url);

signals:
    // On a page of Microsoft's that leads nowhere: what stands there, as somebody would copy it.
    void stuck(const QString &text);
};

} // namespace Setup
