// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/hostlist.h"

#include "core/inputrules.h"

#include <QRegularExpression>

namespace Setup::HostList {

using namespace Qt::StringLiterals;

namespace {

QStringList split(const QString &typed)
{
    static const QRegularExpression between(u"[,;\\s]+"_s);
    return typed.split(between, Qt::SkipEmptyParts);
}

} // namespace

std::optional<Problem> problem(const QString &typed, const QString &field)
{
    for (const QString &part : split(typed))
        if (const auto host = InputRules::hostName(part, field); !host)
            return host.problem();
    return std::nullopt;
}

QStringList hosts(const QString &typed)
{
    QStringList hosts;
    for (const QString &part : split(typed))
        if (const auto host = InputRules::hostName(part, {}))
            hosts.append(*host);
    return hosts;
}

} // namespace Setup::HostList
