// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/contentdecoder.h"
#include "net/destination.h"
#include "net/exchange.h"
#include "net/networkproblem.h"
#include "net/timedoperation.h"

#include <QNetworkProxy>
#include <QPointer>
#include <QTimer>

#include <memory>
#include <optional>

class QNetworkAccessManager;

namespace Setup {

class LiveConnect;
class LiveRouteFinder;
class ManagerPool;
class ProxyHearing;
class RouteBook;
struct Route;

// One request with a login over https by QNetworkAccessManager, held back from everything it would do of its
// own accord, over the route that the route book names. A refusal is read to its end before anybody is told:
// one without end is bounded by the deadline alone, and comes from a host that was confirmed, under a
// certificate that is trusted.
class LiveExchange : public TimedOperation<Exchange, ExchangeAnswer>
{
public:
    LiveExchange(const ExchangeQuery &query, Destination destination, RouteBook &routes,
                 ManagerPool &managers);
    ~LiveExchange() override;

protected:
    void begin() override;
    void abandon() override;
    Problem overdue() const override;

private:
    void send(const Result<Route> &route);
    void request();
    void doubt();
    void noteSending();
    void judgeCertificate(const QList<QSslError> &errors);
    void readHead();
    void takeBody();
    void readBody();
    void complete();
    void settleTooLarge();
    void settleWith(bool isComplete);
    void settleWithoutAnswer(const QString &text);
    void hear(const Problem &refused);
    void listenToProxy();
    void heed(const QJsonObject &said);
    QString target() const;
    bool isTooLarge() const;
    bool isTruncated() const;
    Problem problem(QLatin1StringView code, const QString &text = {}) const;

    ExchangeQuery m_query;
    Destination m_destination;
    RouteBook &m_routes;
    ManagerPool &m_managers;
    std::unique_ptr<LiveRouteFinder> m_finder;
    std::shared_ptr<QNetworkAccessManager> m_manager;
    Destination m_way; // the destination, or what of it is left to a proxy
    QPointer<QNetworkReply> m_reply;
    QNetworkProxy m_admitted; // the proxy, perhaps without its login
    bool m_hasProxyLogin = false;
    QString m_proxy; // "host:port"
    ContentDecoder m_content;
    qint64 m_received = 0; // bytes of the body, as they came
    std::optional<Problem> m_refused; // by the proxy, which is being heard
    std::unique_ptr<ProxyHearing> m_hearing;
    QTimer m_doubting; // for a connection that takes long
    std::unique_ptr<LiveConnect> m_second; // asks whether the server takes connections at all
    bool m_isReached = false; // it does
    std::optional<Progress> m_progress; // nothing is told while a name is looked up, or of a kept connection
};

} // namespace Setup
