// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

#include <optional>

namespace Setup {

// RFC 4648, section 5, without padding, as JOSE writes it (RFC 7515, 2).
QByteArray toBase64Url(QByteArrayView bytes);

// Nothing where a character does not belong, padding stands, or the last character holds bits that mean
// nothing: two texts for one value would be two tokens with one signature.
std::optional<QByteArray> fromBase64Url(QByteArrayView text);

} // namespace Setup
