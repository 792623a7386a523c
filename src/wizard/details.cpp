// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/details.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr int MaximumLines = 120;
constexpr int MaximumDepth = 6;

struct Details
{
    Q_DECLARE_TR_FUNCTIONS(Details)
};

QString scalar(const QJsonValue &value)
{
    if (value.isBool())
        return value.toBool() ? Details::tr("yes") : Details::tr("no");
    if (value.isNull())
        return Details::tr("none");
    return value.toVariant().toString();
}

bool isFlat(const QJsonArray &array)
{
    return std::none_of(array.begin(), array.end(),
                        [](const QJsonValue &value) { return value.isObject() || value.isArray(); });
}

void append(QStringList &lines, const QString &name, const QJsonValue &value, int depth)
{
    if (lines.size() >= MaximumLines || depth > MaximumDepth)
        return;
    const QString indent(qsizetype(2) * depth, u' ');
    if (value.isObject()) {
        lines.append(indent + name + u':');
        const QJsonObject object = value.toObject();
        for (auto member = object.begin(); member != object.end(); ++member)
            append(lines, member.key(), member.value(), depth + 1);
    } else if (value.isArray() && isFlat(value.toArray()) && value.toArray().size() <= 4) {
        const QJsonArray array = value.toArray();
        QStringList items;
        for (const auto &item : array)
            items.append(scalar(item));
        lines.append(u"%1%2: %3"_s.arg(indent, name, items.join(u", "_s)));
    } else if (value.isArray()) {
        const QJsonArray array = value.toArray();
        lines.append(indent + name + u':');
        for (const auto &item : array)
            append(lines, u"-"_s, item, depth + 1);
    } else if (name == "-"_L1) {
        lines.append(u"%1- %2"_s.arg(indent, scalar(value)));
    } else {
        lines.append(u"%1%2: %3"_s.arg(indent, name, scalar(value)));
    }
}

void appendAll(QStringList &lines, const QJsonObject &facts)
{
    for (auto fact = facts.begin(); fact != facts.end(); ++fact)
        append(lines, fact.key(), fact.value(), 0);
}

} // namespace

QString detailsOf(const Finding &finding)
{
    QStringList lines{u"%1: %2"_s.arg(finding.checkId, toString(finding.status))};
    if (!finding.notTested.isEmpty())
        lines.append(finding.notTested);
    if (finding.problem) {
        lines.append(finding.problem->code);
        if (!finding.problem->detail.isEmpty())
            lines.append(finding.problem->detail);
        appendAll(lines, finding.problem->facts);
    }
    appendAll(lines, finding.facts);
    for (const QString &id : finding.requestIds)
        lines.append(u"request-id: %1"_s.arg(id));
    if (lines.size() >= MaximumLines)
        lines.append(u"…"_s);
    return lines.join(u'\n');
}

QString shortResult(const Finding &finding)
{
    // The facts that say most about a check that passed; see the checks' own documentation.
    static const QList<std::pair<QLatin1StringView, QLatin1StringView>> telling{
        {"ews.version"_L1, "product"_L1},      {"auth.login"_L1, "username"_L1},
        {"net.tls"_L1, "protocol"_L1},         {"discover.candidates"_L1, "ewsUrl"_L1},
        {"discover.settings"_L1, "ewsUrl"_L1}, {"net.dns"_L1, "addresses"_L1},
        {"portal.discovery"_L1, "portal"_L1},  {"portal.signin"_L1, "organisation"_L1},
    };
    for (const auto &[check, fact] : telling) {
        if (finding.checkId != check)
            continue;
        const QJsonValue value = finding.facts.value(fact);
        return value.isArray() ? scalar(value.toArray().first()) : value.toString();
    }
    return {};
}

} // namespace Setup
