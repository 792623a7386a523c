// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "portal/cloudresult.h"

#include "core/foreigntext.h"
#include "core/microsoftcodes.h"
#include "core/problemcodes.h"
#include "portal/jsonfields.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

using Need = JsonFields::Need;

constexpr qint64 longest = 600'000; // milliseconds
constexpr qsizetype mostFacts = 40;
constexpr qsizetype mostValues = 50;

QString idForm()
{
    return u"[a-z]{1,20}\\.[a-z]{1,20}"_s;
}

QJsonValue safeFact(const QJsonValue &value)
{
    if (value.isString())
        return ForeignText(value.toString());
    if (value.isBool() || value.isDouble())
        return value;
    QJsonArray texts;
    const auto parts = value.toArray();
    for (const auto &part : parts) {
        if (texts.size() < mostValues && part.isString())
            texts.append(ForeignText(part.toString()));
    }
    return texts;
}

// Numbers, texts and lists of texts under names like ours; anything else is left out.
QJsonObject safeFacts(const QJsonObject &facts)
{
    static const QRegularExpression name(u"^[A-Za-z][A-Za-z0-9]{0,39}$"_s);
    QJsonObject kept;
    for (auto fact = facts.begin(); fact != facts.end() && kept.size() < mostFacts; ++fact) {
        const QJsonValue value = fact.value();
        const bool isUsable = value.isString() || value.isBool() || value.isDouble() || value.isArray();
        if (isUsable && name.match(fact.key()).hasMatch())
            kept.insert(fact.key(), safeFact(value));
    }
    return kept;
}

bool isOurs(const QString &code)
{
    static const QSet<QString> ours = [] {
        QSet<QString> set;
        for (const QLatin1StringView known : Code::all())
            set.insert(QString(known));
        return set;
    }();
    return ours.contains(code);
}

// Whoever signs in by the certificate of an application typed no ID and chose no organisation.
bool isMissingConsent(const QString &rung, const QString &code)
{
    return rung == "microsoft.consent"_L1 && (code == "AADSTS700016"_L1 || code == "AADSTS65001"_L1);
}

Problem problemOfRung(const QString &rung, const QString &code, const QString &detail, QJsonObject facts)
{
    if (isMissingConsent(rung, code)) {
        facts.insert(u"serverCode"_s, code);
        return {Code::ConsentMissing, ForeignText(detail).text(), facts};
    }
    if (isOurs(code) || Code::isExchangeCode(code) || Code::isMicrosoftCode(code))
        return {code, ForeignText(detail).text(), facts};
    facts.insert(u"portalCode"_s, code);
    return {Code::PortalAnswerUnexpected, ForeignText(detail).text(), facts};
}

Finding readRung(JsonFields &fields)
{
    Finding rung;
    rung.checkId = fields.matching("id"_L1, idForm());
    const auto status = findingStatusFromString(fields.line("status"_L1));
    if (!status)
        fields.reject("status"_L1);
    rung.status = status.value_or(FindingStatus::NotTested);
    rung.duration = std::chrono::milliseconds(fields.number("durationMs"_L1, 0, longest));
    rung.facts = safeFacts(fields.object("facts"_L1, Need::Optional));
    const QString detail = fields.line("detail"_L1, Need::Optional, 500);
    const bool needsCode = rung.status == FindingStatus::Warn || rung.status == FindingStatus::Fail
        || rung.status == FindingStatus::NotTested;
    const QString code = fields.matching("code"_L1, u"[A-Za-z][A-Za-z0-9_]{1,79}"_s,
                                         needsCode ? Need::Required : Need::Optional);
    if (rung.status == FindingStatus::Skipped)
        rung.skippedBecause = fields.matching("skippedBecause"_L1, idForm());
    else if (rung.status == FindingStatus::NotTested)
        rung.notTested = isOurs(code) ? code : QString(Code::PortalAnswerUnexpected);
    else if (rung.status != FindingStatus::Pass)
        rung.problem = problemOfRung(rung.checkId, code, detail, rung.facts);
    return rung;
}

} // namespace

Verdict CloudResult::verdict() const
{
    const auto has = [this](FindingStatus status) {
        return std::any_of(rungs.begin(), rungs.end(),
                           [status](const Finding &rung) { return rung.status == status; });
    };
    if (has(FindingStatus::Fail))
        return Verdict::Fail;
    if (has(FindingStatus::NotTested) || has(FindingStatus::Skipped))
        return Verdict::Incomplete;
    return has(FindingStatus::Warn) ? Verdict::Warn : Verdict::Pass;
}

const Finding *CloudResult::firstFailure() const
{
    const auto failed = std::find_if(rungs.begin(), rungs.end(),
                                     [](const Finding &rung) { return rung.status == FindingStatus::Fail; });
    return failed == rungs.end() ? nullptr : &*failed;
}

Result<CloudResult> parseCloudResult(const QJsonObject &json)
{
    JsonFields fields(json);
    CloudResult result;
    result.region = fields.matching("region"_L1, u"[a-z]{2,16}"_s);
    result.startedAt = fields.instant("startedAt"_L1);
    result.duration = std::chrono::milliseconds(fields.number("durationMs"_L1, 0, longest));
    const QJsonArray rungs = fields.objects("rungs"_L1, 50);
    QSet<QString> ids;
    for (const auto &value : rungs) {
        JsonFields rung(value.toObject());
        result.rungs.append(readRung(rung));
        if (!rung.isSound() || ids.contains(result.rungs.last().checkId))
            fields.reject("rungs"_L1);
        ids.insert(result.rungs.last().checkId);
    }
    if (result.rungs.isEmpty())
        fields.reject("rungs"_L1);
    if (!fields.isSound())
        return Problem{Code::AnswerMalformed, {}, {{u"member"_s, fields.fault()}}};
    return result;
}

} // namespace Setup
