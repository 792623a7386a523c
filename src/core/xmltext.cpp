// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/xmltext.h"

#include <QStringDecoder>
#include <QXmlStreamReader>

#include <algorithm>
#include <optional>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

// What the bytes say by their mark or else by their declaration. All that reads a document reads this text,
// so that nobody sees another document than was looked through here.
std::optional<QString> decoded(const QByteArray &document)
{
    static constexpr qsizetype longestDeclaration = 1'024;
    QXmlStreamReader declaration(document.left(longestDeclaration));
    declaration.readNext();
    const QByteArray name = declaration.documentEncoding().toLatin1();
    const auto declared = QStringDecoder::encodingForName(name.isEmpty() ? "UTF-8" : name.constData());
    const auto marked = QStringDecoder::encodingForData(document, u'<');
    if (!declared && !marked)
        return std::nullopt;
    QStringDecoder decoder(marked ? *marked : *declared);
    const QString text = decoder(document);
    return decoder.hasError() ? std::nullopt : std::optional(text);
}

// Knows as much of XML as it takes to find the tags of a document that is well-formed so far: where it is no
// more, the reader itself stops.
class Bounds
{
public:
    explicit Bounds(QStringView text)
        : m_text(text)
    {}

    XmlText::End find()
    {
        while (true) {
            m_at = m_text.indexOf(u'<', m_at);
            if (m_at < 0)
                return whole();
            const QStringView markup = m_text.mid(m_at, 9);
            if (markup.startsWith("<!--"_L1))
                skip("-->"_L1, 4);
            else if (markup.startsWith("<![CDATA["_L1))
                skip("]]>"_L1, 9);
            else if (markup.startsWith("<?"_L1))
                skip("?>"_L1, 2);
            else if (markup.startsWith("<!"_L1))
                return XmlText::End::Dtd;
            else if (!skipTag())
                return XmlText::End::HugeTag;
            if (m_at < 0)
                return whole();
        }
    }
    qsizetype at() const { return m_at; }

private:
    XmlText::End whole()
    {
        m_at = m_text.size();
        return XmlText::End::Whole;
    }

    void skip(QLatin1StringView end, qsizetype opening)
    {
        const qsizetype found = m_text.indexOf(end, m_at + opening);
        m_at = found < 0 ? found : found + end.size();
    }

    bool skipTag()
    {
        const QStringView tag = m_text.mid(m_at, XmlText::MaximumTag);
        int attributes = 0;
        QChar quote;
        for (qsizetype i = 1; i < tag.size(); ++i) {
            const QChar c = tag.at(i);
            if (!quote.isNull()) {
                quote = c == quote ? QChar() : quote;
            } else if (c == u'>') {
                m_at += i + 1;
                return true;
            } else if (c == u'"' || c == u'\'') {
                quote = c;
                if (++attributes > XmlText::MaximumAttributes)
                    return false;
            }
        }
        if (tag.size() == XmlText::MaximumTag)
            return false;
        m_at = -1; // cut
        return true;
    }

    QStringView m_text;
    qsizetype m_at = 0;
};

} // namespace

XmlText::XmlText(const QByteArray &document)
{
    const auto whole = decoded(document);
    if (!whole) {
        end = End::Undecodable;
        return;
    }
    Bounds bounds(*whole);
    end = bounds.find();
    text = whole->left(bounds.at());
}

} // namespace Setup
