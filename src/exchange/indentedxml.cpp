// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "exchange/indentedxml.h"

#include "core/foreigntext.h"
#include "core/xmltext.h"
#include "exchange/envelopesplitter.h"

#include <QCoreApplication>
#include <QXmlStreamReader>
#include <QXmlStreamWriter>

#include <optional>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr int deepest = 64; // as XmlCursor; indentation grows with the depth

// Nothing where it is no XML, or nothing that is to be indented.
std::optional<QString> indented(const QByteArray &document, qsizetype longest)
{
    const XmlText bounded(document);
    if (bounded.end != XmlText::End::Whole)
        return std::nullopt;
    QXmlStreamReader reader(bounded.text);
    QString text;
    QXmlStreamWriter writer(&text);
    writer.setAutoFormatting(true);
    writer.setAutoFormattingIndent(2);
    int depth = 0;
    while (!reader.atEnd() && text.size() <= longest) {
        const auto token = reader.readNext();
        depth += token == QXmlStreamReader::StartElement ? 1 : 0;
        depth -= token == QXmlStreamReader::EndElement ? 1 : 0;
        if (depth > deepest)
            return std::nullopt;
        const bool isSpace = token == QXmlStreamReader::Characters && reader.isWhitespace();
        if (token != QXmlStreamReader::StartDocument && token != QXmlStreamReader::Invalid && !isSpace)
            copyToken(reader, writer);
    }
    return reader.hasError() ? std::nullopt : std::optional(text.trimmed());
}

// Line by line: a line break of theirs stays one.
QString harmless(const QString &text, qsizetype longest)
{
    QStringList lines;
    qsizetype size = 0;
    const auto parts = QStringView(text).left(longest).split(u'\n');
    for (const QStringView line : parts) {
        QString plain = line.toString();
        plain.remove(u'\r');
        lines.append(ForeignText(plain.replace(u'\t', u"  "_s), longest).text());
        size += lines.constLast().size() + 1;
        if (size > longest)
            break;
    }
    if (text.size() > longest || size > longest)
        lines.append(QCoreApplication::translate("EwsConsole", "… and so on: the rest is not shown."));
    return lines.join(u'\n');
}

} // namespace

void copyToken(const QXmlStreamReader &reader, QXmlStreamWriter &writer)
{
    if (!reader.isStartElement())
        return writer.writeCurrentToken(reader);
    const auto declarations = reader.namespaceDeclarations();
    for (const auto &declaration : declarations) {
        const QString uri = declaration.namespaceUri().toString();
        if (declaration.prefix().isEmpty())
            writer.writeDefaultNamespace(uri);
        else
            writer.writeNamespace(uri, declaration.prefix().toString());
    }
    writer.writeStartElement(reader.namespaceUri().toString(), reader.name().toString());
    writer.writeAttributes(reader.attributes());
}

QString indentedXml(const QByteArray &documents, qsizetype longest)
{
    // No document of that many bytes is shown whole, and more of it is not looked at.
    const QByteArray looked = documents.left(longest * 4);
    EnvelopeSplitter splitter;
    QList<QByteArray> parts = splitter.feed(looked);
    qsizetype end = 0;
    for (const QByteArray &part : std::as_const(parts))
        end += part.size();
    if (const QByteArray rest = looked.mid(end); !rest.trimmed().isEmpty())
        parts.append(rest); // not whole, or no XML
    QStringList texts;
    qsizetype size = 0;
    for (const QByteArray &part : std::as_const(parts)) {
        const auto text = indented(part, longest);
        texts.append(text ? *text : QString::fromUtf8(part).trimmed());
        size += texts.constLast().size();
        if (size > longest)
            break;
    }
    return harmless(texts.join(u"\n\n"_s), longest);
}

} // namespace Setup
