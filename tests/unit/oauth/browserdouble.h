// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "oauth/signin.h"

#include <QNetworkProxy>
#include <QTcpSocket>
#include <QTimer>
#include <QUrlQuery>

#include <functional>

namespace Setup {

// A browser whose user signs in at once: it goes back to the program with what the issuer says, and fetches
// the last page.
class BrowserDouble : public QObject
{
public:
    explicit BrowserDouble(SignIn &signIn)
    {
        connect(&signIn, &SignIn::browserNeeded, this, [this](const QUrl &url) { visit(url); });
    }

    // The answer's query for the question's; the state is there already.
    std::function<QUrlQuery(const QUrlQuery &asked)> issuer = [](const QUrlQuery &) {
        return QUrlQuery{{QStringLiteral("code"), QStringLiteral("the+code")},
                         {QStringLiteral("iss"), QStringLiteral("https://id.contoso.test/")}};
    };

    QUrl visited;
    QUrlQuery asked;

private:
    void visit(const QUrl &url)
    {
        visited = url;
        asked = QUrlQuery(url);
        QUrlQuery answer = issuer(asked);
        answer.addQueryItem(QStringLiteral("state"), asked.queryItemValue(QStringLiteral("state")));
        const QUrl back(asked.queryItemValue(QStringLiteral("redirect_uri"), QUrl::FullyDecoded));
        get(back, "/?" + answer.toString(QUrl::FullyEncoded).replace(u'+', QStringLiteral("%2B")).toLatin1());
        get(back, "/signed-in");
    }

    void get(const QUrl &where, const QByteArray &target)
    {
        auto *const socket = new QTcpSocket(this);
        socket->setProxy(QNetworkProxy::NoProxy);
        socket->connectToHost(QHostAddress(QHostAddress::LocalHost), static_cast<quint16>(where.port()));
        socket->write("GET " + target + " HTTP/1.1\r\nHost: " + where.authority().toLatin1() + "\r\n\r\n");
    }
};

} // namespace Setup
