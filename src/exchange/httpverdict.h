// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/problem.h"
#include "exchange/authoffers.h"
#include "net/exchange.h"
#include "net/microsofthosts.h"

#include <QStringList>

#include <optional>

namespace Setup {

// What an HTTP answer is, before anybody reads its XML.
struct HttpVerdict
{
    enum class Kind {
        Xml, // 200 or 500 with XML: to be parsed
        LoginOffered, // 401 with offers, and no login was sent: a healthy server before the login
        Problem
    };

    Kind kind = Kind::Problem;
    std::optional<Problem> problem; // with Kind::Problem
    AuthOffers offers; // of a 401
    bool isExchange = false; // headers that only Exchange sends
    QStringList requestIds; // the server's own, for its logs
    QJsonObject facts; // status, offers, headers that tell who answered, requestIds
};

enum class LoginSent { No, Yes, Token };

// Pure. Every status that is neither XML nor an offer becomes an HTTP_* Problem, ANSWER_EMPTY, or what stands
// in the server's place: PROXY_BLOCK_PAGE, PROXY_407, CAPTIVE_PORTAL, HTTP_200_PREAUTH (a form to sign in),
// TLS_CLIENT_CERTIFICATE (a page that asks for one), HTTP_VERSION_REFUSED (426, 505). A 401 without a login
// that lacks Basic is LoginOffered as well: whether Basic is wanted is the caller's question (needsBasic).
// With a login sent: HTTP_401_BASIC_NOT_OFFERED, HTTP_401_BASIC_REJECTED, HTTP_401_EXO_BASIC or
// HTTP_401_NO_OFFERS; whether a rejected one has arrived (HTTP_401_LOGIN_STRIPPED) takes more than one answer
// to tell. With a token sent: DIAGNOSTICS_* or HTTP_401_BEARER.
HttpVerdict judgeHttp(const QUrl &asked, const ExchangeAnswer &answer, LoginSent login);

// HTTP_401_BASIC_NOT_OFFERED with the offers as facts, where Basic is not among them.
std::optional<Problem> needsBasic(const HttpVerdict &verdict);

// The server's own ids of an answer.
QStringList serverRequestIds(const HttpHeaders &headers);

} // namespace Setup
