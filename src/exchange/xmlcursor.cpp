// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "exchange/xmlcursor.h"

#include "core/problemcodes.h"

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

XmlCursor::XmlCursor(const QByteArray &xml)
    : m_xml(xml)
    , m_reader(m_xml.text)
{
    const bool blank = std::all_of(xml.begin(), xml.end(),
                                   [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; });
    if (blank)
        fail(Code::AnswerEmpty, {});
    else if (m_xml.end == XmlText::End::Undecodable)
        fail(Code::AnswerMalformed, {});
}

void XmlCursor::fail(QLatin1StringView code, const QString &detail)
{
    if (!m_problem)
        m_problem = Problem{code, detail, {}};
}

void XmlCursor::readerFailed()
{
    const bool cut = m_reader.error() == QXmlStreamReader::PrematureEndOfDocumentError;
    if (cut)
        failAtEnd();
    // Not where and how: what a recording keeps of such an answer breaks in another place.
    fail(cut ? Code::AnswerTruncated : Code::AnswerMalformed, {});
}

void XmlCursor::failAtEnd()
{
    if (m_xml.end == XmlText::End::Dtd)
        fail(Code::AnswerDtd, {});
    else if (m_xml.end == XmlText::End::HugeTag)
        fail(Code::AnswerTooLarge, u"tag"_s);
}

QXmlStreamReader::TokenType XmlCursor::next()
{
    if (m_problem)
        return QXmlStreamReader::Invalid;
    const auto token = m_reader.readNext();
    if (token == QXmlStreamReader::EntityReference) {
        fail(Code::AnswerDtd, {});
    } else if (token == QXmlStreamReader::Invalid) {
        readerFailed();
    } else if (token == QXmlStreamReader::EndDocument) {
        failAtEnd();
    } else if (token == QXmlStreamReader::StartElement) {
        ++m_depth;
        ++m_elements;
        for (const auto &declared : m_reader.namespaceDeclarations())
            m_bindings.append({m_depth, declared.prefix().toString(), declared.namespaceUri().toString()});
        if (m_depth > MaximumDepth || m_elements > MaximumElements || m_bindings.size() > 1000)
            fail(Code::AnswerTooLarge, u"depth %1, elements %2"_s.arg(m_depth).arg(m_elements));
    } else if (token == QXmlStreamReader::EndElement) {
        while (!m_bindings.isEmpty() && m_bindings.last().depth == m_depth)
            m_bindings.removeLast();
        --m_depth;
    }
    return m_problem ? QXmlStreamReader::Invalid : token;
}

bool XmlCursor::child()
{
    while (true) {
        switch (next()) {
        case QXmlStreamReader::StartElement:
            return true;
        case QXmlStreamReader::EndElement:
        case QXmlStreamReader::EndDocument:
        case QXmlStreamReader::Invalid:
            return false;
        default:
            break;
        }
    }
}

QString XmlCursor::attribute(QStringView localName) const
{
    for (const QXmlStreamAttribute &attribute : m_reader.attributes()) {
        if (attribute.name() == localName)
            return attribute.value().left(MaximumText).toString();
    }
    return {};
}

QString XmlCursor::text()
{
    QString result;
    const int outside = m_depth - 1;
    while (m_depth > outside) {
        const auto token = next();
        if (token == QXmlStreamReader::Invalid || token == QXmlStreamReader::EndDocument)
            break;
        if (token == QXmlStreamReader::Characters && result.size() < MaximumText)
            result += m_reader.text().left(MaximumText - result.size());
    }
    return result;
}

XmlCursor::QualifiedName XmlCursor::qualifiedName()
{
    const QList<Binding> bindings = m_bindings; // those of this element are gone once it is left
    QualifiedName result;
    result.text = text().trimmed();
    const qsizetype colon = result.text.indexOf(u':');
    const QString prefix = result.text.left(std::max<qsizetype>(colon, 0));
    result.localName = result.text.mid(colon + 1);
    const auto found = std::find_if(bindings.rbegin(), bindings.rend(),
                                    [&prefix](const Binding &binding) { return binding.prefix == prefix; });
    if (found != bindings.rend())
        result.namespaceUri = found->uri;
    return result;
}

void XmlCursor::skip()
{
    const int outside = m_depth - 1;
    while (m_depth > outside) {
        const auto token = next();
        if (token == QXmlStreamReader::Invalid || token == QXmlStreamReader::EndDocument)
            break;
    }
}

} // namespace Setup
