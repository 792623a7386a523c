// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/answershape.h"

#include <QRegularExpression>

namespace Setup {

using namespace Qt::StringLiterals;

// Comments and scripts stand before the first element of many a page: that it begins with "<" says nothing.
AnswerShape shapeOf(const QByteArray &body)
{
    static constexpr qsizetype looked = 4'096;
    // The declaration; comments and instructions; the document type; those again; the root's local name.
    static const QRegularExpression beginning(
        uR"(^\x{FEFF}?\s*+(<\?xml\b[^>]*+>)?+(?:\s++|<!--(?s:.*?)-->|<\?[^>]*+>)*+)"
        R"((<!DOCTYPE\b[^>]*+>)?+(?:\s++|<!--(?s:.*?)-->|<\?[^>]*+>)*+(?:<(?:[\w.-]+:)?([\w.-]+))?)"_s,
        QRegularExpression::CaseInsensitiveOption);
    QString text = QString::fromUtf8(body.left(looked));
    const auto match = beginning.match(text);
    const QString root = match.captured(3).toLower();
    if (root == "envelope"_L1 || root == "autodiscover"_L1)
        return AnswerShape::Xml;
    const bool isHtml = root == "html"_L1 || match.captured(2).contains("html"_L1, Qt::CaseInsensitive);
    if (match.hasCaptured(1) && !isHtml)
        return AnswerShape::Xml;
    if (text.startsWith(QChar::ByteOrderMark))
        text.remove(0, 1);
    return text.trimmed().startsWith(u'<') ? AnswerShape::Page : AnswerShape::Other;
}

} // namespace Setup
