// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/foreigntext.h"

#include <QChar>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

// Format covers the bidirectional controls, zero-width characters and tags; separators would break a line.
bool mustBeVisible(char32_t character)
{
    switch (QChar::category(character)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Other_PrivateUse:
    case QChar::Other_NotAssigned:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        return false;
    }
}

QString visible(char32_t character)
{
    return u"‹U+%1›"_s.arg(QString::number(character, 16).toUpper(), 4, u'0');
}

} // namespace

ForeignText::ForeignText(const QString &raw, qsizetype maximumLength)
{
    const auto characters = QStringView(raw).left(2 * maximumLength).toUcs4();
    qsizetype shown = 0;
    for (const char32_t character : characters) {
        if (shown == maximumLength) {
            m_text += u'…';
            return;
        }
        m_text += mustBeVisible(character) ? visible(character) : QString::fromUcs4(&character, 1);
        ++shown;
    }
    if (raw.size() > 2 * maximumLength)
        m_text += u'…';
}

ForeignText::ForeignText(const QByteArray &rawUtf8, qsizetype maximumLength)
    : ForeignText(QString::fromUtf8(rawUtf8.left(4 * maximumLength + 4)), maximumLength)
{}

} // namespace Setup
