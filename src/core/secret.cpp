// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/secret.h"

#if defined(Q_OS_UNIX)
#include <sys/resource.h>
#endif
#if defined(Q_OS_LINUX)
#include <sys/prctl.h>
#endif
#if defined(Q_OS_WIN)
#include <windows.h>
#endif

#include <algorithm>

namespace Setup {
namespace {

void overwrite(volatile char *data, qsizetype size)
{
    for (qsizetype i = 0; i < size; ++i)
        data[i] = 0; // volatile: not removed as a dead store
}

} // namespace

class Secret::Buffer
{
public:
    explicit Buffer(qsizetype size)
        : m_data(new char[static_cast<std::size_t>(size)])
        , m_size(size)
    {}
    ~Buffer() { overwrite(m_data.get(), m_size); }
    Buffer(const Buffer &) = delete;
    Buffer &operator=(const Buffer &) = delete;

    char *data() const { return m_data.get(); }
    qsizetype size() const { return m_size; }

private:
    std::unique_ptr<char[]> m_data; // NOLINT(modernize-avoid-c-arrays): a vector may leave copies behind
    qsizetype m_size;
};

Secret::Secret(QByteArray utf8)
{
    const auto buffer = std::make_shared<const Buffer>(utf8.size());
    std::copy(utf8.cbegin(), utf8.cend(), buffer->data());
    m_buffer = buffer;
    wipe(utf8);
}

qsizetype Secret::size() const
{
    return m_buffer ? m_buffer->size() : 0;
}

QByteArrayView Secret::bytes() const
{
    return m_buffer ? QByteArrayView(m_buffer->data(), m_buffer->size()) : QByteArrayView();
}

bool isSame(const Secret &one, const Secret &other)
{
    if (one.size() != other.size())
        return false;
    int difference = 0;
    for (qsizetype i = 0; i < one.size(); ++i)
        difference |= one.bytes().at(i) ^ other.bytes().at(i);
    return difference == 0;
}

void wipe(QByteArray &bytes)
{
    if (bytes.isDetached())
        overwrite(bytes.data(), bytes.size());
    bytes.clear();
}

void wipe(QString &text)
{
    if (text.isDetached())
        text.fill(QChar::Null);
    text.clear();
}

bool forbidCoreDumps()
{
#if defined(Q_OS_WIN)
    SetErrorMode(SetErrorMode(0) | SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX);
    return true; // keeps Windows Error Reporting from writing a dump with its dialog
#elif defined(Q_OS_UNIX)
    const rlimit none{0, 0};
    bool forbidden = setrlimit(RLIMIT_CORE, &none) == 0;
#if defined(Q_OS_LINUX)
    forbidden = prctl(PR_SET_DUMPABLE, 0) == 0 && forbidden;
#endif
    return forbidden;
#else
    return false;
#endif
}

} // namespace Setup
