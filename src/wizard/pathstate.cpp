// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/pathstate.h"

#include "core/bearing.h"

#include <QCoreApplication>
#include <QHash>
#include <QSet>

#include <algorithm>
#include <array>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

// The way to a server, and the way to Exchange Online: as many stations, so that the drawing stays.
constexpr std::array ServerHops{Hop::Computer, Hop::Names, Hop::Connection, Hop::Exchange,
                                Hop::Mailbox,  Hop::Rooms, Hop::Cloud};
constexpr std::array OnlineHops{Hop::Computer, Hop::Names, Hop::SignIn, Hop::Exchange,
                                Hop::Mailbox,  Hop::Rooms, Hop::Cloud};

// The bad news first; a pass only when nothing on the station is left out.
int weight(FindingStatus status)
{
    switch (status) {
    case FindingStatus::Fail:
        return 4;
    case FindingStatus::Warn:
        return 3;
    case FindingStatus::Skipped:
        return 2;
    case FindingStatus::Pass:
        return 1;
    case FindingStatus::NotTested:
        break;
    }
    return 0;
}

// Who signs in at the portal has not seen AskCody's cloud get through.
bool isOnTheWay(const HopState &state, const Finding &finding)
{
    static const QSet<QString> proofs{u"cloud.reachability"_s, u"portal.probe"_s, u"microsoft.consent"_s};
    return state.hop == Hop::Cloud && bearingOf(finding) == FindingStatus::Pass
        && !proofs.contains(finding.checkId);
}

// Autodiscover asks names, connects and signs in: where it broke says its problem.
std::optional<Hop> hopOfProblem(const Finding &finding)
{
    if (!finding.problem || !finding.checkId.startsWith("discover."_L1))
        return {};
    const QString &code = finding.problem->code;
    if (code.startsWith("TCP_"_L1) || code.startsWith("TLS_"_L1))
        return Hop::Connection;
    return code.startsWith("HTTP_"_L1) ? std::optional(Hop::Exchange) : std::nullopt;
}

void worsen(HopState &state, const Finding &finding)
{
    if (isOnTheWay(state, finding))
        return;
    if (state.status && weight(*state.status) >= weight(bearingOf(finding)))
        return;
    state.status = bearingOf(finding);
    state.checkId = finding.checkId;
}

struct Path
{
    Q_DECLARE_TR_FUNCTIONS(Path)
};

} // namespace

std::optional<Hop> PathState::hopOf(const QString &checkId)
{
    static const QHash<QString, Hop> exact{
        {u"net.dns"_s, Hop::Names},
        {u"net.tcp"_s, Hop::Connection},
        {u"net.tls"_s, Hop::Connection},
        {u"ews.version"_s, Hop::Exchange},
        {u"ews.mailbox"_s, Hop::Mailbox},
        {u"ews.impersonation"_s, Hop::Mailbox},
        {u"ews.rooms"_s, Hop::Rooms},
        {u"ews.availability"_s, Hop::Rooms},
        {u"ews.notifications"_s, Hop::Rooms},
        {u"microsoft.ewspolicy"_s, Hop::Exchange},
        {u"microsoft.mailbox"_s, Hop::Mailbox},
        {u"microsoft.consent"_s, Hop::Cloud},
    };
    static const QHash<QString, Hop> families{
        {u"workstation"_s, Hop::Computer}, {u"discover"_s, Hop::Names}, {u"http"_s, Hop::Exchange},
        {u"auth"_s, Hop::Exchange},        {u"cloud"_s, Hop::Cloud},    {u"portal"_s, Hop::Cloud},
        {u"microsoft"_s, Hop::SignIn},     {u"graph"_s, Hop::Rooms},
    };
    if (const auto found = exact.find(checkId); found != exact.end())
        return *found;
    const auto family = families.find(checkId.section(u'.', 0, 0));
    return family == families.end() ? std::nullopt : std::optional(*family);
}

