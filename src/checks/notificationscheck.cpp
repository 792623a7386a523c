// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/notificationscheck.h"

#include "checks/checkids.h"
#include "checks/cleanup.h"
#include "checks/lateunsubscribe.h"

#include <utility>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds farewellDeadline{5};

} // namespace

NotificationsCheck::NotificationsCheck()
    : EwsCheck(CheckId::Notifications)
{}

void NotificationsCheck::ask()
{
    m_subscription.clear();
    m_isSubscribing = false;
    if (server().testMailboxes.isEmpty())
        return leaveUntested(Code::NoTestMailbox);
    see(u"mailbox"_s, server().testMailboxes.constFirst());
    // Streaming came with Exchange 2010 SP1.
    if (ews().version < ExchangeVersion::V2010Sp1)
        return warn({Code::NotificationsSilent, {}, {{u"requestServerVersion"_s, toString(ews().version)}}});
    const EwsRequest request{Ews::Subscribe{}, server().testMailboxes.constFirst(), {}};
    m_subscribing = std::make_unique<EwsCall>(ews(), request);
    connect(m_subscribing.get(), &EwsCall::finished, this, &NotificationsCheck::takeSubscription);
    m_isSubscribing = true;
    m_subscribing->start();
}

void NotificationsCheck::takeSubscription(const Result<EwsAnswer> &result)
{
    m_isSubscribing = false;
    const auto problem = take(result);
    if (problem && problem->code == Code::LoginGateClosed)
        leaveUntested(Code::LoginGateClosed);
    else if (problem || result->subscriptionId.isEmpty())
        fail(problem ? *problem : Problem{Code::AnswerUnexpected, {}, {}});
    else
        listen(*result);
}

void NotificationsCheck::listen(const EwsAnswer &subscribed)
{
    m_subscription = subscribed.subscriptionId;
    m_affinity = subscribed.affinityCookie;
    const EwsRequest request{Ews::GetStreamingEvents{m_subscription, 1}, server().testMailboxes.constFirst(),
                             m_affinity};
    run(std::make_unique<EwsCall>(ews(), request), [this](const Result<EwsAnswer> &result) {
        auto problem = take(result);
        if (result) {
            const ForeignText status(result->connectionStatus.value(0), 40);
            see(u"status"_s, status);
            if (!problem && !result->hearsChanges())
                problem = Problem{Code::NotificationsClosed, {}, {{u"status"_s, status}}};
        }
        unsubscribe(problem);
    });
}

EwsRequest NotificationsCheck::farewell() const
{
    return {Ews::Unsubscribe{m_subscription}, server().testMailboxes.constFirst(), m_affinity};
}

void NotificationsCheck::unsubscribe(const std::optional<Problem> &problem)
{
    const EwsRequest request = farewell();
    call(request, [this, problem](const Result<EwsAnswer> &result) {
        m_subscription.clear();
        const auto ofFarewell = take(result);
        see(u"unsubscribed"_s, !ofFarewell);
        end(problem ? problem : ofFarewell);
    });
}

void NotificationsCheck::end(const std::optional<Problem> &problem)
{
    if (!problem)
        pass();
    // What stands between this computer and Exchange need not stand between Exchange and AskCody.
    else if (problem->code == Code::NotificationsSilent || problem->code == Code::NotificationsClosed)
        warn(*problem);
    else
        fail(*problem);
}

void NotificationsCheck::abandon()
{
    EwsContext farewellContext = ews();
    farewellContext.deadline = farewellDeadline;
    farewellContext.overall = farewellDeadline;
    if (std::exchange(m_isSubscribing, false)) {
        m_subscribing->disconnect(this);
        context().cleanup.run(std::make_unique<LateUnsubscribe>(std::move(m_subscribing), farewellContext,
                                                                server().testMailboxes.constFirst()));
    } else if (!m_subscription.isEmpty()) {
        context().cleanup.run(std::make_unique<EwsCall>(farewellContext, farewell()));
        m_subscription.clear();
    }
}

} // namespace Setup
