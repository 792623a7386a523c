// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/destination.h"
#include "net/exchange.h"
#include "net/httpanswerreader.h"
#include "net/networkproblem.h"
#include "net/timedoperation.h"

#include <QNetworkProxy>
#include <QPointer>
#include <QSslSocket>

#include <memory>

namespace Setup {

class LiveRouteFinder;
class ProxyHearing;
class RouteBook;
struct Route;

// A request with a login by NTLM: two requests on one connection that is opened for them and closed after
// them, because the login belongs to the connection (MS-NTHT 3.1.5). The first has no body and names nobody.
// The second, with the login, goes once and only when the server has answered with a challenge and keeps the
// connection; that is when sending() comes. The answer is the last one that came, and ExchangeAnswer::ntlm
// says how far it got.
class NtlmExchange : public TimedOperation<Exchange, ExchangeAnswer>
{
public:
    NtlmExchange(const ExchangeQuery &query, Destination destination, RouteBook &routes);
    ~NtlmExchange() override;

protected:
    void begin() override;
    void abandon() override;
    Problem overdue() const override;

private:
    void knock(const Result<Route> &route);
    void hearProxy(const QNetworkProxy &proxy);
    void heed(const QJsonObject &said);
    void connectBy(const QNetworkProxy &proxy);
    void negotiate();
    void judgeCertificate(const QList<QSslError> &errors);
    void read();
    bool isToldByHead() const;
    void take();
    void takeChallenge();
    void present(const QByteArray &challenge);
    void write(const QByteArray &message, const QByteArray &body);
    void fail(QAbstractSocket::SocketError error);
    void closed();
    void settleWith(NtlmTalk::Stage stage);
    QByteArray scheme() const;
    bool isViaProxy() const { return m_proxy.type() != QNetworkProxy::NoProxy; }
    Problem problem(QLatin1StringView code, const QString &text = {}) const;

    ExchangeQuery m_query;
    Destination m_destination;
    RouteBook &m_routes;
    std::unique_ptr<LiveRouteFinder> m_finder;
    std::unique_ptr<ProxyHearing> m_hearing;
    QNetworkProxy m_proxy;
    QNetworkProxy m_admitted; // without its login, where that was refused
    QPointer<QSslSocket> m_socket;
    Progress m_progress = Progress::Connecting;
    HttpAnswerReader m_reader;
    QByteArray m_negotiate;
    NtlmNames m_names;
    bool m_isPresented = false;
};

} // namespace Setup
