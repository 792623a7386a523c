// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/portalprobecheck.h"

#include "checks/target.h"
#include "core/foreigntext.h"

#include <QJsonArray>

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

QString codeOf(const Finding &rung)
{
    return rung.problem ? rung.problem->code : rung.notTested;
}

const Finding *firstWith(FindingStatus status, const CloudResult &seen)
{
    const auto rung = std::find_if(seen.rungs.begin(), seen.rungs.end(),
                                   [status](const Finding &one) { return one.status == status; });
    return rung == seen.rungs.end() ? nullptr : &*rung;
}

// "net.tcp fail TCP_TIMEOUT"
QJsonArray ladder(const CloudResult &seen)
{
    QJsonArray lines;
    for (const Finding &rung : seen.rungs)
        lines.append(u"%1 %2 %3"_s.arg(rung.checkId, toString(rung.status), codeOf(rung)).trimmed());
    return lines;
}

} // namespace

PortalProbeCheck::PortalProbeCheck()
    : PortalCheck(CheckId::PortalProbe)
{}

void PortalProbeCheck::ask()
{
    run(client().probePath(ewsAddress(context())), [this](const Result<CloudResult> &seen) { judge(seen); });
}

void PortalProbeCheck::judge(const Result<CloudResult> &seen)
{
    // That is portal.role's to say, and says nothing about the way.
    if (!seen && seen.problem().code == Code::PortalRoleMissing)
        return leaveUntested(Code::PortalRoleMissing);
    if (!seen)
        return fail(seen.problem());
    see({{u"region"_s, seen->region}, {u"rungs"_s, ladder(*seen)}});
    if (const Finding *broken = firstWith(FindingStatus::Fail, *seen))
        fail(stopped(*seen, *broken));
    else if (const Finding *doubtful = firstWith(FindingStatus::Warn, *seen))
        warn(stopped(*seen, *doubtful));
    else if (const Finding *untested = firstWith(FindingStatus::NotTested, *seen))
        warn(stopped(*seen, *untested));
    else
        pass();
}

Problem PortalProbeCheck::stopped(const CloudResult &seen, const Finding &rung) const
{
    return {Code::PortalProbeFailed,
            rung.problem ? rung.problem->detail : QString(),
            {{u"rung"_s, rung.checkId},
             {u"reason"_s, codeOf(rung)},
             {u"region"_s, seen.region},
             {u"host"_s, ForeignText(hostOf(ewsAddress(context())))}}};
}

} // namespace Setup
