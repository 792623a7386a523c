// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "diagnosis/readings.h"

#include <QJsonArray>

#include <array>
#include <cmath>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

void addMissing(QJsonObject &facts, const QString &name, const QJsonValue &value)
{
    const bool isEmpty = value.isUndefined() || value.isNull()
        || (value.isString() && value.toString().isEmpty()) || (value.isArray() && value.toArray().isEmpty());
    if (!isEmpty && !facts.contains(name))
        facts.insert(name, value);
}

struct OtherName
{
    QLatin1StringView from;
    QLatin1StringView to;
};

constexpr std::array otherNames{
    OtherName{"path"_L1, "file"_L1},
    OtherName{"tried"_L1, "username"_L1},
    OtherName{"pinned"_L1, "expected"_L1},
    OtherName{"requestServerVersion"_L1, "found"_L1},
    OtherName{"externalEwsUrl"_L1, "found"_L1},
    OtherName{"internalEwsUrl"_L1, "found"_L1},
    OtherName{"pinned"_L1, "version"_L1},
    OtherName{"requestServerVersion"_L1, "version"_L1},
    OtherName{"privateAddresses"_L1, "addresses"_L1},
    OtherName{"MaxConcurrencyLimit"_L1, "limit"_L1},
};

double milliseconds(const QJsonValue &value)
{
    return value.isString() ? value.toString().toDouble() : value.toDouble();
}

// A clock that is off is told in minutes, with its direction.
void addClock(QJsonObject &facts)
{
    const double ahead = facts.value("secondsAhead"_L1).toDouble();
    if (ahead != 0)
        addMissing(facts, ahead > 0 ? u"minutesAhead"_s : u"minutesBehind"_s,
                   std::round(std::abs(ahead) / 60));
}

// Retry-After may be a date, too; only a number fits into a sentence.
void addWait(QJsonObject &facts, const QString &retryAfter)
{
    bool isNumber = false;
    const int seconds = retryAfter.toInt(&isNumber);
    if (isNumber && seconds > 0)
        addMissing(facts, u"seconds"_s, seconds);
}

// Whole seconds, whatever the unit was.
void addSeconds(QJsonObject &facts)
{
    for (const auto &name : {"BackOffMilliseconds"_L1, "milliseconds"_L1})
        if (const double value = milliseconds(facts.value(name)); value > 0)
            addMissing(facts, u"seconds"_s, std::ceil(value / 1000));
    addWait(facts, facts.value("retryAfter"_L1).toString());
}

void addHeaders(QJsonObject &facts)
{
    const QJsonObject headers = facts.value("headers"_L1).toObject();
    addMissing(facts, u"server"_s, headers.value("X-FEServer"_L1));
    addMissing(facts, u"contentType"_s, headers.value("Content-Type"_L1));
    addWait(facts, headers.value("Retry-After"_L1).toString());
}

// An answer has one id for its request, a check with several calls a list of them.
void addRequestId(QJsonObject &facts)
{
    addMissing(facts, u"requestId"_s, facts.value("requestIds"_L1).toArray().at(0));
}

// The primary address, which Exchange names where an alias was asked for; it is the one value with an @.
void addPrimaryAddress(QJsonObject &facts, const QString &code)
{
    if (code != "ErrorNonPrimarySmtpAddress"_L1)
        return;
    const QStringList names = facts.keys();
    for (const QString &name : names)
        if (const QString value = facts.value(name).toString();
            name != "mailbox"_L1 && name != "message"_L1 && value.contains(u'@') && !value.contains(u' '))
            return addMissing(facts, u"proposal"_s, value);
}

// 0 is the server's own certificate.
int depthOfFault(const QJsonObject &facts, const QString &code)
{
    const QJsonArray faults = facts.value("faults"_L1).toArray();
    for (const auto &fault : faults)
        if (fault.toObject().value("code"_L1).toString() == code)
            return fault.toObject().value("depth"_L1).toInt();
    return facts.value("depth"_L1).toInt();
}

// The certificate that the problem is about.
void addCertificate(QJsonObject &facts, const QString &code)
{
    const QJsonArray chain = facts.value("chain"_L1).toArray();
    const QJsonObject certificate = chain.at(depthOfFault(facts, code)).toObject();
    for (const auto &name : {"subject"_L1, "issuer"_L1, "names"_L1, "notBefore"_L1, "notAfter"_L1,
                             "publicLog"_L1, "purposes"_L1, "usages"_L1, "key"_L1, "signature"_L1})
        addMissing(facts, name, certificate.value(name));
    addMissing(facts, u"notBefore"_s, certificate.value("validFrom"_L1));
    addMissing(facts, u"notAfter"_s, certificate.value("validUntil"_L1));
}

void addAddresses(QJsonObject &facts)
{
    QJsonArray silent;
    const QJsonArray rows = facts.value("results"_L1).toArray();
    for (const auto &row : rows)
        if (row.toObject().value("result"_L1).toString() != "connected"_L1)
            silent.append(row.toObject().value("address"_L1));
    addMissing(facts, u"addresses"_s, silent);
    QJsonArray views = facts.value("dns"_L1).toArray();
    const QJsonArray addressList = facts.value("system"_L1).toArray();
    for (const auto &address : addressList)
        if (!views.contains(address))
            views.append(address);
    addMissing(facts, u"addresses"_s, views);
}

// Several mailboxes were asked: the one that this problem is about.
void addMailbox(QJsonObject &facts, const QString &code)
{
    const QJsonArray rows = facts.value("mailboxes"_L1).toArray();
    for (const auto &row : rows)
        if (row.toObject().value("result"_L1).toString() == code)
            return addMissing(facts, u"mailbox"_s, row.toObject().value("mailbox"_L1));
    addMissing(facts, u"mailbox"_s, rows.at(0).toObject().value("mailbox"_L1));
}

} // namespace

QJsonObject readings(const Problem &problem)
{
    QJsonObject facts = problem.facts;
    for (const OtherName &name : otherNames)
        addMissing(facts, name.to, facts.value(name.from));
    addSeconds(facts);
    addClock(facts);
    addHeaders(facts);
    addRequestId(facts);
    addPrimaryAddress(facts, problem.code);
    addCertificate(facts, problem.code);
    addAddresses(facts);
    addMailbox(facts, problem.code);
    return facts;
}

} // namespace Setup
