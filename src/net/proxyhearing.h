// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QJsonObject>
#include <QNetworkProxy>
#include <QObject>
#include <QTcpSocket>
#include <QTimer>

namespace Setup {

// Hears why a proxy does not connect: Qt keeps its status, its headers and its page to itself. The same
// question is put once more, without any login, and the answer read.
class ProxyHearing : public QObject
{
    Q_OBJECT

public:
    ProxyHearing(const QNetworkProxy &proxy, const QString &host, quint16 port);
    ~ProxyHearing() override;

    void start();

    // What such an answer tells: proxyStatus, proxyOffers (of a 407), proxyError (Squid's name for the
    // reason, or that of RFC 9209), inspectedBy where the product is known; with proxyStatus 0 what came was
    // no HTTP.
    static QJsonObject read(const QByteArray &answer);

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
};

} // namespace Setup
