// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/simtoken.h"

#include "simulators/simrsakey.h"

#include <QJsonDocument>

namespace Setup {

namespace {

constexpr qsizetype LargestToken = qsizetype(64) * 1024;

} // namespace

std::optional<SimToken> SimToken::parse(const QByteArray &text)
{
    const QByteArrayList parts = text.split('.');
    if (text.size() > LargestToken || parts.size() != 3)
        return std::nullopt;
    const auto header = simFromBase64Url(parts.at(0));
    const auto claims = simFromBase64Url(parts.at(1));
    const auto signature = simFromBase64Url(parts.at(2));
    if (!header || !claims || !signature)
        return std::nullopt;
    const QJsonDocument first = QJsonDocument::fromJson(*header);
    const QJsonDocument second = QJsonDocument::fromJson(*claims);
    if (!first.isObject() || !second.isObject())
        return std::nullopt;
    return SimToken{first.object(), second.object(), parts.at(0) + '.' + parts.at(1), *signature};
}

} // namespace Setup
