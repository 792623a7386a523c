// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/simhttpreader.h"

#include <utility>

namespace Setup {

std::optional<SimRequest> SimHttpReader::take()
{
    bool progress = true;
    while (progress && m_refusal == 0 && m_state != State::Complete) {
        switch (m_state) {
        case State::Head:
            progress = readHead();
            break;
        case State::Sized:
            progress = readSizedBody();
            break;
        case State::Chunks:
            progress = readChunk();
            break;
        case State::Trailer:
            readTrailer();
            progress = m_state == State::Complete;
            break;
        case State::Complete:
            break;
        }
    }
    if (m_refusal != 0 || m_state != State::Complete)
        return std::nullopt;
    m_state = State::Head;
    m_expectation = false;
    return std::exchange(m_request, {});
}

bool SimHttpReader::takeExpectation()
{
    return std::exchange(m_expectation, false);
}

QByteArray SimHttpReader::takeRest()
{
    return std::exchange(m_buffer, {});
}

bool SimHttpReader::readHead()
{
    while (m_buffer.startsWith("\r\n"))
        m_buffer.remove(0, 2); // RFC 9112, 2.2: empty lines before a request are to be ignored
    const qsizetype end = m_buffer.indexOf("\r\n\r\n");
    if (end > MaximumHead || (end < 0 && m_buffer.size() > MaximumHead))
        m_refusal = 431;
    if (end < 0 || m_refusal != 0)
        return false;

    QByteArray head = m_buffer.left(end);
    m_buffer.remove(0, end + 4);
    QList<QByteArray> lines = head.replace("\r\n", "\n").split('\n');
    const QList<QByteArray> requestLine = lines.takeFirst().split(' ');
    if (requestLine.size() != 3 || !requestLine.at(2).startsWith("HTTP/1."))
        m_refusal = 400;
    m_request.method = requestLine.value(0);
    m_request.target = requestLine.value(1);
    for (const QByteArray &line : std::as_const(lines)) {
        const qsizetype colon = line.indexOf(':');
        if (colon <= 0 || line.startsWith(' ') || line.startsWith('\t'))
            m_refusal = 400;
        m_request.headers.append(SimHeader{line.left(colon), line.mid(colon + 1).trimmed()});
    }
    if (m_refusal == 0)
        readBodyKind();
    return m_refusal == 0;
}

void SimHttpReader::readBodyKind()
{
    const QList<QByteArray> lengths = m_request.headerValues("Content-Length");
    const QByteArray coding = m_request.header("Transfer-Encoding").toLower();
    if (!coding.isEmpty()) {
        m_state = State::Chunks;
        // RFC 9112, 6.3: both at once is how requests are smuggled.
        if (coding != "chunked" || !lengths.isEmpty())
            m_refusal = 400;
    } else {
        bool good = true;
        m_missing = lengths.isEmpty() ? 0 : lengths.first().toLongLong(&good);
        if (!good || m_missing < 0 || lengths.size() > 1)
            m_refusal = 400;
        else if (m_missing > MaximumBody)
            m_refusal = 413;
        m_state = m_missing > 0 ? State::Sized : State::Complete;
    }
    m_expectation = m_request.header("Expect").toLower() == "100-continue";
}

bool SimHttpReader::readSizedBody()
{
    const qsizetype count = qMin(m_missing, m_buffer.size());
    m_request.body += m_buffer.left(count);
    m_buffer.remove(0, count);
    m_missing -= count;
    if (m_missing == 0)
        m_state = State::Complete;
    return m_missing == 0;
}

bool SimHttpReader::readChunk()
{
    const qsizetype lineEnd = m_buffer.indexOf("\r\n");
    if (lineEnd < 0) {
        if (m_buffer.size() > MaximumHead)
            m_refusal = 400;
        return false;
    }
    bool good = false;
    const qsizetype size = m_buffer.left(lineEnd).split(';').first().trimmed().toLongLong(&good, 16);
    if (!good || size < 0)
        m_refusal = 400;
    else if (size > MaximumBody - m_request.body.size())
        m_refusal = 413;
    if (m_refusal != 0)
        return false;
    if (size == 0) {
        m_buffer.remove(0, lineEnd + 2);
        m_state = State::Trailer;
        return true;
    }
    if (m_buffer.size() < lineEnd + 2 + size + 2)
        return false;
    m_request.body += m_buffer.mid(lineEnd + 2, size);
    m_buffer.remove(0, lineEnd + 2 + size + 2);
    return true;
}

void SimHttpReader::readTrailer()
{
    while (const std::optional<QByteArray> line = takeLine()) {
        if (line->isEmpty()) {
            m_state = State::Complete;
            return;
        }
    }
    if (m_buffer.size() > MaximumHead)
        m_refusal = 431;
}

std::optional<QByteArray> SimHttpReader::takeLine()
{
    const qsizetype end = m_buffer.indexOf("\r\n");
    if (end < 0)
        return std::nullopt;
    const QByteArray line = m_buffer.left(end);
    m_buffer.remove(0, end + 2);
    return line;
}

} // namespace Setup
