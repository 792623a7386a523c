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

const QString wayPort = u"graph.way"_s;
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
    see(u"wanted"_s, input().online.asksGraph);
    if (!input().online.asksGraph)
        return renew();
    // A replay has to go the same way.
    if (const auto recorded = door().recordedPort(tag(), wayPort)) {
        if (!*recorded)
            return leaveUntested(Code::NotInRecording);
        const QJsonValue way = **recorded;
        return way["asks"_L1].toBool() ? askSomebody(way["renews"_L1].toBool(), way["byDevice"_L1].toBool())
                                       : renew();
    }
    const SignInDesk *desk = context().services.desk;
    const bool asks = desk && desk->mayAsk();
    const bool renews = !login().tokens.refreshToken.isEmpty();
    const bool byDevice = desk && desk->isByDevice();
    door().keepPort(tag(), wayPort,
                    QJsonObject{{u"asks"_s, asks}, {u"renews"_s, renews}, {u"byDevice"_s, byDevice}});
    if (asks)
        askSomebody(renews, byDevice);
    else
        renew();
}

QStringList GraphRoomsCheck::scopes() const
{
    const Cloud &cloud = login().cloud;
    return {cloud.graphScope(u"Place.Read.All"_s), cloud.graphScope(u"Calendars.Read"_s)};
}

// Where somebody has consented before, nobody needs to be asked.
void GraphRoomsCheck::renew()
{
    if (login().tokens.refreshToken.isEmpty()) // the application was not allowed to stay signed in
        return leaveUntested(Code::GraphNotTested);
    const CheckServices &services = context().services;
    run(std::make_unique<GrantRequest>(OAuthContext{door(), services.clock, services.random, m_keys, tag()},
                                       tokenFor(login().query, login().tokens, scopes())),
        [this](const Result<TokenSet> &tokens) {
            if (tokens)
                return takeToken(*tokens);
            seeRefusal(inMicrosoftsTerms(tokens.problem()));
            leaveUntested(Code::GraphNotTested);
        });
}

// With what Microsoft's support asks for: where nobody was asked, it stands nowhere else.
void GraphRoomsCheck::seeRefusal(const Problem &refusal)
{
    see(u"refusal"_s, refusal.code);
    for (const auto &fact : {u"traceId"_s, u"correlationId"_s, u"timestamp"_s})
        if (refusal.facts.contains(fact))
            see(fact, refusal.facts[fact]);
}

void GraphRoomsCheck::askSomebody(bool renewsFirst, bool byDevice)
{
    const CheckServices &services = context().services;
    MicrosoftSignInQuery query = login().query;
    query.scopes = QStringList{u"openid"_s, u"profile"_s, u"offline_access"_s} + scopes();
    query.way = byDevice ? MicrosoftSignInQuery::Way::Device : MicrosoftSignInQuery::Way::Browser;
    query.chooseAccount = false; // the one who has just signed in
    query.refreshToken = renewsFirst ? login().tokens.refreshToken : Secret();
    query.subject = login().tokens.identity ? login().tokens.identity->subject : QString();
    auto operation = std::make_unique<MicrosoftSignIn>(
        OAuthContext{door(), services.clock, services.random, m_keys, tag()}, query);
    if (SignInDesk *const desk = services.desk) {
        connect(operation.get(), &MicrosoftSignIn::browserNeeded, desk, &SignInDesk::browserNeeded);
        connect(operation.get(), &MicrosoftSignIn::nothingCameBack, desk, &SignInDesk::nothingCameBack);
        connect(operation.get(), &MicrosoftSignIn::codeReady, desk, &SignInDesk::codeReady);
    }
    run(std::move(operation), [this](const Result<TokenSet> &tokens) { takeAsked(tokens); });
}

void GraphRoomsCheck::takeAsked(const Result<TokenSet> &tokens)
{
    if (tokens) {
        takeToken(*tokens);
    } else {
        seeRefusal(tokens.problem());
        miss(tokens.problem());
    }
    if (SignInDesk *const desk = context().services.desk)
        emit desk->answered();
}

void GraphRoomsCheck::takeToken(const TokenSet &tokens)
{
    m_tokens = tokens;
    const JwtClaims *before = login().tokens.identity ? &*login().tokens.identity : nullptr;
    const bool isAnother = before && tokens.identity && tokens.identity->subject != before->subject;
    SignInDesk *const desk = context().services.desk;
    if (desk && !isAnother) // what is held is the sign-in of one person
        desk->replaceRefreshToken(SignInDesk::keyOf(login().query.issuer.issuer, login().query.clientId),
                                  tokens.refreshToken);
    run(std::make_unique<GraphPlacesReader>(graph()),
        [this](const Result<GraphPlaces> &result) { takePlaces(result); });
}

// A look ahead is lost, or what was asked for by name.
void GraphRoomsCheck::miss(const Problem &problem)
{
    if (input().only.contains(CheckId::GraphRooms))
        fail(problem);
    else
        warn(problem);
}

GraphContext GraphRoomsCheck::graph() const
{
    return {door(), login().cloud.graphHost, login().account, m_tokens.accessToken, tag()};
}

void GraphRoomsCheck::takePlaces(const Result<GraphPlaces> &result)
{
    if (!result)
        return miss(isRefusal(result.problem())
                        ? Problem{Code::GraphRoomsUnreadable, {}, result.problem().facts}
                        : result.problem());
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
