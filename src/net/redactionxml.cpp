// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/redactionxml.h"

#include "core/foreigntext.h"
#include "net/redaction.h"

#include <QCryptographicHash>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

// As many as the parsers of answers take.
constexpr qsizetype maximumDepth = 64;
constexpr int maximumElements = 100'000;
constexpr qsizetype maximumMasked = 16'384;
constexpr qsizetype maximumName = 64;
constexpr qsizetype maximumNamespace = 200;

QString localName(QStringView qualified)
{
    return qualified.mid(qualified.indexOf(u':') + 1).toString();
}

// Long enough to tell ids apart, too short to be one. A short id stays: redacting twice changes nothing.
QString shortened(const QString &id)
{
    static constexpr qsizetype enough = 16;
    if (id.size() <= enough)
        return id;
    const QByteArray digest = QCryptographicHash::hash(id.toUtf8(), QCryptographicHash::Sha256).toHex();
    return ForeignText(id.left(6)).text().left(6) + u'…' + QString::fromLatin1(digest.left(8));
}

QString keptText(const QString &text)
{
    return ForeignText(withRedactedAddress(text)).text();
}

bool isNamespace(QStringView attribute)
{
    return attribute == "xmlns"_L1 || attribute.startsWith("xmlns:"_L1);
}

QString keptAttribute(const QString &name, const QString &value)
{
    const QString local = localName(name);
    if (isNamespace(name) && value.size() <= maximumNamespace
        && (value.isEmpty() || value.startsWith("http"_L1) || value.startsWith("urn:"_L1)))
        return value;
    if (isXmlIdAttribute(local))
        return shortened(value);
    if (!isNamespace(name) && keepsXmlAttribute(local))
        return ForeignText(value, maximumNamespace).text();
    return removed(u"attribute", value.size(), u"characters");
}

} // namespace

XmlRedactor::Shape XmlRedactor::read(const QString &text, XmlText::End end)
{
    QXmlStreamReader reader(text);
    reader.setNamespaceProcessing(false); // names are copied with their prefixes
    QXmlStreamWriter writer(&m_written);
    while (!reader.atEnd()) {
        const auto token = reader.readNext();
        take(token, reader, writer);
        if (m_elements > maximumElements || depth() > maximumDepth) {
            writer.writeCharacters({});
            m_written += u"<huge>"_s.repeated(maximumDepth + 1); // too deep here as well
            return Shape::Huge;
        }
        if (token == QXmlStreamReader::EndElement && depth() == 0) {
            m_end = reader.characterOffset();
            return Shape::Whole;
        }
    }
    writer.writeCharacters({}); // ends a tag that is still being written
    return reader.error() == QXmlStreamReader::PrematureEndOfDocumentError ? cutShape(end) : Shape::Broken;
}

// What is written in place of the rest stops the readers of answers for the same reason.
XmlRedactor::Shape XmlRedactor::cutShape(XmlText::End end)
{
    switch (end) {
    case XmlText::End::HugeTag:
        m_written += "<huge"_L1 + u" a=\"\""_s.repeated(XmlText::MaximumAttributes + 1) + u'>';
        return Shape::Huge;
    case XmlText::End::Dtd:
        m_written += "<!DOCTYPE removed>"_L1;
        return Shape::Dtd;
    case XmlText::End::Whole:
    case XmlText::End::Undecodable:
        break;
    }
    return Shape::Cut;
}

// Comments and processing instructions say nothing to us.
void XmlRedactor::take(QXmlStreamReader::TokenType token, const QXmlStreamReader &reader,
                       QXmlStreamWriter &writer)
{
    if (token == QXmlStreamReader::StartElement) {
        ++m_elements;
        open(reader, writer);
    } else if (token == QXmlStreamReader::EndElement) {
        close(writer);
    } else if (token == QXmlStreamReader::Characters && m_removedDepth > 0) {
        m_removedCharacters += reader.text().size();
    } else if (token == QXmlStreamReader::Characters && !m_open.isEmpty()) {
        m_open.last().text += reader.text();
    }
}

XmlRedactor::Treatment XmlRedactor::treatmentOf(const QString &name, const QString &label) const
{
    const QString qualified = m_open.isEmpty() ? name : m_open.last().name + u'/' + name;
    const auto isOn = [&](const QSet<QString> &list) {
        return list.contains(name) || list.contains(qualified);
    };
    if (isOn(m_rules.texts) || (isOn(m_rules.named) && m_rules.names.contains(label)))
        return Treatment::Text;
    if (isOn(m_rules.ids))
        return Treatment::Id;
    if (isOn(m_rules.masked))
        return Treatment::Masked;
    return isOn(m_rules.containers) ? Treatment::Container : Treatment::Removed;
}

void XmlRedactor::open(const QXmlStreamReader &reader, QXmlStreamWriter &writer)
{
    if (m_removedDepth > 0) {
        ++m_removedDepth;
        return;
    }
    writeText(writer);
    const QString qualified = reader.qualifiedName().toString();
    const QString name = localName(qualified);
    QString label = reader.attributes().value("Name"_L1).toString();
    if (label.isEmpty() && !m_open.isEmpty())
        label = m_open.last().label;
    const Treatment treatment = treatmentOf(name, label);
    writer.writeStartElement(name.size() <= maximumName && qualified.count(u':') <= 1 ? qualified
                                                                                      : u"removed-name"_s);
    if (treatment == Treatment::Removed) {
        m_removedDepth = 1;
        m_removedCharacters = 0;
        return;
    }
    writeAttributes(reader.attributes(), writer);
    m_open.append({name, treatment, reader.attributes().value("Name"_L1).toString(), {}});
}

void XmlRedactor::close(QXmlStreamWriter &writer)
{
    if (m_removedDepth > 0) {
        if (--m_removedDepth > 0)
            return;
        if (m_removedCharacters > 0)
            writer.writeCharacters(removed(u"text", m_removedCharacters, u"characters"));
        writer.writeEndElement();
        return;
    }
    writeText(writer);
    const Element element = m_open.takeLast();
    writer.writeEndElement();
    if (element.name == "Name"_L1 && !m_open.isEmpty())
        m_open.last().label = element.label;
}

void XmlRedactor::writeText(QXmlStreamWriter &writer)
{
    if (m_open.isEmpty() || m_open.last().text.isEmpty())
        return;
    Element &element = m_open.last();
    const QString text = std::exchange(element.text, {});
    if (element.name == "Name"_L1)
        element.label = text;
    if (text.trimmed().isEmpty())
        writer.writeCharacters(text.left(maximumName));
    else if (element.treatment == Treatment::Text)
        writer.writeCharacters(keptText(text));
    else if (element.treatment == Treatment::Id)
        writer.writeCharacters(shortened(text));
    else if (element.treatment == Treatment::Masked)
        writer.writeCharacters(QString(std::min(text.size(), maximumMasked), u'4')); // EWS: no data
    else
        writer.writeCharacters(removed(u"text", text.size(), u"characters"));
}

void XmlRedactor::writeAttributes(const QXmlStreamAttributes &attributes, QXmlStreamWriter &writer)
{
    for (const QXmlStreamAttribute &attribute : attributes) {
        const QString name = attribute.qualifiedName().toString();
        if (name.size() <= maximumName && name.count(u':') <= 1)
            writer.writeAttribute(name, keptAttribute(name, attribute.value().toString()));
    }
}

} // namespace Setup
