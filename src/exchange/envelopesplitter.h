// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QList>

namespace Setup {

// Finds the ends of XML documents that follow each other in one stream, wherever the pieces are cut, and with
// white space between them. Looks at bytes: right for UTF-8, which Exchange sends. It does not judge
// well-formedness.
class EnvelopeSplitter
{
public:
    // Takes what came since the last call; returns the documents that it completed.
    QList<QByteArray> feed(const QByteArray &piece);

private:
    enum class State { Text, TagStart, Tag, SingleQuoted, DoubleQuoted, Skipping };
    void take(char c);
    void start(char c);
    void skipUntil(const QByteArray &end);
    void endTag();

    State m_state = State::Text;
    QByteArray m_document;
    QByteArray m_tag; // of the markup being read: as much as decides what it is, or whether it ends
    QByteArray m_until; // while skipping: what ends a comment, CDATA section or instruction
    bool m_isEnd = false;
    bool m_selfClosing = false;
    int m_depth = 0;
    bool m_complete = false;
};

} // namespace Setup
