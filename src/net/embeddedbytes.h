// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayList>

namespace Setup {

// What stands encoded in a text: the bytes of everything that could be base64 or base64url (a JWT is three
// such parts), and what comes out of it where that is gzip, zlib or raw deflate. Compressed bytes that stand
// in the text as they are come out, too. Bounded: what is larger than any answer of ours is left out.
QByteArrayList embeddedBytes(const QByteArray &text);

} // namespace Setup
