// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/retirement.h"

#include "core/datednotices.h"
#include "core/problemcodes.h"

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

using Reason = RetirementReason;
using State = RetirementState;
using Switch = EwsSettings::Switch;

// Judges one question; each step may settle the state, and notes why.
class Judge
{
public:
    Judge(const RetirementQuestion &question, const DatedNotices &notices)
        : m_question(question)
        , m_end(notices.day(u"ended"_s, question.cloud))
        , m_listCounts(notices.day(u"listCounts"_s, question.cloud))
    {
        m_verdict.cloud = question.cloud;
        m_verdict.graph = question.graph;
        m_verdict.from = notices.day(u"disablementStarts"_s, question.cloud);
    }

    RetirementVerdict verdict()
    {
        if (!m_question.isOnline) {
            settle(State::NotAffected, Reason::ExchangeServer);
            m_verdict.from = {};
            return m_verdict;
        }
        if (m_end.isValid() && m_question.today >= m_end) {
            end();
        } else {
            m_verdict.canBeChanged = true;
            if (m_end.isValid())
                m_verdict.until = m_end.addDays(-1);
            judgeOpen();
            if (!m_end.isValid())
                note(Reason::CloudHasOwnSchedule);
        }
        if (m_verdict.state != State::SoonSwitchedOff)
            m_verdict.from = {};
        return m_verdict;
    }

private:
    void note(Reason reason)
    {
        if (!m_verdict.reasons.contains(reason))
            m_verdict.reasons.append(reason);
    }

    void settle(State state, Reason reason)
    {
        m_verdict.state = state;
        note(reason);
    }

    void end()
    {
        settle(State::Ended, Reason::EndReached);
        if (m_question.seen == EwsSeen::Answered || m_question.seenByAskcody == EwsSeen::Answered)
            note(Reason::AnsweredAfterTheEnd);
    }

    // As long as there is something to judge.
    void judgeOpen()
    {
        if (!isSwitchedOff())
            judgeApplication();
        if (m_question.seen == EwsSeen::LicenceRefused)
            note(Reason::LicenceRefused);
        if (m_question.organization.accessPolicy && !m_question.organization.accessPolicy->isEmpty())
            note(Reason::ProgramNamesFiltered);
    }

    bool wasTold(EwsSeen what) const { return m_question.seen == what || m_question.seenByAskcody == what; }

    // What was pasted may be of yesterday, or not count yet.
    void settleOff(Reason reason)
    {
        settle(State::SwitchedOff, reason);
        if (wasTold(EwsSeen::Disabled))
            return;
        if (wasTold(EwsSeen::Answered))
            note(Reason::AnsweredAlthoughOff);
        else if (wasTold(EwsSeen::BlockedByPolicy))
            note(Reason::BlockedAlthoughOff);
    }

    // What stops every application.
    bool isSwitchedOff()
    {
        if (m_question.organization.ewsEnabled == Switch::Off)
            settleOff(Reason::OrganizationOff);
        else if (m_question.mailbox == Switch::Off)
            settleOff(Reason::MailboxOff);
        else if (wasTold(EwsSeen::Disabled))
            settle(State::SwitchedOff,
                   m_question.organization.ewsEnabled == Switch::Unknown ? Reason::DisabledForEveryone
                                                                         : Reason::MailboxMayBeOff);
        else
            return false;
        return true;
    }

    // EWS is on, as far as is known: is AskCody's application let in?
    void judgeApplication()
    {
        const bool isNotSet = m_question.organization.ewsEnabled == Switch::NotSet;
        // What its own application was told weighs more than what was pasted, which may be of yesterday.
        if (isAskcodyBlocked()) {
            settle(State::NotOnList,
                   m_question.seenByAskcody == EwsSeen::BlockedByPolicy ? Reason::AskcodyBlocked
                                                                        : Reason::OursBlocked);
            if (isNotSet)
                note(Reason::OrganizationNotSet);
            else
                judgeList();
            noteWhatWasSeen();
        } else if (isNotSet) {
            settle(State::SoonSwitchedOff, Reason::OrganizationNotSet);
            noteWhatWasSeen();
        } else if (m_question.seenByAskcody == EwsSeen::Answered) {
            settle(State::Allowed, Reason::AskcodyAnswered);
            noteOrganization();
            noteWhatWasSeen();
        } else {
            m_verdict.state = stateByList();
            noteOrganization();
            noteWhatWasSeen();
        }
    }

    // We may have signed in with AskCody's application itself.
    bool isOursAskcodys() const
    {
        return !m_question.askcodyAppId.isEmpty()
            && m_question.askcodyAppId.compare(m_question.ourAppId, Qt::CaseInsensitive) == 0;
    }

