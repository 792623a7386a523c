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
#include <QTcpSocket>

#include <memory>

namespace Setup {

class LiveRouteFinder;
class RouteBook;
struct Route;

// One request over http, of whose answer the head alone counts: the redirect step of Autodiscover, where
// anybody on the way may answer what they like. It ends with the head, and that is bounded, while
// QNetworkAccessManager would read a 401 to its end, however far away that is, and tell nobody.
class PlainExchange : public TimedOperation<Exchange, ExchangeAnswer>
{
public:
    PlainExchange(const ExchangeQuery &query, Destination destination, RouteBook &routes);
    ~PlainExchange() override;

protected:
    void begin() override;
    void abandon() override;
    Problem overdue() const override;

private:
    void knock(const Result<Route> &route);
    void connectBy(const QNetworkProxy &proxy);
    void write();
    void read();
    void fail(QAbstractSocket::SocketError error);
    void settleWithHead();
    bool isRelayed() const { return m_proxy.type() == QNetworkProxy::HttpProxy; }
    Problem problem(QLatin1StringView code, const QString &text = {}) const;

    ExchangeQuery m_query;
    Destination m_destination;
    RouteBook &m_routes;
    std::unique_ptr<LiveRouteFinder> m_finder;
    QPointer<QTcpSocket> m_socket;
    QNetworkProxy m_proxy = QNetworkProxy::NoProxy;
    Progress m_progress = Progress::Connecting;
    HttpAnswerReader m_reader;
};

} // namespace Setup
