// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/consentcheck.h"

#include "checks/checkids.h"

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

QString toString(OnlineInput::Consent consent)
{
    switch (consent) {
    case OnlineInput::Consent::NotAsked:
        return u"notAsked"_s;
    case OnlineInput::Consent::SaidYes:
        return u"saidYes"_s;
    case OnlineInput::Consent::Refused:
        return u"refused"_s;
    case OnlineInput::Consent::Unanswered:
        return u"unanswered"_s;
    }
    return {};
}

} // namespace

ConsentCheck::ConsentCheck()
    : StepwiseCheck(CheckId::Consent)
{}

void ConsentCheck::begin()
{
    const OnlineInput &online = input().online;
    see(u"page"_s, toString(online.consent));
    if (!online.exchangeAppId.isEmpty())
        see(u"application"_s, online.exchangeAppId);
    if (online.provedByPortal) {
        see(u"provedBy"_s, u"portal"_s);
        return pass();
    }
    if (online.consent == OnlineInput::Consent::Refused)
        return fail(online.consentProblem.value_or(Problem{Code::ConsentRefused, {}, {}}));
    if (online.exchangeAppId.isEmpty())
        return leaveUntested(Code::ConsentOnPortal);
    if (online.consent == OnlineInput::Consent::Unanswered) {
        if (online.consentProblem)
            see(u"silence"_s, online.consentProblem->code);
        return leaveUntested(Code::ConsentUnanswered);
    }
    leaveUntested(online.consent == OnlineInput::Consent::NotAsked ? Code::ConsentNotAsked
                                                                   : Code::ConsentNotProved);
}

} // namespace Setup
