// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/exitcode.h"

#include "core/problemcodes.h"

namespace Setup {

ExitCode exitCodeOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Pass:
    case Verdict::Warn:
        return ExitCode::Ok;
    case Verdict::Fail:
        return ExitCode::Failed;
    case Verdict::Incomplete:
        return ExitCode::Incomplete;
    case Verdict::Cancelled:
        return ExitCode::Cancelled;
    }
    return ExitCode::OwnFault;
}

ExitCode exitCodeOf(const Problem &problem)
{
    if (problem.code.startsWith(u"KEYCHAIN_"))
        return ExitCode::NoKeychain;
    if (problem.code == Code::Cancelled)
        return ExitCode::Cancelled;
    if (problem.code == Code::InternalError)
        return ExitCode::OwnFault;
    return ExitCode::Usage;
}

ExitCode gravest(const QList<ExitCode> &codes)
{
    for (const ExitCode code : {ExitCode::OwnFault, ExitCode::Usage, ExitCode::NoKeychain,
                                ExitCode::Cancelled, ExitCode::Failed, ExitCode::Incomplete})
        if (codes.contains(code))
            return code;
    return ExitCode::Ok;
}

} // namespace Setup
