// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/secret.h"

#include <QJsonObject>
#include <QList>

#include <optional>

namespace Setup {

// What may be kept of a form that goes to a token endpoint (redactionlists.h): grant type, client and scopes,
// and of the rest that it was there. Nothing where it is no such form.
std::optional<QByteArray> redactedForm(const QByteArray &body);

// The tokens, codes and client secrets in a form or in an answer: what a recording must not hold whatever its
// lists say.
QList<Secret> secretsInTokenBody(const QByteArray &body);

// The claims of a proved id_token as a recording keeps them: those on the list as they are, whose token it is
// as a digest, of the others that they were there.
QJsonObject redactedClaims(const QJsonObject &claims);

} // namespace Setup
