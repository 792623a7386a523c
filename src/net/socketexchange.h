// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/contentdecoder.h"
#include "net/destination.h"
#include "net/exchange.h"
#include "net/httpanswerreader.h"
#include "net/ownsocket.h"
#include "net/timedoperation.h"

#include <QNetworkProxy>

#include <memory>
#include <optional>

namespace Setup {

class LiveRouteFinder;
class RouteBook;
class SocketOpening;
struct Route;

// An exchange on a socket of our own, whose answer is bounded whatever its status: QNetworkAccessManager
// reads a 401 or 407 to its end into memory, however far away that is, and tells nobody before. Where the
// head tells enough, an answer that is cut, damaged, too large or late still counts by it (complete = false).
class SocketExchange : public TimedOperation<Exchange, ExchangeAnswer>
{
public:
    SocketExchange(const ExchangeQuery &query, Destination destination, RouteBook &routes);
    ~SocketExchange() override;

protected:
    void begin() override;
    void abandon() override;
    Problem overdue() const override;
    Result<ExchangeAnswer> outcomeAtDeadline() override;

    virtual OwnSocket kept() { return {}; } // a connection that stands already
    virtual void talk() = 0; // it stands: ask
    virtual void take() = 0; // all of the answer that will come, or that counts, is here

    void write(const QByteArray &request); // and reads a new answer
    const ExchangeQuery &query() const { return m_query; }
    const Destination &destination() const { return m_destination; }
    const QNetworkProxy &proxy() const { return m_proxy; }
    const HttpAnswerReader &reader() const { return m_reader; }
    QTcpSocket *socket() const { return m_socket.get(); }
    OwnSocket takeSocket();
    bool isWhole() const; // to its last byte, and readable
    Result<ExchangeAnswer> outcome(); // of what is here

private:
    void knock(const Result<Route> &route);
    void open();
    void dropOpening();
    void adopt(OwnSocket socket);
    void read();
    void weigh();
    bool isToldByHead() const;
    void fail(QAbstractSocket::SocketError error);
    void closed();
    ExchangeAnswer answer();
    bool isViaProxy() const { return m_proxy.type() != QNetworkProxy::NoProxy; }
    Problem problem(QLatin1StringView code, const QString &text = {}) const;

    ExchangeQuery m_query;
    Destination m_destination;
    RouteBook &m_routes;
    std::unique_ptr<LiveRouteFinder> m_finder;
    QNetworkProxy m_proxy = QNetworkProxy::NoProxy; // with its login, where one is known
    std::unique_ptr<SocketOpening> m_opening;
    OwnSocket m_socket; // once it stands
    HttpAnswerReader m_reader;
    std::optional<ContentDecoder> m_content; // from the head on
};

} // namespace Setup
