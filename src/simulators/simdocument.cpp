// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/simdocument.h"

#include <QXmlStreamReader>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr int MaximumDepth = 40;

SimElement readElement(QXmlStreamReader &reader, int depth)
{
    SimElement element;
    element.ns = reader.namespaceUri().toString();
    element.name = reader.name().toString();
    element.line = reader.lineNumber();
    element.column = reader.columnNumber();
    const QXmlStreamAttributes attributes = reader.attributes();
    for (const QXmlStreamAttribute &attribute : attributes)
        element.attributes.insert(attribute.name().toString(), attribute.value().toString());
    if (depth > MaximumDepth)
        reader.raiseError(u"Too deep."_s);
    while (!reader.atEnd()) {
        const QXmlStreamReader::TokenType token = reader.readNext();
        if (token == QXmlStreamReader::StartElement)
            element.children.append(readElement(reader, depth + 1));
        else if (token == QXmlStreamReader::Characters)
            element.text += reader.text();
        else if (token == QXmlStreamReader::EndElement)
            break;
    }
    return element;
}

} // namespace

const SimElement *SimElement::child(const QString &childName) const
{
    for (const SimElement &one : children) {
        if (one.name == childName)
            return &one;
    }
    return nullptr;
}

QString SimElement::childText(const QString &childName) const
{
    const SimElement *found = child(childName);
    return found ? found->text.trimmed() : QString();
}

const SimElement *SimElement::find(const QString &wanted) const
{
    if (name == wanted)
        return this;
    for (const SimElement &one : children) {
        if (const SimElement *found = one.find(wanted))
            return found;
    }
    return nullptr;
}

SimDocument parseSimDocument(const QByteArray &bytes)
{
    QXmlStreamReader reader(bytes);
    SimDocument parsed;
    while (!reader.atEnd()) {
        const QXmlStreamReader::TokenType token = reader.readNext();
        if (token == QXmlStreamReader::DTD)
            reader.raiseError(u"For security reasons a DTD is prohibited in this document."_s);
        else if (token == QXmlStreamReader::StartElement)
            parsed.root = readElement(reader, 0);
    }
    if (reader.hasError()) {
        parsed.root.reset();
        parsed.error = reader.errorString();
        parsed.line = reader.lineNumber();
        parsed.column = reader.columnNumber();
    }
    return parsed;
}

} // namespace Setup
