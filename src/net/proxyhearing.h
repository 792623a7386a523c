// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/problem.h"
#include "net/httpanswerreader.h"

#include <QJsonObject>
#include <QNetworkProxy>
#include <QObject>
#include <QTcpSocket>
#include <QTimer>
#include <QUrl>

namespace Setup {

// Hears what a proxy says to CONNECT without a login: why it does not connect, for Qt keeps its status, its
// headers and its page to itself, or whether it wants a login that nobody has.
class ProxyHearing : public QObject
{
    Q_OBJECT

public:
    ProxyHearing(const QNetworkProxy &proxy, const QString &target);
    ~ProxyHearing() override;

    // What CONNECT names (RFC 9110, 9.3.6), and by what ProxyLogins knows a place. host: in ASCII.
    static QString targetOf(const QString &host, quint16 port);
    static QString targetOf(const QUrl &url);

    // Before Qt asks: where no login is known.
    static bool comesFirst(const QNetworkProxy &proxy);

    void start();

    // What such an answer tells: proxyStatus, proxyOffers (of a 407), proxyError (Squid's name for the
    // reason, or that of RFC 9209), inspectedBy where the product is known; with proxyStatus 0 what came was
    // no HTTP.
    static QJsonObject read(const QByteArray &answer);
    static bool isOpen(const QJsonObject &said); // it has connected
    static QLatin1StringView firstCode(const QJsonObject &said); // where nothing has failed yet
    // The failure, once the proxy's own word is known: its code stands only where that says nothing better.
    static Problem judged(Problem failure, const QJsonObject &said, bool hasLogin);

signals:
    void heard(const QJsonObject &facts); // empty when nothing was said

private:
    void send();
    void take();
    void tell();

    QNetworkProxy m_proxy;
    QString m_target;
    QTcpSocket m_socket;
    QTimer m_patience;
    QByteArray m_answer;
    HttpAnswerReader m_reader; // only to see where it ends
};

} // namespace Setup
