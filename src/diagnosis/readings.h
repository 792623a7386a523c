// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/problem.h"

namespace Setup {

// The facts of a problem in the catalogue's words: each layer notes what it saw in its own form (a chain of
// certificates, a header, milliseconds), texts and conditions speak of "issuer", "server", "seconds". What
// the problem says itself in these words stays as it is.
QJsonObject readings(const Problem &problem);

} // namespace Setup
