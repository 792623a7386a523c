// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/httpanswerreader.h"

#include "net/exchangelimits.h"

#include <algorithm>

namespace Setup {

namespace {

bool isDigits(const QByteArray &text)
{
    return !text.isEmpty() && text.size() <= 18
        && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// A field may go on in the next line, which then begins with a blank: obsolete, and still read as one (RFC
// 9112, 5.2).
QList<QByteArray> unfolded(const QByteArray &head)
{
    QList<QByteArray> lines;
    for (const QByteArray &line : head.split('\n')) {
        const bool goesOn = (line.startsWith(' ') || line.startsWith('\t')) && lines.size() > 1;
        if (goesOn)
            lines.last() += ' ' + line.trimmed();
        else
            lines.append(line.endsWith('\r') ? line.chopped(1) : line);
    }
    return lines;
}

bool holds(const QByteArray &list, const QByteArray &word)
{
    const QList<QByteArray> words = list.toLower().split(',');
    return std::any_of(words.begin(), words.end(),
                       [&word](const QByteArray &one) { return one.trimmed() == word; });
}

} // namespace

void HttpAnswerReader::feed(const QByteArray &bytes)
{
    if (m_state != State::Reading)
        return;
    m_buffer += bytes;
    m_fed += bytes.size();
    advance();
    // A body of the smallest chunks is mostly something else.
    const qint64 around = m_fed - m_received - m_buffer.size();
    if (m_state == State::Reading && around > MaximumAround)
        m_state = State::TooLarge;
}

void HttpAnswerReader::end()
{
    if (m_state == State::Reading)
        m_state = m_part == Part::UntilClosed ? State::Complete : State::Malformed;
}

bool HttpAnswerReader::keepsConnection() const
{
    if (m_state != State::Complete || m_part == Part::UntilClosed || !m_buffer.isEmpty())
        return false;
    const QByteArray connection = m_headers.value("Connection");
    return m_isOld ? holds(connection, "keep-alive") : !holds(connection, "close");
}

void HttpAnswerReader::advance()
{
    while (m_state == State::Reading && step()) {}
}

// True when it got on and there may be more to read.
bool HttpAnswerReader::step()
{
    switch (m_part) {
    case Part::Head:
        return readHead();
    case Part::Sized:
        return readSized();
    case Part::ChunkSize:
        return readChunkSize();
    case Part::Chunk:
        return readChunk();
    case Part::Trailer:
        return readTrailer();
    case Part::UntilClosed:
        break;
    }
    take(m_buffer.size());
    return false;
}

// Up to the empty line. Some servers end lines by LF alone (RFC 9112, 2.2).
std::optional<QByteArray> HttpAnswerReader::takeHead()
{
    for (qsizetype end = m_buffer.indexOf('\n'); end >= 0; end = m_buffer.indexOf('\n', end + 1)) {
        const QByteArrayView next = QByteArrayView(m_buffer).sliced(end + 1);
        const qsizetype emptyLine = next.startsWith("\r\n") ? 2 : next.startsWith('\n') ? 1 : 0;
        if (emptyLine == 0)
            continue;
        if (end > MaximumHead)
            break;
        const QByteArray head = m_buffer.left(end);
        m_buffer.remove(0, end + 1 + emptyLine);
        return head;
    }
    if (m_buffer.size() > MaximumHead)
        fail(State::TooLarge);
    return std::nullopt;
}

bool HttpAnswerReader::readHead()
{
    const auto head = takeHead();
    if (!head)
        return false;
    QList<QByteArray> lines = unfolded(*head);
    m_headers = {};
    if (!readStatus(lines.takeFirst()) || lines.size() > MaximumFields
        || !std::all_of(lines.begin(), lines.end(),
                        [this](const QByteArray &line) { return readField(line); }))
        return fail(State::Malformed);
    if (m_status < 100 || m_status >= 200)
        return chooseBody();
    // more to come (RFC 9110, 15.2), but never another protocol
    if (m_status == 101)
        return fail(State::Malformed);
    return ++m_extras <= MaximumExtras || fail(State::TooLarge);
}

bool HttpAnswerReader::readStatus(const QByteArray &line)
{
    const bool isHttp = line.startsWith("HTTP/1.1 ") || line.startsWith("HTTP/1.0 ");
    const QByteArray status = line.mid(9, 3);
    if (!isHttp || status.size() != 3 || !isDigits(status) || (line.size() > 12 && line.at(12) != ' '))
        return false;
    m_isOld = line.at(7) == '0';
    m_status = status.toInt();
    m_reason = line.mid(13);
    return m_status >= 100;
}

bool HttpAnswerReader::readField(const QByteArray &line)
{
    const qsizetype colon = line.indexOf(':');
    const QByteArray name = line.left(colon);
    const bool isName =
        colon > 0 && std::all_of(name.begin(), name.end(), [](char c) { return c > ' ' && c < '\x7f'; });
    if (!isName || line.contains('\0'))
        return false;
    m_headers.append(name, line.mid(colon + 1).trimmed());
    return true;
}

bool HttpAnswerReader::chooseBody()
{
    const QList<QByteArray> codings = m_headers.values("Transfer-Encoding");
    const QList<QByteArray> lengths = m_headers.values("Content-Length");
    if (!codings.isEmpty() && codings != QList<QByteArray>{"identity"}) { // which is none, by RFC 2616
        if (codings.size() != 1 || codings.first().toLower() != "chunked")
            return fail(State::Malformed);
        m_part = Part::ChunkSize;
        return true;
    }
    if (m_status == 204 || m_status == 304) {
        m_state = State::Complete;
    } else if (!lengths.isEmpty()) {
        if (lengths.count(lengths.first()) != lengths.size() || !isDigits(lengths.first()))
            return fail(State::Malformed);
        m_missing = lengths.first().toLongLong();
        m_part = Part::Sized;
        return m_missing <= ExchangeLimits::AnswerSize || fail(State::TooLarge);
    } else {
        m_part = Part::UntilClosed;
    }
    return true;
}

bool HttpAnswerReader::readSized()
{
    const qsizetype count = std::min<qint64>(m_missing, m_buffer.size());
    m_missing -= count;
    if (take(count) && m_missing == 0)
        m_state = State::Complete;
    return false;
}

bool HttpAnswerReader::readChunkSize()
{
    const auto line = takeLine();
    if (!line)
        return false;
    const QByteArray digits = line->split(';').first().trimmed();
    bool isNumber = false;
    m_missing = digits.size() <= 8 ? digits.toLongLong(&isNumber, 16) : 0;
    if (!isNumber || m_missing < 0 || digits.startsWith('+'))
        return fail(State::Malformed);
    m_part = m_missing == 0 ? Part::Trailer : Part::Chunk;
    return true;
}

bool HttpAnswerReader::readChunk()
{
    const qsizetype count = std::min<qint64>(m_missing, m_buffer.size());
    m_missing -= count;
    if (!take(count) || m_missing > 0 || m_buffer.size() < 2)
        return false;
    if (!m_buffer.startsWith("\r\n"))
        return fail(State::Malformed);
    m_buffer.remove(0, 2);
    m_part = Part::ChunkSize;
    return true;
}

bool HttpAnswerReader::readTrailer()
{
    const auto line = takeLine();
    if (line && line->isEmpty())
        m_state = State::Complete;
    else if (line && ++m_extras > MaximumExtras)
        return fail(State::TooLarge);
    return line.has_value();
}

bool HttpAnswerReader::take(qsizetype count)
{
    m_body += m_buffer.left(count);
    m_buffer.remove(0, count);
    m_received += count;
    return m_received <= ExchangeLimits::AnswerSize || fail(State::TooLarge);
}

std::optional<QByteArray> HttpAnswerReader::takeLine()
{
    const qsizetype end = m_buffer.indexOf("\r\n");
    if (end < 0 || end > MaximumHead) {
        if (m_buffer.size() > MaximumHead)
            fail(State::TooLarge);
        return std::nullopt;
    }
    const QByteArray line = m_buffer.left(end);
    m_buffer.remove(0, end + 2);
    return line;
}

bool HttpAnswerReader::fail(State state)
{
    m_state = state;
    return false;
}

} // namespace Setup
