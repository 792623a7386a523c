// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/ewsconsole.h"

#include "checks/discoveryfacts.h"
#include "checks/ewscheck.h"
#include "checks/facts.h"
#include "checks/loginfacts.h"
#include "checks/microsoftfacts.h"
#include "checks/target.h"
#include "core/clock.h"

#include <utility>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds farewellDeadline{5};

std::optional<ConsoleTarget> inTheCloud(const RunInput &input, const FactStore &facts)
{
    const auto *login = facts.find<MicrosoftLoginFacts>();
    if (!login)
        return std::nullopt;
    ConsoleTarget target;
    target.url = login->cloud.ewsUrl();
    target.credential =
        Credential{Credential::Scheme::Bearer, login->account, login->account, login->tokens.accessToken};
    target.account = input.integration.account();
    target.mayActAs = false;
    return target;
}

// As the checks: the spelling that works, else the one that they would begin with.
QString usernameOf(const ExchangeServer &server, const FactStore &facts)
{
    if (const auto *login = facts.find<LoginFacts>())
        return login->username;
    const auto *settings = facts.find<SettingsFacts>();
    if (settings && !settings->acceptedSpelling.isEmpty())
        return settings->acceptedSpelling;
    return server.username.isEmpty() ? server.email : server.username;
}

// Basic goes only where it was offered.
bool takesBasic(const FactStore &facts)
{
    const auto *endpoint = facts.find<EndpointFacts>();
    return endpoint && !needsBasic(endpoint->verdict);
}

} // namespace

std::optional<ConsoleTarget> ConsoleTarget::of(const RunInput &input, const FactStore &facts)
{
    const ExchangeServer *server = input.integration.server();
    if (!server)
        return inTheCloud(input, facts);
    const auto *settings = facts.find<SettingsFacts>();
    ConsoleTarget target;
    target.url = hasTypedAddress(input) ? server->ewsUrl : settings ? settings->ewsUrl : QUrl();
    if (target.url.isEmpty())
        return std::nullopt;
    if (!input.password.isEmpty() && takesBasic(facts))
        target.credential = loginOf(input, usernameOf(*server, facts));
    if (const auto *login = facts.find<LoginFacts>())
        target.version = login->version;
    target.extraRoot = input.trustedCaPem;
    target.account = server->email;
    return target;
}

EwsConsole::EwsConsole(ConsoleWays ways, ConsoleTarget target)
    : m_ways(std::move(ways))
    , m_target(std::move(target))
    , m_limiter(std::make_unique<EwsLimiter>())
{}

EwsConsole::~EwsConsole() = default;

QList<EwsSample> EwsConsole::samples(const QString &mailbox) const
{
    const auto *last = m_open.isEmpty() ? nullptr : std::get_if<Ews::Unsubscribe>(&m_open.constLast().body);
    return ewsSamples(
        {m_target.account, mailbox, m_roomList, last ? last->subscriptionId : QString(), m_ways.clock.now()},
        m_target.version);
}

Result<QString> EwsConsole::withMailbox(const QString &xml, const QString &mailbox)
{
    return actingAs(xml, mailbox);
}

EwsContext EwsConsole::context() const
{
    return {.door = *m_ways.door,
            .limiter = *m_limiter,
            .random = m_ways.random,
            .url = m_target.url,
            .credential = m_target.credential,
            .version = m_target.version,
            .extraRoot = m_target.extraRoot,
            .tag = {u"support.console"_s, 1}};
}

Result<Done> EwsConsole::send(const QString &xml, const QString &anchor)
{
    const auto request = readConsoleRequest(xml);
    if (!request)
        return request.problem();
    cancel();
    m_ways.gate->reopen(); // the press of a button
    m_asked = *request;
    const QByteArray affinity = m_open.isEmpty() ? QByteArray() : m_open.constLast().affinityCookie;
    m_call = std::make_unique<ConsoleCall>(context(), *request, anchor.trimmed(), affinity);
    connect(m_call.get(), &ConsoleCall::finished, this, &EwsConsole::conclude);
    m_call->start();
    return Done{};
}

void EwsConsole::cancel()
{
    if (m_call && m_asked.operation == "Subscribe"_L1) {
        // What is being made has to be ended: its answer is waited for in silence.
        m_silent = std::move(m_call);
        m_silent->disconnect(this);
        connect(m_silent.get(), &ConsoleCall::finished, this,
                [this, asked = m_asked](const Result<ConsoleAnswer> &result) {
                    if (result)
                        learn(asked, *result);
                });
    }
    m_call.reset();
}

void EwsConsole::conclude(const Result<ConsoleAnswer> &result)
{
    m_spent = std::move(m_call);
    if (result)
        learn(m_asked, *result);
    emit finished(result);
}

void EwsConsole::learn(const ConsoleRequest &asked, const ConsoleAnswer &answer)
{
    if (!answer.roomList.isEmpty())
        m_roomList = answer.roomList;
    if (!answer.subscriptionId.isEmpty())
        m_open.append({Ews::Unsubscribe{answer.subscriptionId}, asked.mailbox, answer.affinityCookie});
    if (asked.operation == "Unsubscribe"_L1 && !answer.problem)
        m_open.removeIf([&](const EwsRequest &open) {
            return asked.soap.contains(std::get<Ews::Unsubscribe>(open.body).subscriptionId.toUtf8());
        });
}

std::unique_ptr<ConsoleFarewell> EwsConsole::farewell()
{
    const QList<EwsRequest> open = std::exchange(m_open, {});
    return open.isEmpty() ? nullptr : std::make_unique<ConsoleFarewell>(m_ways, context(), open);
}

ConsoleFarewell::ConsoleFarewell(ConsoleWays ways, const EwsContext &context,
                                 const QList<EwsRequest> &requests)
    : m_ways(std::move(ways))
{
    const EwsContext own{.door = *m_ways.door,
                         .limiter = m_limiter,
                         .random = m_ways.random,
                         .url = context.url,
                         .credential = context.credential,
                         .version = context.version,
                         .extraRoot = context.extraRoot,
                         .tag = context.tag,
                         .deadline = farewellDeadline,
                         .overall = farewellDeadline};
    for (const EwsRequest &request : requests) {
        m_calls.push_back(std::make_unique<EwsCall>(own, request));
        connect(m_calls.back().get(), &EwsCall::finished, this, &ConsoleFarewell::conclude);
    }
}

ConsoleFarewell::~ConsoleFarewell() = default;

void ConsoleFarewell::start()
{
    m_ended = 0;
    for (const auto &call : m_calls)
        call->start();
}

void ConsoleFarewell::cancel()
{
    for (const auto &call : m_calls)
        call->cancel();
}

void ConsoleFarewell::conclude()
{
    if (++m_ended == m_calls.size())
        emit finished(Done{});
}

} // namespace Setup
