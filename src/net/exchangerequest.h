// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/destination.h"
#include "net/exchange.h"

#include <QNetworkRequest>

namespace Setup {

// The query as QNetworkAccessManager takes it, with everything that it does of its own accord switched off:
// redirects, cookies, the cache, HTTP/2, logins.
QNetworkRequest networkRequest(const ExchangeQuery &query, const Destination &destination);

// The same by hand: what stands in the field Host, and behind the method; request line and fields, without a
// login, up to those that tell of the body; and those where it tells of all of it.
QByteArray hostField(const QUrl &url);
QByteArray requestTarget(const QUrl &url);
QByteArray requestHead(const ExchangeQuery &query, const QByteArray &target);
QByteArray contentLength(const ExchangeQuery &query);

} // namespace Setup
