// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/exchange.h"

#include <QHash>
#include <QNetworkProxy>

#include <memory>

class QNetworkAccessManager;

namespace Setup {

// One QNetworkAccessManager per identity, trust and route: what keeps connections alive must never carry two
// logins. Holds no secret, only a keyed digest of it.
class ManagerPool
{
public:
    ManagerPool();
    ~ManagerPool();

    std::shared_ptr<QNetworkAccessManager> manager(const ExchangeQuery &query, const QNetworkProxy &proxy);
    void forget(); // exchanges that run keep theirs

private:
    QByteArray keyOf(const ExchangeQuery &query, const QNetworkProxy &proxy) const;

    QByteArray m_salt;
    QHash<QByteArray, std::shared_ptr<QNetworkAccessManager>> m_managers;
};

} // namespace Setup
