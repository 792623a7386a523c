// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/microsoftcodes.h"

#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

namespace Setup::Code {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestDescription = 4000;

bool isDigits(QStringView text, qsizetype fewest, qsizetype most)
{
    return text.size() >= fewest && text.size() <= most
        && std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

QStringList codesIn(const QString &description, const QJsonArray &errorCodes)
{
    static const QRegularExpression code(u"\\bAADSTS[0-9]{4,8}\\b"_s);
    QStringList codes;
    auto matches = code.globalMatch(description.left(longestDescription));
    while (matches.hasNext())
        codes.append(matches.next().captured());
    for (const auto &number : errorCodes)
        if (const QString text = u"AADSTS%1"_s.arg(number.toInt()); isEntraCode(text))
            codes.append(text);
    return codes;
}

} // namespace

bool isEntraCode(QStringView text)
{
    constexpr auto prefix = "AADSTS"_L1;
    return text.startsWith(prefix) && isDigits(text.mid(prefix.size()), 4, 8);
}

bool isMicrosoftCode(const QString &text)
{
    static const QRegularExpression others(u"^(DIAGNOSTICS_[0-9]{5,8}|GRAPH_[A-Za-z][A-Za-z0-9_]{2,60})$"_s);
    return isEntraCode(text) || others.match(text).hasMatch();
}

QString entraCodeIn(const QString &description, const QJsonArray &errorCodes)
{
    static const QStringList wrappers{u"AADSTS70002"_s, u"AADSTS70000"_s};
    const QStringList codes = codesIn(description, errorCodes);
    for (const QString &code : codes)
        if (!wrappers.contains(code))
            return code;
    return codes.value(0);
}

QString diagnosticsCode(const QByteArray &header)
{
    const QString number = QString::fromLatin1(header.left(100)).section(u';', 0, 0).trimmed();
    return isDigits(number, 5, 8) ? u"DIAGNOSTICS_"_s + number : QString();
}

QString graphCode(const QString &code)
{
    static const QRegularExpression shape(u"^[A-Za-z][A-Za-z0-9_]{2,60}$"_s);
    return shape.match(code).hasMatch() ? u"GRAPH_"_s + code : QString();
}

QString codeInText(const QString &text)
{
    if (const QString code = entraCodeIn(text); !code.isEmpty())
        return code;
    constexpr auto graph = "Graph:"_L1;
    const QString trimmed = text.trimmed();
    if (trimmed.startsWith(graph))
        return graphCode(trimmed.mid(graph.size()));
    return diagnosticsCode(trimmed.toUtf8());
}

} // namespace Setup::Code
