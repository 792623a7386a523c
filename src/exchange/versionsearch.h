// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"
#include "exchange/ewscall.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace Setup {

struct VersionedAnswer
{
    ExchangeVersion version = ExchangeVersion::V2013Sp1; // the first that the server took
    QList<ExchangeVersion> refused; // those before it
    EwsAnswer answer;

    friend bool operator==(const VersionedAnswer &, const VersionedAnswer &) = default;
};

// Makes one call with the versions of exchangeVersionChain(), from the best down, until the server knows the
// one asked with; with a pinned version, only with that. Any answer that is not about the version ends the
// search. When all are refused: the refusal of the first as a Problem, with "refused" in the facts. All calls
// together have the context's overall time; then it is HTTP_TIMEOUT.
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
    void next();
    void read(const Result<EwsAnswer> &result);

    EwsContext m_context;
    EwsRequest m_request;
    QList<ExchangeVersion> m_chain;
    QList<ExchangeVersion> m_refused;
    std::optional<Problem> m_firstRefusal;
    std::unique_ptr<EwsCall> m_call;
    std::unique_ptr<EwsCall> m_spent; // the one before: it may be the sender that is being heard
    QTimer m_overall;
};

} // namespace Setup
