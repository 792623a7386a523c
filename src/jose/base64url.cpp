// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "jose/base64url.h"

namespace Setup {

QByteArray toBase64Url(QByteArrayView bytes)
{
    return QByteArray::fromRawData(bytes.data(), bytes.size())
        .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

std::optional<QByteArray> fromBase64Url(QByteArrayView text)
{
    const auto raw = QByteArray::fromRawData(text.data(), text.size());
    const auto decoded = QByteArray::fromBase64Encoding(
        raw, QByteArray::Base64UrlEncoding | QByteArray::AbortOnBase64DecodingErrors);
    // Qt lets padding and stray last bits pass; written again they would look otherwise.
    if (!decoded || toBase64Url(*decoded) != raw)
        return std::nullopt;
    return *decoded;
}

} // namespace Setup
