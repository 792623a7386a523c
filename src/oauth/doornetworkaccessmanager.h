// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/door.h"

#include <QNetworkAccessManager>

namespace Setup {

// Turns each request of Qt NetworkAuth into an exchange of the door, with all that the door keeps: https
// only, sent once, redirects never followed, sizes and times limited, recorded redacted.
class DoorNetworkAccessManager : public QNetworkAccessManager
{
    Q_OBJECT

public:
    DoorNetworkAccessManager(Door &door, OperationTag tag, QObject *parent = nullptr);

signals:
    // The outcome of a request as the door saw it; whoever hears it may delete this manager.
    void exchanged(const Setup::Result<Setup::ExchangeAnswer> &result);

protected:
    QNetworkReply *createRequest(Operation operation, const QNetworkRequest &request,
                                 QIODevice *body) override;

private:
    Door &m_door;
    OperationTag m_tag;
};

} // namespace Setup
