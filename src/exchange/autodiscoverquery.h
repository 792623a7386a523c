// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "exchange/autodiscoverattempt.h"
#include "exchange/httpverdict.h"
#include "net/exchange.h"

#include <optional>

namespace Setup {

// The requests of a discovery and what their answers mean. Pure.

QUrl autodiscoverUrl(const QString &host); // https://host/autodiscover/autodiscover.xml
QUrl soapUrl(const QUrl &candidate); // the same server's …/autodiscover.svc
QUrl poxUrl(const QUrl &candidate); // the same server's …/autodiscover.xml

// A GET without login and without mail address: its 401 tells what is offered. Over http, nothing but
// Location is read of the answer.
ExchangeQuery discoveryGet(const OperationTag &tag, const QUrl &url);
// A POST of XML with the login.
ExchangeQuery discoveryPost(const OperationTag &tag, const QUrl &url, const QByteArray &xml,
                            const Credential &credential);

// Where an answer with a redirect status leads; nothing for any other status.
std::optional<QUrl> redirectTarget(const QUrl &asked, const ExchangeAnswer &answer);

// A candidate when the answer to discoveryGet() is a 401 with offers, or an Autodiscover document.
std::optional<AutodiscoverCandidate> candidateFrom(AutodiscoverMethod method, const QUrl &url,
                                                   const ExchangeAnswer &answer, const HttpVerdict &verdict);

} // namespace Setup
