// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "exchange/envelopesplitter.h"

#include <utility>

namespace Setup {

namespace {

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

} // namespace

QList<QByteArray> EnvelopeSplitter::feed(const QByteArray &piece)
{
    QList<QByteArray> documents;
    for (const char c : piece) {
        if (m_document.isEmpty() && isSpace(c))
            continue; // between two documents; inside one, it would stand before the XML declaration
        m_document.append(c);
        take(c);
        if (std::exchange(m_complete, false))
            documents.append(std::exchange(m_document, {}));
    }
    return documents;
}

void EnvelopeSplitter::take(char c)
{
    switch (m_state) {
    case State::Text:
        if (c == '<') {
            m_tag.clear();
            m_state = State::TagStart;
        }
        break;
    case State::TagStart:
        start(c);
        break;
    case State::Tag:
        if (c == '>')
            endTag();
        else if (c == '"')
            m_state = State::DoubleQuoted;
        else if (c == '\'')
            m_state = State::SingleQuoted;
        m_selfClosing = c == '/';
        break;
    case State::DoubleQuoted:
        if (c == '"')
            m_state = State::Tag;
        break;
    case State::SingleQuoted:
        if (c == '\'')
            m_state = State::Tag;
        break;
    case State::Skipping:
        m_tag = (m_tag + c).right(m_until.size());
        if (m_tag == m_until)
            m_state = State::Text;
        break;
    }
}

// What kind of markup begins here: decided after one character, after "<!" after two or eight.
void EnvelopeSplitter::start(char c)
{
    m_tag.append(c);
    if (m_tag == "?") {
        skipUntil("?>");
    } else if (m_tag == "!--") {
        skipUntil("-->");
    } else if (m_tag == "![CDATA[") {
        skipUntil("]]>");
    } else if (m_tag == "!" || QByteArrayView("!--").startsWith(m_tag)
               || QByteArrayView("![CDATA[").startsWith(m_tag)) {
        return; // not decided yet
    } else if (m_tag.startsWith('!')) {
        skipUntil(">"); // a DTD: the parser refuses it
    } else {
        m_isEnd = c == '/';
        m_selfClosing = false;
        m_state = State::Tag;
        if (c == '>')
            endTag();
    }
}

void EnvelopeSplitter::skipUntil(const QByteArray &end)
{
    m_until = end;
    m_tag.clear();
    m_state = State::Skipping;
}

void EnvelopeSplitter::endTag()
{
    m_state = State::Text;
    if (m_isEnd)
        --m_depth;
    else if (!m_selfClosing)
        ++m_depth;
    if (m_depth <= 0) {
        m_depth = 0;
        m_complete = true;
    }
}

} // namespace Setup