    bool isAskcodyBlocked() const
    {
        return m_question.seenByAskcody == EwsSeen::BlockedByPolicy
            || (m_question.seenByAskcody == EwsSeen::NotTested && isOursAskcodys()
                && m_question.seen == EwsSeen::BlockedByPolicy);
    }

    State stateByList()
    {
        if (isOursAskcodys() && m_question.seen == EwsSeen::BlockedByPolicy)
            return State::NotOnList;
        if (isOursAskcodys() && m_question.seen == EwsSeen::Answered)
            return State::Allowed;
        // Our own client may be listed where AskCody is not, and the other way round.
        if (m_question.organization.ewsEnabled != Switch::On && m_question.seen != EwsSeen::BlockedByPolicy) {
            if (m_question.seen == EwsSeen::NotTested)
                note(Reason::NothingTested);
            return State::Unknown;
        }
        return judgeList();
    }

    // EwsEnabled is true, by what was pasted or by what our client was told.
    State judgeList()
    {
        const EwsSettings &settings = m_question.organization;
        if (m_listCounts.isValid() && m_question.today < m_listCounts
            && m_question.seen != EwsSeen::BlockedByPolicy) {
            note(Reason::ListDoesNotCountYet);
            return State::Allowed;
        }
        if (!settings.allowedAppIds) {
            note(Reason::ListUnknown);
            return State::Unknown;
        }
        if (settings.allowedAppIds->isEmpty() && settings.isListComplete) {
            note(Reason::ListEmpty);
            return State::NotOnList;
        }
        return stateByEntry();
    }

    State stateByEntry()
    {
        if (m_question.askcodyAppId.isEmpty()) {
            note(Reason::AskcodyIdUnknown);
            return State::Unknown;
        }
        if (m_question.organization.lists(m_question.askcodyAppId)) {
            note(Reason::AskcodyListed);
            return State::Allowed;
        }
        if (!m_question.organization.isListComplete) {
            note(Reason::ListIncomplete);
            return State::Unknown;
        }
        note(Reason::AskcodyNotListed);
        // Where no day was published, the list may be there and not count yet.
        return m_listCounts.isValid() || m_question.seen == EwsSeen::BlockedByPolicy ? State::NotOnList
                                                                                     : State::Unknown;
    }

    void noteOrganization()
    {
        note(m_question.organization.ewsEnabled == Switch::On ? Reason::OrganizationOn
                                                              : Reason::OrganizationUnknown);
    }

    void noteWhatWasSeen()
    {
        if (m_question.seen == EwsSeen::Answered)
            note(Reason::OursAnswered);
        if (m_question.seen == EwsSeen::BlockedByPolicy)
            note(Reason::OursBlocked);
        if (m_question.seenByAskcody == EwsSeen::Answered)
            note(Reason::AskcodyAnswered);
        if (m_question.seenByAskcody == EwsSeen::BlockedByPolicy)
            note(Reason::AskcodyBlocked);
    }

    const RetirementQuestion &m_question;
    const QDate m_end;
    const QDate m_listCounts;
    RetirementVerdict m_verdict;
};

} // namespace

RetirementVerdict judgeRetirement(const RetirementQuestion &question, const DatedNotices &notices)
{
    return Judge(question, notices).verdict();
}

std::optional<Problem> problemOf(const RetirementVerdict &verdict)
{
    QLatin1StringView code;
    switch (verdict.state) {
    case State::NotAffected:
        return std::nullopt;
    case State::Allowed:
        code = Code::EwsAllowedUntil;
        break;
    case State::SoonSwitchedOff:
        code = Code::EwsSoonOff;
        break;
    case State::NotOnList:
        code = Code::EwsNotOnList;
        break;
    case State::SwitchedOff:
        code = verdict.isContradicted() ? Code::EwsSettingsDiffer
            : verdict.has(Reason::MailboxOff) || verdict.has(Reason::MailboxMayBeOff)
            ? Code::EwsMailboxOff
            : Code::Http403EwsDisabled;
        break;
    case State::Ended:
        code = Code::EwsEnded;
        break;
    case State::Unknown:
        code = verdict.has(Reason::AskcodyIdUnknown) ? Code::EwsAskcodyIdUnknown : Code::EwsAskcodyNotTested;
        break;
    }
    QJsonObject facts{{u"retirement"_s, toJson(verdict)}};
    if (verdict.until.isValid())
        facts.insert(u"limit"_s, verdict.until.toString(Qt::ISODate));
    return Problem{code, {}, facts};
}

} // namespace Setup