PathState PathState::of(const QStringList &planned, const QSet<QString> &running,
                        const QList<Finding> &findings)
{
    PathState path;
    const bool isOnline = planned.contains("microsoft.signin"_L1);
    for (const Hop hop : isOnline ? OnlineHops : ServerHops)
        path.hops.append(HopState{hop, std::nullopt, false, {}});
    for (const QString &id : planned) {
        HopState *state = path.stateOf(id);
        if (state && running.contains(id))
            state->running = true;
        if (state && state->checkId.isEmpty())
            state->checkId = id;
    }
    for (const Finding &finding : findings) {
        HopState *broken = path.stateAt(hopOfProblem(finding));
        if (HopState *state = broken ? broken : path.stateOf(finding.checkId))
            worsen(*state, finding);
    }
    return path;
}

HopState *PathState::stateOf(const QString &checkId)
{
    return stateAt(hopOf(checkId));
}

HopState *PathState::stateAt(std::optional<Hop> hop)
{
    const auto found =
        std::find_if(hops.begin(), hops.end(), [&hop](const HopState &state) { return state.hop == hop; });
    return found == hops.end() ? nullptr : &*found;
}

qsizetype PathState::brokenAt() const
{
    const auto broken = std::find_if(hops.begin(), hops.end(),
                                     [](const HopState &hop) { return hop.status == FindingStatus::Fail; });
    return broken == hops.end() ? -1 : broken - hops.begin();
}

QString hopTitle(Hop hop)
{
    switch (hop) {
    case Hop::Computer:
        return Path::tr("This computer");
    case Hop::Names:
        return Path::tr("DNS");
    case Hop::Connection:
        return Path::tr("Connection");
    case Hop::SignIn:
        return Path::tr("Microsoft sign-in");
    case Hop::Exchange:
        return Path::tr("Exchange");
    case Hop::Mailbox:
        return Path::tr("Mailbox");
    case Hop::Rooms:
        return Path::tr("Rooms");
    case Hop::Cloud:
        break;
    }
    return Path::tr("AskCody’s cloud");
}

QString hopIcon(Hop hop)
{
    static const QStringList names{u"computer"_s, u"signpost"_s, u"lock"_s, u"lock"_s,
                                   u"server"_s,   u"mailbox"_s,  u"room"_s, u"cloud"_s};
    return names.at(static_cast<qsizetype>(hop));
}

QString hopWord(const HopState &state)
{
    if (state.status == FindingStatus::Fail)
        return Path::tr("broken");
    if (state.running)
        return Path::tr("checking…");
    if (!state.status)
        return Path::tr("waiting");
    switch (*state.status) {
    case FindingStatus::Pass:
        return state.hop == Hop::Cloud ? Path::tr("likely") : Path::tr("works");
    case FindingStatus::Warn:
        return Path::tr("see warning");
    case FindingStatus::Skipped:
        return Path::tr("not reached");
    case FindingStatus::Fail:
    case FindingStatus::NotTested:
        break;
    }
    return Path::tr("not tested");
}

QStringList hopWords(Hop hop)
{
    QStringList words{hopWord({hop, std::nullopt, true, {}}), hopWord({hop, std::nullopt, false, {}})};
    for (const auto status : {FindingStatus::Pass, FindingStatus::Warn, FindingStatus::Fail,
                              FindingStatus::Skipped, FindingStatus::NotTested})
        words.append(hopWord({hop, status, false, {}}));
    return words;
}

QString describe(const PathState &path)
{
    QStringList parts;
    for (const HopState &hop : path.hops)
        parts.append(Path::tr("%1: %2").arg(hopTitle(hop.hop), hopWord(hop)));
    const qsizetype broken = path.brokenAt();
    const QString all = parts.join(u"; "_s);
    if (broken < 0)
        return Path::tr("The path to Exchange and AskCody. %1.").arg(all);
    return Path::tr("The path is broken at %1. %2.").arg(hopTitle(path.hops.at(broken).hop), all);
}

} // namespace Setup
