// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QIODevice>

namespace Setup {

// A request body that can be read only once. QNetworkAccessManager repeats a request on its own - after a
// 401, after a connection that ended without an answer - but only when it can rewind what it sent.
class OnceRead : public QIODevice
{
    Q_OBJECT

public:
    OnceRead(QByteArray body, QObject *parent);

    bool isSequential() const override { return true; }
    bool seek(qint64) override { return false; } // QIODevice's own warns each time Qt tries
    qint64 bytesAvailable() const override;
    bool atEnd() const override { return bytesAvailable() == 0; }

protected:
    qint64 readData(char *data, qint64 maximumSize) override;
    qint64 writeData(const char *data, qint64 size) override;

private:
    QByteArray m_body;
    qint64 m_position = 0;
};

} // namespace Setup
