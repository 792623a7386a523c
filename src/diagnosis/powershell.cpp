// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "diagnosis/powershell.h"

#include "core/foreigntext.h"
#include "core/problemcodes.h"

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

// about_Quoting_Rules: typographic single quotes count as single quotes.
bool isSingleQuote(QChar character)
{
    switch (character.unicode()) {
    case u'\'':
    case u'\u2018':
    case u'\u2019':
    case u'\u201A':
    case u'\u201B':
        return true;
    default:
        return false;
    }
}

} // namespace

Result<QString> PowerShell::quoted(const QString &value)
{
    if (value.size() > ForeignText::MaximumLength)
        return Problem{Code::InputTooLong, {}, {}};
    // What ForeignText would have to make visible has no place in a command.
    if (ForeignText(value).text() != value)
        return Problem{Code::InputCharacters, {}, {}};
    QString literal = u"'"_s;
    for (const QChar character : value) {
        literal += character;
        if (isSingleQuote(character))
            literal += character;
    }
    return literal + u'\'';
}

QString PowerShell::literal(const QString &value, const QString &stands)
{
    const Result<QString> quoted = PowerShell::quoted(value.trimmed());
    if (!value.trimmed().isEmpty() && quoted)
        return *quoted;
    const Result<QString> placeholder = PowerShell::quoted(u"<%1>"_s.arg(stands));
    return placeholder ? *placeholder : u"'<?>'"_s;
}

} // namespace Setup
