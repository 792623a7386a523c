// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/ewspolicycheck.h"

#include "core/clock.h"
#include "core/datednotices.h"

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

RetirementQuestion questionOf(const RunInput &input, const MicrosoftLoginFacts &login, EwsSeen seen)
{
    RetirementQuestion question;
    question.cloud = login.cloud.id;
    question.seen = seen;
    question.seenByAskcody = input.online.seenByPortal;
    question.organization = input.online.organization;
    question.mailbox = input.online.mailbox;
    question.ourAppId = login.query.clientId;
    question.askcodyAppId = input.online.exchangeAppId;
    return question;
}

} // namespace

EwsPolicyCheck::EwsPolicyCheck()
    : OnlineEwsCheck(CheckId::EwsPolicy)
{}

void EwsPolicyCheck::ask()
{
    callOwnMailbox([this](const Answered &answered) { judge(answered); });
}

// The text is the same for a mailbox's own switch and for a frontline licence: where both switches are known
// to be on, only the licence is left.
EwsSeen EwsPolicyCheck::seenIn(const Answered &answered) const
{
    if (answered.byEws)
        return EwsSeen::Answered;
    const QString code = answered.problem ? answered.problem->code : QString();
    if (code == Code::Http403EwsBlockedByPolicy)
        return EwsSeen::BlockedByPolicy;
    if (code != Code::Http403EwsDisabled)
        return EwsSeen::NotTested;
    const OnlineInput &online = input().online;
    const bool areOn = online.organization.ewsEnabled == EwsSettings::Switch::On
        && online.mailbox == EwsSettings::Switch::On;
    return areOn ? EwsSeen::LicenceRefused : EwsSeen::Disabled;
}

void EwsPolicyCheck::judge(const Answered &answered)
{
    const EwsSeen seen = seenIn(answered);
    see({{u"clientId"_s, login().query.clientId}, {u"seen"_s, toString(seen)}});
    if (seen == EwsSeen::NotTested) // the token, the consent, the network: not a word about the policy
        return fail(*answered.problem);
    RetirementQuestion question = questionOf(input(), login(), seen);
    question.today = context().services.clock.now().date();
    const RetirementVerdict verdict = judgeRetirement(question, DatedNotices());
    see({{u"retirement"_s, toJson(verdict)}, {u"application"_s, input().online.exchangeAppId}});
    if (seen == EwsSeen::LicenceRefused)
        return fail({Code::Http403Licence, {}, answered.problem->facts});
    const auto problem = problemOf(verdict);
    switch (verdict.state) {
    case RetirementState::Unknown:
        // Ours is turned away: nobody knows whether AskCody's is, too, but it is worth a look.
        if (seen == EwsSeen::BlockedByPolicy)
            return warn(*answered.problem);
        return leaveUntested(question.askcodyAppId.isEmpty() ? Code::EwsAskcodyIdUnknown
                                                             : Code::EwsAskcodyNotTested);
    case RetirementState::NotAffected:
        return pass();
    case RetirementState::Allowed:
    case RetirementState::SoonSwitchedOff:
        return warn(*problem);
    case RetirementState::SwitchedOff:
        // Nobody was refused for it: which of the two statements is of today, is not for us to say.
        return verdict.isContradicted() ? warn(*problem) : fail(*problem);
    case RetirementState::NotOnList:
    case RetirementState::Ended:
        return fail(*problem);
    }
}

} // namespace Setup
