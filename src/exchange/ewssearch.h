// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"
#include "exchange/autodiscoverattempt.h"
#include "exchange/ewscontext.h"

#include <QObject>
#include <QTimer>

namespace Setup {

struct FoundEws
{
    QUrl url;
    QString owaVersion; // X-OWA-Version of its answer, where shown

    friend bool operator==(const FoundEws &, const FoundEws &) = default;
};

// Where Autodiscover is an Exchange, EWS mostly stands beside it.
QList<QUrl> usualEwsUrls(const QList<AutodiscoverCandidate> &candidates);

// Asks these addresses one after the other, without a login and whatever the context's own address is, and
// takes the first that answers as Exchange does before the login. Problem: what stood in the way at the last
// one; AD_NOT_FOUND where there is none to ask. All together have the context's overall time; then it is
// HTTP_TIMEOUT.
class EwsSearch : public QObject
{
    Q_OBJECT

public:
    EwsSearch(EwsContext context, QList<QUrl> urls, QObject *parent = nullptr);
    ~EwsSearch() override;

    void start();
    void cancel();

signals:
    void finished(const Setup::Result<Setup::FoundEws> &result);

private:
    void next();
    void read(const Result<ExchangeAnswer> &result);
    void end(const Result<FoundEws> &result);

    EwsContext m_context;
    QList<QUrl> m_urls;
    QList<QUrl> m_ahead;
    Problem m_problem;
    std::unique_ptr<Exchange> m_exchange;
    std::unique_ptr<Exchange> m_spent; // the one before: it may be the sender that is being heard
    QTimer m_first;
    QTimer m_overall;
};

} // namespace Setup
