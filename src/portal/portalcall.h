// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/timedoperation.h"
#include "portal/portalcontext.h"
#include "portal/portaloperation.h"

#include <QUrlQuery>

namespace Setup {

// What became of a call that was to change something; "outcome" in the facts of its problem.
enum class CallOutcome {
    NotSent, // nothing left this computer
    Refused, // the portal said so itself: nothing was stored
    Unknown // ask by the reference, or send the same again, byte for byte, under the same key
};

struct PortalQuery
{
    QByteArray method = "GET";
    QUrl url;
    HttpHeaders headers;
    QByteArray body;
    bool isPublic = false; // needs no sign-in, and tells the portal nothing of worth
    bool changes = false; // something may be stored by it
    std::chrono::milliseconds deadline{30'000};
};

// One request to the portal's API, sent once. The single exception: a 401 that speaks of the token makes it
// ask the supplier for another one, once, and send again; the portal has refused the first.
//
// Problems: PORTAL_NOT_CONFIRMED (nothing was sent); SIGN_IN_REQUIRED; those of apiProblem() and
// frontProblem(); ANSWER_MALFORMED; those of an exchange. Of a call that changes something each has "outcome"
// in its facts, and where no answer of the portal came after the request had left, or one that says nothing,
// the code is PORTAL_OUTCOME_UNKNOWN, with "reason". A cancelled call that changes something leaves its
// outcome unknown, too.
class PortalCall : public TimedOperation<PortalAnswerOperation, PortalAnswer>
{
    Q_OBJECT

public:
    PortalCall(PortalContext context, PortalQuery query);

protected:
    void begin() override;
    void abandon() override;
    Problem overdue() const override;

private:
    void send(const Secret &token);
    void renew();
    void proceed(const Result<Secret> &token);
    void read(const Result<ExchangeAnswer> &result);
    Result<PortalAnswer> judge(const ExchangeAnswer &answer) const;
    Problem refused(Problem problem) const;
    Problem unanswered(const Problem &problem) const;
    Problem withOutcome(Problem problem, CallOutcome outcome) const;

    PortalContext m_context;
    PortalQuery m_query;
    Secret m_token;
    std::unique_ptr<Exchange> m_exchange;
    std::unique_ptr<TokenRenewal> m_renewal;
    QElapsedTimer m_since;
    bool m_hasRenewed = false;
    bool m_mayHaveLeft = false;
};

// Of a problem of a call that changes something. Where the facts do not tell: Unknown.
CallOutcome outcomeOf(const Problem &problem);

// PORTAL_OUTCOME_UNKNOWN with what stood in the way of knowing as "reason".
Problem unknownOutcome(const Problem &problem);

// An address of the API: its base, the path after it and the query.
QUrl apiAddress(const PortalDescription &description, const QString &path, const QUrlQuery &parameters = {});

} // namespace Setup
