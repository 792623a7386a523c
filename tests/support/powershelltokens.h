// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QStringList>

namespace Setup {

// As much of PowerShell's tokens as tells what is code and what is not (about_Quoting_Rules, about_Comments):
// written for the tests, apart from what writes the scripts.
struct PowerShellTokens
{
    QString code; // with '' for each single-quoted literal, "" for each double-quoted, and no comments
    QStringList literals; // the values of the single-quoted ones
    QStringList comments;
    bool isClosed = true; // no literal and no comment was open at the end

    static PowerShellTokens of(const QString &script)
    {
        PowerShellTokens tokens;
        qsizetype at = 0;
        while (at < script.size())
            at = tokens.take(script, at);
        return tokens;
    }

private:
    // PowerShell takes all of these for a single quote.
    static bool isQuote(QChar c) { return QStringLiteral("'\u2018\u2019\u201A\u201B").contains(c); }
    static bool isDoubleQuote(QChar c) { return QStringLiteral("\"\u201C\u201D\u201E").contains(c); }

    qsizetype take(const QString &script, qsizetype at)
    {
        const QChar c = script.at(at);
        if (script.mid(at, 2) == QStringLiteral("<#"))
            return takeComment(script, at, script.indexOf(QStringLiteral("#>"), at + 2), 2);
        if (c == u'#' && (at == 0 || !(script.at(at - 1).isLetterOrNumber() || script.at(at - 1) == u'$')))
            return takeComment(script, at, script.indexOf(u'\n', at), 0);
        if (isQuote(c))
            return takeLiteral(script, at + 1);
        if (isDoubleQuote(c))
            return takeDoubleQuoted(script, at + 1);
        code += c;
        if (c == u'`' && at + 1 < script.size())
            code += script.at(++at);
        return at + 1;
    }

    qsizetype takeComment(const QString &script, qsizetype from, qsizetype end, qsizetype length)
    {
        isClosed = isClosed && (end >= 0 || length == 0);
        const qsizetype stop = end < 0 ? script.size() : end;
        comments.append(script.mid(from, stop - from));
        return stop + length;
    }

    qsizetype takeLiteral(const QString &script, qsizetype at)
    {
        QString value;
        for (; at < script.size(); ++at) {
            if (!isQuote(script.at(at))) {
                value += script.at(at);
                continue;
            }
            if (at + 1 >= script.size() || !isQuote(script.at(at + 1))) {
                code += QStringLiteral("''");
                literals.append(value);
                return at + 1;
            }
            value += script.at(++at);
        }
        isClosed = false;
        return at;
    }

    qsizetype takeDoubleQuoted(const QString &script, qsizetype at)
    {
        for (; at < script.size(); ++at) {
            if (script.at(at) == u'`') {
                ++at;
            } else if (isDoubleQuote(script.at(at))) {
                code += QStringLiteral("\"\"");
                return at + 1;
            }
        }
        isClosed = false;
        return at;
    }
};

} // namespace Setup
