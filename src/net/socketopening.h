// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/destination.h"
#include "net/networkproblem.h"
#include "net/ownsocket.h"
#include "net/socketrace.h"

#include <QNetworkProxy>
#include <QUrl>

#include <optional>

namespace Setup {

class ProxyHearing;
class ProxyLogins;

// A connection of our own to the server of a URL, by the way that its route names: the proxy is heard and its
// login presented when it is one's turn; over https the server's certificate is judged. Over http a proxy is
// itself who is asked, and without a login.
class SocketOpening : public QObject
{
    Q_OBJECT

public:
    struct Place
    {
        QUrl url;
        Destination destination;
        QByteArray extraRoot; // PEM
        QNetworkProxy proxy; // with its login, where one is known
    };

    SocketOpening(Place place, ProxyLogins &turns);
    ~SocketOpening() override;

    static bool isRelayed(const QUrl &url, const QNetworkProxy &proxy);

    void start();
    void stop(); // for good: what it was given may be gone afterwards
    Problem overdue() const; // what it means that the time is up
    OwnSocket take() { return std::move(m_socket); }

signals:
    void opened();
    void failed(const Setup::Problem &problem);

private:
    void admit(const QNetworkProxy &proxy);
    void listenToProxy();
    void heed(const QJsonObject &said);
    void knock();
    void secure();
    void judge(const QList<QSslError> &errors);
    void conclude();
    void fail(QAbstractSocket::SocketError error, const QString &text);
    bool isRelayed() const { return isRelayed(m_place.url, m_place.proxy); }
    bool isEncrypted() const;
    bool isViaProxy() const { return m_place.proxy.type() != QNetworkProxy::NoProxy; }
    quint16 port() const;
    Problem problem(QLatin1StringView code, const QString &text = {}) const;

    Place m_place;
    ProxyLogins *m_turns; // until it is stopped
    QNetworkProxy m_admitted; // the proxy, without its login where that was refused
    Progress m_progress = Progress::Connecting;
    std::unique_ptr<ProxyHearing> m_hearing;
    std::optional<Problem> m_refused; // by the proxy, which is being heard
    std::unique_ptr<SocketRace> m_race;
    OwnSocket m_socket;
};

} // namespace Setup
