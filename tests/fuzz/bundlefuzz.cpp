// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What anybody may send as a support bundle, for libFuzzer: reading it must end with a recording or a
// problem. What was read is written and read again, and is the same.
#include "net/recording.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto *bytes = reinterpret_cast<const char *>(data);
    const auto read = Setup::Recording::fromHar(QByteArray::fromRawData(bytes, static_cast<qsizetype>(size)));
    if (!read)
        return 0;
    const auto written = read->toHar();
    if (!written)
        return 0;
    const auto again = Setup::Recording::fromHar(*written);
    if (!again || again->observations().size() != read->observations().size() || again->runs() != read->runs()
        || again->context() != read->context())
        std::abort();
    return 0;
}
