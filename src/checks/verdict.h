// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checks/checkplan.h"

namespace Setup {

// What the findings come to, without regard to the order they came in:
//  fail        a check failed, or could not run because one did;
//  incomplete  something asked for was not tested or wants a sign-in first, or nothing was tested at all;
//  warn, pass  otherwise.
// Informational checks at most warn.
Verdict verdictOf(const QList<Finding> &findings, const CheckPlan &plan, const RunInput &input);

} // namespace Setup
