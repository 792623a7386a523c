// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/harfields.h"
#include "net/observation.h"

// How the values of the door stand in a recording's JSON, and how they are read back.
namespace Setup::HarValues {

QString toText(const QDateTime &time); // ISO 8601, UTC, milliseconds

QJsonObject toJson(const ObservationKey &key);
QJsonObject toJson(const Stamp &stamp);
QJsonObject toJson(const NtlmTalk &talk);
QJsonObject toJson(const Route &route);
QJsonObject toJson(const LookUpAnswer &answer);
QJsonObject toJson(const ConnectAnswer &answer);
QJsonObject toJson(const HandshakeAnswer &answer);

template<typename T>
T read(const HarFields &fields);
template<>
ObservationKey read(const HarFields &fields);
template<>
Stamp read(const HarFields &fields);
template<>
NtlmTalk read(const HarFields &fields);
template<>
Route read(const HarFields &fields);
template<>
LookUpAnswer read(const HarFields &fields);
template<>
ConnectAnswer read(const HarFields &fields);
template<>
HandshakeAnswer read(const HarFields &fields);
template<>
Problem read(const HarFields &fields);

} // namespace Setup::HarValues
