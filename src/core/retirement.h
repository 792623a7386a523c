// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ewssettings.h"

#include <QDate>
#include <QJsonObject>
#include <QList>
#include <QString>

#include <optional>

namespace Setup {

class DatedNotices;

// What an application was told when it asked Exchange Online by EWS.
enum class EwsSeen { NotTested, Answered, Disabled, BlockedByPolicy, LicenceRefused };

// What Microsoft Graph would give when EWS has ended, as graph.rooms saw it.
enum class GraphReadiness { NotTested, Ready, Partly, NotReady };

enum class RetirementState {
    NotAffected, // Exchange Server
    Allowed, // AskCody's application is let in
    SoonSwitchedOff, // EwsEnabled is not set: until the organisation's turn comes
    NotOnList, // EWS is on, AskCody's application is not allowed
    SwitchedOff, // for every application, or for this mailbox
    Ended,
    Unknown // for AskCody's application; the reasons say what is known
};

// Why, in the order of their weight. Diagnosis has the words (retirementtext.h).
enum class RetirementReason {
    ExchangeServer,
    EndReached,
    AnsweredAfterTheEnd,
    CloudHasOwnSchedule,
    OrganizationOff,
    OrganizationNotSet,
    OrganizationOn,
    OrganizationUnknown,
    MailboxOff,
    MailboxMayBeOff, // "disabled", although the organisation allows
    DisabledForEveryone, // by what our own client was told; holds for every application
    AnsweredAlthoughOff, // what was pasted says off
    BlockedAlthoughOff, // not on the list is not switched off
    AskcodyAnswered, // by the portal's own check
    AskcodyBlocked,
    AskcodyListed,
    AskcodyNotListed,
    AskcodyIdUnknown,
    ListEmpty,
    ListUnknown,
    ListIncomplete,
    ListDoesNotCountYet,
    OursAnswered,
    OursBlocked,
    ProgramNamesFiltered, // lists of User-Agents are in force as well
    LicenceRefused,
    NothingTested
};

struct RetirementQuestion
{
    QDate today; // by the Clock
    bool isOnline = true; // the mailboxes live in Exchange Online
    QString cloud; // "worldwide", "gccHigh", "dod", "china"; another one has no known schedule
    EwsSeen seen = EwsSeen::NotTested; // by our own client
    EwsSeen seenByAskcody = EwsSeen::NotTested; // by the portal's own check
    EwsSettings organization; // as pasted
    EwsSettings::Switch mailbox = EwsSettings::Switch::Unknown; // the tested mailbox's own
    QString ourAppId;
    QString askcodyAppId; // empty: not known
    GraphReadiness graph = GraphReadiness::NotTested;
};

struct RetirementVerdict
{
    RetirementState state = RetirementState::Unknown;
    QDate until; // the last day on which EWS can work; invalid: not published for this cloud
    QDate from; // with SoonSwitchedOff: when the waves begin
    QList<RetirementReason> reasons;
    bool canBeChanged = false; // the organisation's administrator still has the switches
    QString cloud;
    GraphReadiness graph = GraphReadiness::NotTested;

    bool has(RetirementReason reason) const { return reasons.contains(reason); }
    // What was pasted says off, and Exchange Online did not.
    bool isContradicted() const
    {
        return has(RetirementReason::AnsweredAlthoughOff) || has(RetirementReason::BlockedAlthoughOff);
    }
    friend bool operator==(const RetirementVerdict &, const RetirementVerdict &) = default;
};

// What holds for AskCody's application. Pure: the same question has the same answer.
RetirementVerdict judgeRetirement(const RetirementQuestion &question, const DatedNotices &notices);

// The verdict as a check reports it. Empty when nothing is to be said (Exchange Server).
std::optional<Problem> problemOf(const RetirementVerdict &verdict);

// "notAffected", "organizationOff", …
QString toString(EwsSeen seen);
EwsSeen ewsSeenFromString(const QString &text); // anything else: NotTested
QString toString(RetirementState state);
QString toString(RetirementReason reason);
QString toString(GraphReadiness readiness);
QJsonObject toJson(const RetirementVerdict &verdict);
// What toJson() wrote; Unknown and nothing else for anything that is not it.
RetirementVerdict retirementFromJson(const QJsonObject &json);

} // namespace Setup
