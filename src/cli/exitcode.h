// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/finding.h"
#include "core/problem.h"

#include <QList>

namespace Setup {

// How the program ends (README, "Command line").
enum class ExitCode {
    Ok = 0, // pass or warn
    Failed = 1,
    Usage = 2, // or a file that cannot be used
    Cancelled = 3,
    Refused = 4, // by the portal; or it is not known whether it was: "outcomeOpen" in the report says so
    NoKeychain = 5,
    SignInRequired = 6,
    Incomplete = 7,
    OwnFault = 70
};

ExitCode exitCodeOf(Verdict verdict);
// Of a run: what is missing may be a sign-in.
ExitCode exitCodeOf(Verdict verdict, const QList<Finding> &findings);
// What kept a command from doing its work: a file, the keychain, the portal, or a fault of ours.
ExitCode exitCodeOf(const Problem &problem);
// Several files: all are done; the gravest decides.
ExitCode gravest(const QList<ExitCode> &codes);

} // namespace Setup
