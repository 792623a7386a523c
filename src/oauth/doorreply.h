// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/door.h"

#include <QNetworkReply>

#include <memory>

namespace Setup {

// An exchange of the door as QNetworkAccessManager's users see it.
class DoorReply : public QNetworkReply
{
    Q_OBJECT

public:
    DoorReply(QNetworkAccessManager::Operation operation, const QNetworkRequest &request,
              std::unique_ptr<Exchange> exchange, QObject *parent);

    void abort() override;
    qint64 bytesAvailable() const override;
    bool isSequential() const override { return true; }

signals:
    // After finished(), with what really happened: whoever hears it may delete this reply.
    void exchanged(const Setup::Result<Setup::ExchangeAnswer> &result);

protected:
    qint64 readData(char *data, qint64 maximumSize) override;

private:
    void take(const Result<ExchangeAnswer> &result);

    std::unique_ptr<Exchange> m_exchange;
    QByteArray m_body;
};

} // namespace Setup
