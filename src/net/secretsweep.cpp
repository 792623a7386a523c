// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/secretsweep.h"

#include "core/problemcodes.h"
#include "net/redactionguard.h"
#include "net/redactionlists.h"

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
    explicit Sweep(const QList<Secret> &secrets)
        : m_secrets(secrets)
    {}

    QJsonValue sweep(const QJsonValue &value, const Place &place)
    {
        if (value.isString())
            return sweepText(value.toString(), place);
        if (value.isArray()) {
            QJsonArray swept;
            const QJsonArray array = value.toArray();
            for (const auto &item : array)
                swept.append(place.name == "entries"_L1 ? sweepEntry(item) : sweep(item, place));
            return swept;
        }
        return value.isObject() ? QJsonValue(sweepMembers(value.toObject(), place)) : value;
    }

    bool isStuck() const { return m_isStuck; }

    // The texts that are not ours, as they are now, one a line: what is looked at once more as a whole.
    const QString &foreign() const { return m_foreign; }

private:
    bool holdsSecret(const QString &text) const
    {
        return containsSecret(QJsonObject{{QString(), text}}, m_secrets);
    }

    QString sweepText(const QString &text, const Place &place)
    {
        static const QString mark = u"\u00ab\u2026\u00bb"_s; // any word could be the password, "removed" too
        if (isOurs(place, text))
            return text;
        const bool isHit = holdsSecret(text);
        m_isStuck = m_isStuck || (isHit && (isNeeded(place) || m_isInput));
        m_count += isHit ? 1 : 0;
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
            const QString name = inside.isFact ? sweepText(member.key(), inside) : member.key();
            swept.insert(name, sweep(member.value(), inside));
            m_isInput = wasInput;
        }
        return swept;
    }

    QJsonObject sweepEntry(const QJsonValue &entry)
    {
        const int before = m_count;
        QJsonObject swept = sweepMembers(entry.toObject(), Place{{}, u"entries"_s});
        if (m_count > before) {
            QJsonObject own = swept.value("_setup"_L1).toObject();
            own.insert(u"trimmed"_s, true);
            swept.insert(u"_setup"_s, own);
        }
        return swept;
    }

    const QList<Secret> &m_secrets;
    QString m_foreign;
    int m_count = 0;
    bool m_isInput = false;
    bool m_isStuck = false;
};

} // namespace

Result<QJsonObject> withoutSecrets(const QJsonObject &document, const QList<Secret> &secrets)
{
    if (!containsSecret(document, secrets))
        return document;
    Sweep first(secrets);
    const QJsonObject swept = first.sweep(document, {}).toObject();
    // The guard has the last word, over everything that is not the same in all recordings.
    Sweep again(secrets);
    (void)again.sweep(swept, {});
    if (first.isStuck() || containsSecret({{QString(), again.foreign()}}, secrets))
        return Problem{Code::RecordingHoldsPassword, {}, {}};
    return swept;
}

} // namespace Setup
