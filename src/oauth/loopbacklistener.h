// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"
#include "core/secret.h"

#include <QHash>
#include <QList>
#include <QTcpServer>
#include <QTimer>
#include <QUrl>

namespace Setup {

class CallbackConnection;
struct CallbackRequest;

// Where the browser hands back the result of a sign-in (RFC 8252, 7.3): on 127.0.0.1 and, where there is one,
// ::1, on a port of the system's choice. Any program on this computer can talk to it, so it takes nothing
// but a GET to the one path, with our port in Host and the state of this attempt, once; everybody else gets
// an error and stops nothing. The browser is led away from the address that holds the code, to a page
// that repeats nothing of the request.
class LoopbackListener : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype MostConnections = 8;
    static constexpr qsizetype MostAtOnce = 64; // until each could say its first word

    // What belongs to an answer: a code or an error, never both; or the word of Microsoft's page of consent,
    // beside which an error may stand.
    enum class Awaits { Code, Consent };

    struct Settings
    {
        QByteArray state;
        QString host = QStringLiteral("127.0.0.1"); // or "localhost", as it is registered
        QString path = QStringLiteral("/");
        std::chrono::milliseconds patience{5'000}; // for one connection
        std::chrono::milliseconds grace{2'000}; // for the browser to fetch the last page
        Awaits awaits = Awaits::Code;
    };

    explicit LoopbackListener(Settings settings, QObject *parent = nullptr);

    // Problem: LOOPBACK_UNAVAILABLE with "reason". IPv4 alone is enough.
    Result<Done> listen();
    void close();

    QUrl redirectUri() const; // "http://127.0.0.1:49152/"
    quint16 port() const { return m_v4.serverPort(); }
    bool hasIpv6() const { return m_v6.isListening(); }
    // Why nothing came back: OAUTH_STATE_MISMATCH where an answer of another attempt was turned away, else
    // LOOPBACK_NO_CALLBACK.
    Problem silence() const;

signals:
    // Once, when the browser has its page or the grace has passed; by then the listener is closed.
    void answered(const QHash<QString, QString> &query);

private:
    enum class Phase { Waiting, Accepted, Told };

    void accept(QTcpServer &server);
    void thinOut();
    void answer(CallbackConnection *connection, const QByteArray &head);
    bool isForUs(const CallbackRequest &request) const;
    bool isAnswer(const CallbackRequest &request) const;
    bool isOurs(const CallbackRequest &request) const;
    void tell();

    Settings m_settings;
    QTcpServer m_v4;
    QTcpServer m_v6;
    QList<CallbackConnection *> m_connections; // oldest first
    QTimer m_grace;
    QTimer m_crowd; // runs while there are too many
    QHash<QString, QString> m_answer;
    Phase m_phase = Phase::Waiting;
    bool m_hasHeardStranger = false;
};

} // namespace Setup
