// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

namespace Setup {

// What a report says of the portal's cloud (its "cloud"), for people.

QString cloudTitle(const QJsonObject &report);
// Its checks, as those of the report itself; empty where the cloud was not asked.
QJsonArray cloudChecks(const QJsonObject &report);
// Below a check of the cloud's which ended differently here; else empty.
QString differenceSentence(const QJsonObject &cloudCheck);
// How all of it ended: what works from here alone does not work.
QString conclusion(const QJsonObject &report);

} // namespace Setup
