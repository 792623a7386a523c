// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/xmltext.h"
#include "net/redactionlists.h"

#include <QXmlStreamReader>
#include <QXmlStreamWriter>

namespace Setup {

// Walks one XML document and writes what the rules allow. Prefixes and namespaces stay as they are, since a
// fault's code is a prefixed name in text. What stood open when the input ended stays open.
class XmlRedactor
{
public:
    enum class Shape { Whole, Cut, Broken, Huge, Dtd };

    explicit XmlRedactor(const XmlRules &rules)
        : m_rules(rules)
    {}

    // Reads the document at the start of text and says how it ended; endOfDocument() is where. end: what
    // comes behind the text.
    Shape read(const QString &text, XmlText::End end);
    qsizetype endOfDocument() const { return m_end; }
    const QString &written() const { return m_written; }

private:
    enum class Treatment { Container, Text, Id, Masked, Removed };
    struct Element
    {
        QString name; // local
        Treatment treatment = Treatment::Removed;
        QString label; // attribute Name, or the text of a child Name
        QString text; // collected until the next tag
    };

    void take(QXmlStreamReader::TokenType token, const QXmlStreamReader &reader, QXmlStreamWriter &writer);
    Shape cutShape(XmlText::End end);
    qsizetype depth() const { return m_open.size() + m_removedDepth; }
    void open(const QXmlStreamReader &reader, QXmlStreamWriter &writer);
    void close(QXmlStreamWriter &writer);
    void writeText(QXmlStreamWriter &writer);
    void writeAttributes(const QXmlStreamAttributes &attributes, QXmlStreamWriter &writer);
    Treatment treatmentOf(const QString &name, const QString &label) const;

    const XmlRules &m_rules;
    QList<Element> m_open;
    int m_elements = 0;
    int m_removedDepth = 0; // inside an element that goes with everything in it
    qsizetype m_removedCharacters = 0;
    qsizetype m_end = 0;
    QString m_written;
};

} // namespace Setup
