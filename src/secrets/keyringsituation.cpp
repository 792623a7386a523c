// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "secrets/keyringsituation.h"

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

void insertKnown(QJsonObject &json, const QString &name, const std::optional<bool> &value)
{
    if (value)
        json.insert(name, *value);
}

} // namespace

bool KeyringSituation::isAbsent() const
{
    return hasBus == false || (isRunning == false && isStartable == false);
}

QJsonObject toJson(const KeyringSituation &situation)
{
    QJsonObject json;
    if (!situation.backend.isEmpty())
        json.insert(u"backend"_s, situation.backend);
    insertKnown(json, u"sessionBus"_s, situation.hasBus);
    insertKnown(json, u"running"_s, situation.isRunning);
    insertKnown(json, u"startable"_s, situation.isStartable);
    insertKnown(json, u"defaultKeyring"_s, situation.hasCollection);
    insertKnown(json, u"locked"_s, situation.isLocked);
    return json;
}

} // namespace Setup
