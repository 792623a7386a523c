// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/worldtable.h"
#include "simulators/simrequest.h"

#include <QSslSocket>
#include <QTimer>
#include <QUrl>

namespace Setup {

// How far a request of the simulated cloud came, and what it met there.
struct SimOutcome
{
    enum class Stage { Name, Connection, Handshake, Answer };

    Stage stage = Stage::Name; // the one it ended in
    QString code; // a problem's; empty: an HTTP answer came
    QStringList addresses;
    int status = 0;
    QList<SimHeader> headers;
    QByteArray body;

    QByteArrayList headerValues(const QByteArray &name) const; // name in lower case
};

// The cloud's HTTP client: one POST over TLS per object, by the world's names and with the world's CA only.
class SimHttpClient : public QObject
{
    Q_OBJECT

public:
    SimHttpClient(const WorldTable &table, QObject *parent);

    void post(const QUrl &url, const QList<SimHeader> &headers, const QByteArray &body);

signals:
    void finished(const Setup::SimOutcome &outcome);

private:
    bool lookUp(const QUrl &url);
    void read();
    void judgeCertificate(const QList<QSslError> &errors);
    void fail(QLatin1StringView code);
    void settle();

    const WorldTable m_table;
    QSslSocket m_socket;
    QTimer m_deadline;
    QByteArray m_request;
    QByteArray m_received;
    SimOutcome m_outcome;
    bool m_settled = false;
};

} // namespace Setup
