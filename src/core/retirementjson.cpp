// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/foreigntext.h"
#include "core/retirement.h"

#include <QJsonArray>

#include <array>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

template<typename Enum>
struct Word
{
    Enum value;
    QLatin1StringView text;
};

// Clang 14 needs to be told.
template<typename Enum>
Word(Enum, QLatin1StringView) -> Word<Enum>;

constexpr std::array seens{
    Word{EwsSeen::NotTested, "notTested"_L1},
    Word{EwsSeen::Answered, "answered"_L1},
    Word{EwsSeen::Disabled, "disabled"_L1},
    Word{EwsSeen::BlockedByPolicy, "blockedByPolicy"_L1},
    Word{EwsSeen::LicenceRefused, "licenceRefused"_L1},
};

constexpr std::array states{
    Word{RetirementState::NotAffected, "notAffected"_L1},
    Word{RetirementState::Allowed, "allowed"_L1},
    Word{RetirementState::SoonSwitchedOff, "soonSwitchedOff"_L1},
    Word{RetirementState::NotOnList, "notOnList"_L1},
    Word{RetirementState::SwitchedOff, "switchedOff"_L1},
    Word{RetirementState::Ended, "ended"_L1},
    Word{RetirementState::Unknown, "unknown"_L1},
};

constexpr std::array reasons{
    Word{RetirementReason::ExchangeServer, "exchangeServer"_L1},
    Word{RetirementReason::EndReached, "endReached"_L1},
    Word{RetirementReason::AnsweredAfterTheEnd, "answeredAfterTheEnd"_L1},
    Word{RetirementReason::CloudHasOwnSchedule, "cloudHasOwnSchedule"_L1},
    Word{RetirementReason::OrganizationOff, "organizationOff"_L1},
    Word{RetirementReason::OrganizationNotSet, "organizationNotSet"_L1},
    Word{RetirementReason::OrganizationOn, "organizationOn"_L1},
    Word{RetirementReason::OrganizationUnknown, "organizationUnknown"_L1},
    Word{RetirementReason::MailboxOff, "mailboxOff"_L1},
    Word{RetirementReason::MailboxMayBeOff, "mailboxMayBeOff"_L1},
    Word{RetirementReason::DisabledForEveryone, "disabledForEveryone"_L1},
    Word{RetirementReason::AnsweredAlthoughOff, "answeredAlthoughOff"_L1},
    Word{RetirementReason::BlockedAlthoughOff, "blockedAlthoughOff"_L1},
    Word{RetirementReason::AskcodyAnswered, "askcodyAnswered"_L1},
    Word{RetirementReason::AskcodyBlocked, "askcodyBlocked"_L1},
    Word{RetirementReason::AskcodyListed, "askcodyListed"_L1},
    Word{RetirementReason::AskcodyNotListed, "askcodyNotListed"_L1},
    Word{RetirementReason::AskcodyIdUnknown, "askcodyIdUnknown"_L1},
    Word{RetirementReason::ListEmpty, "listEmpty"_L1},
    Word{RetirementReason::ListUnknown, "listUnknown"_L1},
    Word{RetirementReason::ListIncomplete, "listIncomplete"_L1},
    Word{RetirementReason::ListDoesNotCountYet, "listDoesNotCountYet"_L1},
    Word{RetirementReason::OursAnswered, "oursAnswered"_L1},
    Word{RetirementReason::OursBlocked, "oursBlocked"_L1},
    Word{RetirementReason::ProgramNamesFiltered, "programNamesFiltered"_L1},
    Word{RetirementReason::LicenceRefused, "licenceRefused"_L1},
    Word{RetirementReason::NothingTested, "nothingTested"_L1},
};

constexpr std::array readinesses{
    Word{GraphReadiness::NotTested, "notTested"_L1},
    Word{GraphReadiness::Ready, "ready"_L1},
    Word{GraphReadiness::Partly, "partly"_L1},
    Word{GraphReadiness::NotReady, "notReady"_L1},
};

template<typename Table, typename Enum>
QString textOf(const Table &table, Enum value)
{
    for (const auto &word : table)
        if (word.value == value)
            return word.text;
    return {};
}

template<typename Table, typename Enum>
Enum valueOf(const Table &table, const QJsonValue &text, Enum otherwise)
{
    for (const auto &word : table)
        if (word.text == text.toString())
            return word.value;
    return otherwise;
}

QDate dayFrom(const QJsonValue &value)
{
    return QDate::fromString(value.toString(), Qt::ISODate);
}

} // namespace

QString toString(EwsSeen seen)
{
    return textOf(seens, seen);
}

EwsSeen ewsSeenFromString(const QString &text)
{
    return valueOf(seens, text, EwsSeen::NotTested);
}

QString toString(RetirementState state)
{
    return textOf(states, state);
}

QString toString(RetirementReason reason)
{
    return textOf(reasons, reason);
}

QString toString(GraphReadiness readiness)
{
    return textOf(readinesses, readiness);
}

QJsonObject toJson(const RetirementVerdict &verdict)
{
    QJsonArray why;
    for (const RetirementReason reason : verdict.reasons)
        why.append(toString(reason));
    QJsonObject json{{u"state"_s, toString(verdict.state)},
                     {u"reasons"_s, why},
                     {u"canBeChanged"_s, verdict.canBeChanged},
                     {u"cloud"_s, ForeignText(verdict.cloud, 40)},
                     {u"graph"_s, toString(verdict.graph)}};
    if (verdict.until.isValid())
        json.insert(u"until"_s, verdict.until.toString(Qt::ISODate));
    if (verdict.from.isValid())
        json.insert(u"from"_s, verdict.from.toString(Qt::ISODate));
    return json;
}

RetirementVerdict retirementFromJson(const QJsonObject &json)
{
    RetirementVerdict verdict;
    verdict.state = valueOf(states, json["state"_L1], RetirementState::Unknown);
    verdict.until = dayFrom(json["until"_L1]);
    verdict.from = dayFrom(json["from"_L1]);
    verdict.canBeChanged = json["canBeChanged"_L1].toBool();
    verdict.cloud = ForeignText(json["cloud"_L1].toString(), 40).text();
    verdict.graph = valueOf(readinesses, json["graph"_L1], GraphReadiness::NotTested);
    const QJsonArray why = json["reasons"_L1].toArray();
    for (const auto &word : why)
        for (const auto &known : reasons)
            if (known.text == word.toString() && !verdict.has(known.value))
                verdict.reasons.append(known.value);
    return verdict;
}

} // namespace Setup
