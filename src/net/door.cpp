// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/door.h"

namespace Setup {

Door::~Door() = default;

void Door::beginRun() {}
void Door::beginPress() {}

std::optional<Result<QJsonValue>> Door::recordedPort(const OperationTag &, const QString &)
{
    return std::nullopt;
}

void Door::keepPort(const OperationTag &, const QString &, const QJsonValue &) {}

} // namespace Setup
