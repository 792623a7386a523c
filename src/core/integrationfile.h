// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/integration.h"
#include "core/result.h"

#include <QJsonObject>

namespace Setup {

// The file that the command line takes and a draft is kept in; its JSON Schema is
// resources/integration.schema.json. Every value passes InputRules; an unknown field is an error, since it is
// most likely a misspelt one.
Result<Integration> integrationFromJson(const QByteArray &json);
Result<Integration> integrationFromFile(const QString &path);

// What stands for the id that a file does not have: the same wherever and however often it is read, and
// whatever else in it changes. The keychain and the portal know the integration by it, so it is made of what
// makes it this one: the portal and the account.
QUuid idWithoutOne(const Integration &integration);

QJsonObject toJson(const Integration &integration);

// For a draft: whatever can be read of it. A field that is missing or malformed stays empty, the id is made
// when absent.
Integration integrationFromDraft(const QJsonObject &json);

} // namespace Setup
