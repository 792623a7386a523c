// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/exchangeversion.h"
#include "core/result.h"
#include "exchange/ewscall.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace Setup {

// The order in which an unknown server is asked: V2013Sp1, V2010Sp2, V2010Sp1, V2007Sp1.
const QList<ExchangeVersion> &exchangeVersionChain();

// Does this EWS code say that the server does not know the version asked with? (A server of 2007 says
// ErrorSchemaValidation.)
bool refusesVersion(const QString &code);

struct VersionedAnswer
{
    ExchangeVersion version = ExchangeVersion::V2013Sp1; // the newest that the server took
    QList<ExchangeVersion> refused; // in the order asked
    EwsAnswer answer;

    friend bool operator==(const VersionedAnswer &, const VersionedAnswer &) = default;
};

// Makes one call with the versions of exchangeVersionChain(), from the best down, until the server knows the
// one asked with, and once more with what the chain has left out above it: Exchange 2013 and 2010 before
// their first service packs. With a pinned version, only with that. Any answer that is not about the version
// ends the search. When all are refused: the refusal of the first as a Problem, with "refused" in the facts.
// All calls together have the context's overall time; then it is HTTP_TIMEOUT.
class VersionSearch : public QObject
{
    Q_OBJECT

public:
    VersionSearch(EwsContext context, EwsRequest request,
                  std::optional<ExchangeVersion> pinned = std::nullopt, QObject *parent = nullptr);
    ~VersionSearch() override;

    void start();
    void cancel();

signals:
    void finished(const Setup::Result<Setup::VersionedAnswer> &result);

private:
    void giveUp();
    void ask(ExchangeVersion version);
    void read(const Result<EwsAnswer> &result);
    void accept(const EwsAnswer &answer);
    void refuse(const Problem &problem);
    void settle(const Result<VersionedAnswer> &result);

    EwsContext m_context;
    EwsRequest m_request;
    QList<ExchangeVersion> m_chain;
    QList<ExchangeVersion> m_refused;
    std::optional<Problem> m_firstRefusal;
    std::optional<VersionedAnswer> m_accepted; // while a better one is tried
    std::unique_ptr<EwsCall> m_call;
    std::unique_ptr<EwsCall> m_spent; // the one before: it may be the sender that is being heard
    QTimer m_overall;
};

} // namespace Setup
