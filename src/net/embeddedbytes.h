// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

#include <functional>

namespace Setup {

// Looks at what stands encoded in a text, until one part is wanted: the bytes of everything that could be
// base64 or base64url (a JWT is three such parts), and what comes out of it where that is gzip, zlib or raw
// deflate. Compressed bytes that stand in the text as they are come out, too.
//
// budget: how many bytes may still be decoded; they are taken from it. Below zero afterwards: there was more
// than that, and not all of it was looked at.
bool anyEmbedded(const QByteArray &text, qsizetype &budget,
                 const std::function<bool(const QByteArray &)> &isWanted);

} // namespace Setup
