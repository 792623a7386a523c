// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/onceread.h"

#include <algorithm>
#include <utility>

namespace Setup {

OnceRead::OnceRead(QByteArray body, QObject *parent)
    : QIODevice(parent)
    , m_body(std::move(body))
{
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

qint64 OnceRead::bytesAvailable() const
{
    return m_body.size() - m_position + QIODevice::bytesAvailable();
}

qint64 OnceRead::readData(char *data, qint64 maximumSize)
{
    const qint64 size = std::min<qint64>(maximumSize, m_body.size() - m_position);
    if (size == 0)
        return -1; // the end, not "nothing yet"
    std::copy_n(m_body.cbegin() + m_position, size, data);
    m_position += size;
    return size;
}

qint64 OnceRead::writeData(const char *, qint64)
{
    return -1;
}

} // namespace Setup
