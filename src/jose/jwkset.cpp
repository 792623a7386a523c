// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "jose/jwkset.h"

#include "core/problemcodes.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace Setup {

using namespace Qt::StringLiterals;

Result<JwkSet> parseJwkSet(const QByteArray &json)
{
    const auto unusable = [](const QString &reason) {
        return Problem{Code::KeySetUnusable, {}, {{u"reason"_s, reason}}};
    };
    if (json.size() > JwkSet::LargestText)
        return unusable(u"%1 bytes"_s.arg(json.size()));
    const QJsonValue list = QJsonDocument::fromJson(json).object()["keys"_L1];
    if (!list.isArray())
        return unusable(u"not a set of keys"_s);
    const QJsonArray entries = list.toArray();
    if (entries.size() > JwkSet::MostKeys)
        return unusable(u"%1 keys"_s.arg(entries.size()));
    JwkSet set;
    for (const auto &entry : entries)
        if (const auto key = parseJwk(entry.toObject()))
            set.keys += *key;
    return set;
}

} // namespace Setup
