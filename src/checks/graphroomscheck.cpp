// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/graphroomscheck.h"

#include "checks/signindesk.h"
#include "core/clock.h"
#include "microsoft/graphplacesreader.h"
#include "microsoft/graphschedulereader.h"
#include "microsoft/microsofterror.h"
#include "oauth/grantrequest.h"

#include <QJsonArray>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype roomsShown = 500;
constexpr qsizetype roomsAsked = 3; // where no mailbox is named for the test

QStringList addressesOf(const QList<GraphPlace> &places, qsizetype most)
{
    QStringList addresses;
    for (const GraphPlace &place : places)
        if (addresses.size() < most)
            addresses.append(ForeignText(place.address, 320).text());
    return addresses;
}

// Known and not allowed, as opposed to: the sign-in is no good, or something is broken.
bool isRefusal(const Problem &problem)
{
    return problem.facts["status"_L1].toInt() == 403;
}

} // namespace

GraphRoomsCheck::GraphRoomsCheck()
    : StepwiseCheck(CheckId::GraphRooms)
{}

void GraphRoomsCheck::begin()
{
    m_keys.clear();
    m_tokens = {};
    if (login().tokens.refreshToken.isEmpty()) // the application was not allowed to stay signed in
        return leaveUntested(Code::GraphNotTested);
    const CheckServices &services = context().services;
    const Cloud &cloud = login().cloud;
    const QStringList scopes{cloud.graphScope(u"Place.Read.All"_s), cloud.graphScope(u"Calendars.Read"_s)};
    run(std::make_unique<GrantRequest>(OAuthContext{door(), services.clock, services.random, m_keys, tag()},
                                       tokenFor(login().query, login().tokens, scopes)),
        [this](const Result<TokenSet> &tokens) { takeToken(tokens); });
}

void GraphRoomsCheck::takeToken(const Result<TokenSet> &tokens)
{
    if (!tokens) {
        const Problem problem = inMicrosoftsTerms(tokens.problem());
        see(u"refusal"_s, problem.code);
        // Nobody has consented to Graph for this application, which it does not need today.
        return leaveUntested(Code::GraphNotTested);
    }
    m_tokens = *tokens;
    if (SignInDesk *const desk = context().services.desk)
        desk->replaceRefreshToken(SignInDesk::keyOf(login().query.issuer.issuer, login().query.clientId),
                                  tokens->refreshToken);
    run(std::make_unique<GraphPlacesReader>(graph()),
        [this](const Result<GraphPlaces> &result) { takePlaces(result); });
}

GraphContext GraphRoomsCheck::graph() const
{
    return {door(), login().cloud.graphHost, login().account, m_tokens.accessToken, tag()};
}

void GraphRoomsCheck::takePlaces(const Result<GraphPlaces> &result)
{
    if (!result)
        return isRefusal(result.problem()) ? warn({Code::GraphRoomsUnreadable, {}, result.problem().facts})
                                           : warn(result.problem());
    addRequestIds(result->requestIds);
    see({{u"lists"_s, QJsonArray::fromStringList(addressesOf(result->lists, roomsShown))},
         {u"rooms"_s, QJsonArray::fromStringList(addressesOf(result->rooms, roomsShown))},
         {u"count"_s, result->rooms.size()},
         {u"mayHaveMore"_s, result->mayHaveMore}});
    if (result->rooms.isEmpty())
        return warn({Code::GraphRoomsNone, {}, {}});
    const QStringList named = input().integration.online()->testMailboxes;
    const QStringList asked = named.isEmpty() ? addressesOf(result->rooms, roomsAsked) : named;
    run(std::make_unique<GraphScheduleReader>(graph(), asked, context().services.clock.now()),
        [this](const Result<QList<GraphSchedule>> &schedules) { takeSchedules(schedules); });
}

void GraphRoomsCheck::takeSchedules(const Result<QList<GraphSchedule>> &result)
{
    if (!result)
        return warn(result.problem());
    QJsonArray told;
    std::optional<Problem> problem;
    for (const GraphSchedule &schedule : *result) {
        QJsonObject json{{u"mailbox"_s, ForeignText(schedule.address, 320)},
                         {u"intervals"_s, schedule.availability.size()}};
        if (schedule.problem)
            json.insert(u"problem"_s, schedule.problem->code);
        if (schedule.problem && !problem)
            problem = schedule.problem;
        told.append(json);
    }
    see(u"schedules"_s, told);
    if (problem)
        warn(*problem);
    else
        pass();
}

} // namespace Setup
