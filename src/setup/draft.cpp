// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/draft.h"

#include "core/integrationfile.h"
#include "core/problemcodes.h"
#include "setup/onlinerecord.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMetaEnum>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr auto Schema = "askcody-exchange-setup/draft/1"_L1;
constexpr qint64 ChecksHoldForSeconds = qint64{24} * 60 * 60;

template<typename Enum>
QString enumName(Enum value)
{
    return QString::fromLatin1(QMetaEnum::fromType<Enum>().valueToKey(static_cast<int>(value)));
}

template<typename Enum>
std::optional<Enum> enumValue(const QJsonValue &name)
{
    bool known = false;
    const int value = QMetaEnum::fromType<Enum>().keyToValue(name.toString().toLatin1().constData(), &known);
    return known ? std::optional(static_cast<Enum>(value)) : std::nullopt;
}

void readPush(Draft &draft, const QJsonObject &object)
{
    draft.towards = enumValue<Session::State>(object.value("towards"_L1));
    const QJsonArray items = object.value("keychainItems"_L1).toArray();
    for (const auto &item : items)
        draft.keychainItems.append(item.toString());
    draft.submission = pendingSubmissionFromJson(object.value("submission"_L1).toObject());
    draft.sentTo = object.value("sentTo"_L1).toString();
    if (draft.sentTo.isEmpty() && draft.submission && draft.submission->sent)
        draft.sentTo = draft.submission->portal; // as written by earlier versions
    draft.otherPasswordSent = object.value("otherPasswordSent"_L1).toBool();
    draft.madeIn = object.value("madeIn"_L1).toString();
    draft.portalId = object.value("portalId"_L1).toString();
    draft.madeByAnother = object.value("madeByAnother"_L1).toBool();
}

// Earlier versions had one word for both.
void readKept(Draft &draft, const QJsonObject &object)
{
    const QJsonValue signIn = object.value("keepSignIn"_L1);
    const bool isOnline = draft.integration.online() != nullptr;
    draft.keepPassword = object.value("keepPassword"_L1).toBool();
    draft.keepSignIn = signIn.isBool() ? signIn.toBool() : draft.keepPassword && isOnline;
    if (!signIn.isBool())
        draft.keepPassword = draft.keepPassword && !isOnline;
}

} // namespace

QByteArray toJson(const Draft &draft)
{
    QJsonArray findings;
    for (const Finding &finding : draft.findings)
        findings.append(toJson(finding));
    QJsonObject json = toJson(draft.integration);
    json.insert(u"schema"_s, Schema);
    json.insert(u"state"_s, enumName(draft.state));
    json.insert(u"changedAt"_s, draft.changedAt.toString(Qt::ISODateWithMs));
    json.insert(u"keepPassword"_s, draft.keepPassword);
    json.insert(u"keepSignIn"_s, draft.keepSignIn);
    json.insert(u"checkedInput"_s, QString::fromLatin1(draft.checkedInput.toHex()));
    json.insert(u"checkedAt"_s, draft.checkedAt.toString(Qt::ISODateWithMs));
    json.insert(u"findings"_s, findings);
    if (draft.told != OnlineInput())
        json.insert(u"told"_s, toJson(draft.told));
    json.insert(u"verdict"_s, enumName(draft.verdict));
    json.insert(u"decisions"_s, toJson(draft.decisions));
    if (draft.towards)
        json.insert(u"towards"_s, enumName(*draft.towards));
    json.insert(u"keychainItems"_s, QJsonArray::fromStringList(draft.keychainItems));
    if (draft.submission)
        json.insert(u"submission"_s, toJson(*draft.submission));
    json.insert(u"sentTo"_s, draft.sentTo);
    json.insert(u"otherPasswordSent"_s, draft.otherPasswordSent);
    json.insert(u"madeIn"_s, draft.madeIn);
    json.insert(u"portalId"_s, draft.portalId);
    json.insert(u"madeByAnother"_s, draft.madeByAnother);
    return QJsonDocument(json).toJson();
}

Result<Draft> draftFromJson(const QByteArray &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    const auto state = enumValue<Session::State>(object.value("state"_L1));
    if (object.value("schema"_L1).toString() != Schema || !state)
        return Problem{Code::FileMalformed, u"not a draft of this program"_s, {}};
    Draft draft;
    QJsonObject document{{u"integration"_s, object.value("integration"_L1)}};
    if (object.contains("portal"_L1))
        document.insert(u"portal"_s, object.value("portal"_L1));
    draft.integration = integrationFromDraft(document);
    draft.state = *state;
    draft.verdict = enumValue<Verdict>(object.value("verdict"_L1)).value_or(Verdict::Incomplete);
    draft.changedAt = QDateTime::fromString(object.value("changedAt"_L1).toString(), Qt::ISODateWithMs);
    readKept(draft, object);
    draft.checkedInput = QByteArray::fromHex(object.value("checkedInput"_L1).toString().toLatin1());
    draft.checkedAt = QDateTime::fromString(object.value("checkedAt"_L1).toString(), Qt::ISODateWithMs);
    const QJsonArray array = object.value("findings"_L1).toArray();
    for (const auto &finding : array)
        draft.findings.append(findingFromJson(finding.toObject()));
    draft.told = onlineInputFromJson(object.value("told"_L1).toObject());
    draft.decisions = stillHolding(decisionsFromJson(object.value("decisions"_L1).toArray()), draft.findings);
    readPush(draft, object);
    return draft;
}

QByteArray inputHash(const Integration &integration)
{
    Integration read = integration;
    read.name.clear();
    read.portal.clear();
    read.identificationCode.clear();
    return QCryptographicHash::hash(QJsonDocument(toJson(read)).toJson(QJsonDocument::Compact),
                                    QCryptographicHash::Sha256);
}

bool isMade(const Draft &draft)
{
    return draft.state == Session::State::Confirmed || draft.towards == Session::State::Confirmed;
}

void forgetChecks(Draft &draft)
{
    draft.findings.clear();
    draft.told = {};
    draft.decisions.clear();
    if (draft.state == Session::State::Checked)
        draft.state = Session::State::Draft;
    if (draft.towards != Session::State::Confirmed) // what the portal has it has
        draft.towards.reset();
}

bool isOutcomeOpen(const Draft &draft)
{
    return !draft.sentTo.isEmpty() && !isMade(draft);
}

void returnToDraft(Draft &draft)
{
    forgetChecks(draft);
    draft.state = Session::State::Draft;
}

void forgetSealedPassword(Draft &draft)
{
    if (draft.submission)
        draft.submission->contentHash.clear();
    draft.otherPasswordSent = draft.otherPasswordSent || !draft.sentTo.isEmpty();
}

bool checksHold(const Draft &draft, const QDateTime &now)
{
    const bool old = !draft.checkedAt.isValid() || draft.checkedAt.secsTo(now) > ChecksHoldForSeconds;
    return !old && draft.checkedInput == inputHash(draft.integration);
}

Draft withStaleChecksDropped(Draft draft, const QDateTime &now)
{
    const bool restsOnChecks =
        draft.state == Session::State::Checked || draft.state == Session::State::SecretStored;
    if (!restsOnChecks || draft.towards == Session::State::Confirmed || checksHold(draft, now))
        return draft;
    returnToDraft(draft);
    return draft;
}

} // namespace Setup
