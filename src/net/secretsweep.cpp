// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/secretsweep.h"

#include "core/problemcodes.h"
#include "net/redactionlists.h"
#include "net/secretscan.h"

#include <QJsonArray>

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

bool isOneOf(QStringView name, std::initializer_list<QLatin1StringView> names)
{
    return std::any_of(names.begin(), names.end(), [name](QLatin1StringView one) { return name == one; });
}

// Where a value stands: the member that it is the value of, and the one around that.
struct Place
{
    QString parent = {};
    QString name = {};
    bool isFact = false; // somewhere in facts or notes, whose names and values may come from outside

    Place member(const QString &member) const
    {
        return {name, member, isFact || isOneOf(name, {"facts"_L1, "value"_L1, "derived"_L1})};
    }
};

// What is the same in the recordings of all passwords.
bool isOurs(const Place &place, const QString &text)
{
    if (place.isFact)
        return false;
    if (isOneOf(place.parent, {"program"_L1, "creator"_L1}))
        return true;
    if (isOneOf(place.name, {"code"_L1, "notTested"_L1})) {
        const auto codes = Code::all();
        return std::any_of(codes.begin(), codes.end(),
                           [&text](QLatin1StringView code) { return code == text; });
    }
    if (place.name == "name"_L1 && place.parent == "headers"_L1)
        return keepsRequestHeader(text.toLatin1()) || keepsAnswerHeader(text.toLatin1());
    return isOneOf(place.name,
                   {"version"_L1, "httpVersion"_L1, "format"_L1, "kind"_L1, "check"_L1, "id"_L1, "status"_L1,
                    "skippedBecause"_L1, "method"_L1});
}

// Without it a recording cannot be read, or is one of something else.
bool isNeeded(const Place &place)
{
    return !place.isFact
        && isOneOf(place.name,
                   {"code"_L1, "notTested"_L1, "name"_L1, "url"_L1, "target"_L1, "startedDateTime"_L1,
                    "startedAt"_L1, "timeZone"_L1});
}

class Sweep
{
public:
    explicit Sweep(const SecretScan &scan)
        : m_scan(scan)
    {}

    QJsonObject sweep(const QJsonObject &document) { return sweepMembers(document, {}); }

    // As JSON pointers: what was taken out, and what cannot be.
    const QStringList &taken() const { return m_taken; }
    const QStringList &stuck() const { return m_stuck; }

    // The texts that are not ours, as they are now, one a line: what is looked at once more as a whole.
    const QString &foreign() const { return m_foreign; }

private:
    QJsonValue sweep(const QJsonValue &value, const Place &place)
    {
        if (value.isString())
            return sweepText(value.toString(), place);
        if (value.isArray()) {
            QJsonArray swept;
            const QJsonArray array = value.toArray();
            for (const auto &item : array) {
                m_path.append(QString::number(swept.size()));
                swept.append(place.name == "entries"_L1 ? sweepEntry(item) : sweep(item, place));
                m_path.removeLast();
            }
            return swept;
        }
        return value.isObject() ? QJsonValue(sweepMembers(value.toObject(), place)) : value;
    }

    QString sweepText(const QString &text, const Place &place)
    {
        static const QString mark = u"\u00ab\u2026\u00bb"_s; // any word could be the password, "removed" too
        if (isOurs(place, text))
            return text;
        const bool isHit = m_scan.finds(text);
        if (isHit)
            (isNeeded(place) || m_isInput ? m_stuck : m_taken).append(u'/' + m_path.join(u'/'));
        const QString kept = isHit ? mark : text;
        m_foreign += kept + u'\n';
        return kept;
    }

    QJsonObject sweepMembers(const QJsonObject &object, const Place &place)
    {
        QJsonObject swept;
        for (auto member = object.constBegin(); member != object.constEnd(); ++member) {
            const Place inside = place.member(member.key());
            const bool wasInput = m_isInput;
            m_isInput = m_isInput || (place.name == "runs"_L1 && member.key() == "input"_L1);
            // Elsewhere all names are ours.
            m_path.append(inside.isFact ? QString::number(swept.size()) : member.key());
            const QString name = inside.isFact ? sweepText(member.key(), inside) : member.key();
            swept.insert(name, sweep(member.value(), inside));
            m_path.removeLast();
            m_isInput = wasInput;
        }
        return swept;
    }

    QJsonObject sweepEntry(const QJsonValue &entry)
    {
        const qsizetype before = m_taken.size() + m_stuck.size();
        QJsonObject swept = sweepMembers(entry.toObject(), Place{{}, u"entries"_s});
        if (m_taken.size() + m_stuck.size() > before) {
            QJsonObject own = swept.value("_setup"_L1).toObject();
            own.insert(u"trimmed"_s, true);
            swept.insert(u"_setup"_s, own);
        }
        return swept;
    }

    const SecretScan &m_scan;
    QStringList m_path; // names of facts by their number: they may come from outside
    QStringList m_taken;
    QStringList m_stuck;
    QString m_foreign;
    bool m_isInput = false;
};

Problem refusal(const QString &where)
{
    return {Code::RecordingHoldsPassword, {}, {{u"where"_s, where}}};
}

} // namespace

Result<SweptRecording> withoutSecrets(const QJsonObject &document, const QList<Secret> &secrets)
{
    const SecretScan scan(secrets);
    if (!scan.finds(document))
        return SweptRecording{document, {}};
    Sweep first(scan);
    const QJsonObject swept = first.sweep(document);
    if (!first.stuck().isEmpty())
        return refusal(first.stuck().constFirst());
    // The scan has the last word, over everything that is not the same in all recordings.
    Sweep again(scan);
    (void)again.sweep(swept);
    const QStringList left = again.taken() + again.stuck();
    if (!left.isEmpty())
        return refusal(left.constFirst());
    if (scan.finds(again.foreign()))
        return refusal(u"/"_s); // in several texts together
    return SweptRecording{swept, first.taken()};
}

} // namespace Setup
