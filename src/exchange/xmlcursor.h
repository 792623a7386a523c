// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/problem.h"
#include "core/xmltext.h"

#include <QXmlStreamReader>

#include <optional>

namespace Setup {

// Walks through an XML answer from outside, one element at a time, by local names. A DTD, a huge tag, too
// much depth or too many elements end the walk; after that nothing more is found and problem() tells why.
class XmlCursor
{
public:
    static constexpr int MaximumDepth = 64;
    static constexpr int MaximumElements = 100'000;
    static constexpr qsizetype MaximumText = 16'384;

    explicit XmlCursor(const QByteArray &xml);

    // Moves to the next child of the element in which the cursor stands; false at its end, where the cursor
    // then stands in the parent. A child must be left by child() returning false, text() or skip().
    bool child();
    QStringView name() const { return m_reader.name(); }
    bool is(QStringView localName) const { return m_reader.name() == localName; }
    QString attribute(QStringView localName) const;

    QString text(); // of this element and its children, at most MaximumText; leaves the element
    // The same for text that is a name with a prefix, such as that of faultcode.
    struct QualifiedName
    {
        QString text; // "a:ErrorServerBusy"
        QString localName; // "ErrorServerBusy"
        QString namespaceUri; // what "a" stands for in this element, empty for nothing
    };
    QualifiedName qualifiedName();
    void skip(); // leaves the element

    bool failed() const { return m_problem.has_value(); }
    const std::optional<Problem> &problem() const { return m_problem; }

private:
    QXmlStreamReader::TokenType next();
    void fail(QLatin1StringView code, const QString &detail);
    void readerFailed();
    void failAtEnd();

    struct Binding
    {
        int depth;
        QString prefix;
        QString uri;
    };

    XmlText m_xml;
    QXmlStreamReader m_reader;
    QList<Binding> m_bindings;
    int m_depth = 0;
    int m_elements = 0;
    std::optional<Problem> m_problem;
};

} // namespace Setup
