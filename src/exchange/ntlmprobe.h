// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"
#include "exchange/ewscontext.h"
#include "exchange/ewsrequest.h"
#include "net/ntlmtalk.h"

#include <QJsonObject>
#include <QObject>
#include <QStringList>

#include <memory>

namespace Setup {

// One login by NTLM, with or without a word about the connection.
struct NtlmAttempt
{
    enum class Result {
        NotTried,
        NotPossible, // nothing was presented; the stage says why
        Accepted,
        Rejected,
        Unclear // neither: the code says what came instead
    };

    Result result = Result::NotTried;
    NtlmTalk::Stage stage = NtlmTalk::Stage::NoChallenge;
    QString code;

    friend bool operator==(const NtlmAttempt &, const NtlmAttempt &) = default;
};

struct NtlmProbeAnswer
{
    NtlmAttempt withBinding;
    NtlmAttempt withoutBinding;
    NtlmNames names; // foreign text
    QStringList balancerSigns;
    QStringList requestIds;

    friend bool operator==(const NtlmProbeAnswer &, const NtlmProbeAnswer &) = default;
};

// Presents the login by NTLM, to learn about it where Basic is not offered: AskCody itself does not use NTLM.
// First with the channel binding, which is right wherever TLS ends at the server. A second time without it
// only where two rejected presentations are allowed. Never a Problem: what went wrong is the attempt's
// result.
class NtlmProbe : public QObject
{
    Q_OBJECT

public:
    // The context's credential is the login; its scheme says by which name NTLM goes.
    NtlmProbe(EwsContext context, EwsRequest request, bool mayTryTwice, QObject *parent = nullptr);
    ~NtlmProbe() override;

    void start();
    void cancel();

signals:
    void finished(const Setup::Result<Setup::NtlmProbeAnswer> &result);

private:
    void present(bool saysBinding);
    void take(const Result<ExchangeAnswer> &result, bool saysBinding);
    NtlmAttempt judge(const ExchangeAnswer &answer) const;

    EwsContext m_context;
    EwsRequest m_request;
    bool m_mayTryTwice;
    NtlmProbeAnswer m_answer;
    std::unique_ptr<Exchange> m_exchange;
    std::unique_ptr<Exchange> m_spent; // the one before: it may be the sender that is being heard
};

} // namespace Setup
