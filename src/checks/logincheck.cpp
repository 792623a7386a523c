// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/logincheck.h"

#include "checks/ewscheck.h"
#include "checks/loginfacts.h"
#include "checks/ntlmjudgement.h"
#include "checks/spare.h"
#include "checks/target.h"
#include "checks/userspellings.h"
#include "core/foreigntext.h"
#include "core/networkcodes.h"
#include "exchange/bearerauthority.h"
#include "exchange/ewsquery.h"
#include "exchange/ntlm.h"
#include "net/door.h"

#include <QJsonArray>

#include <algorithm>
#include <array>
#include <utility>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

// Messages of an Exchange that let the account in and looked for something else.
bool provesLogin(const std::optional<Problem> &problem)
{
    static constexpr std::array codes{
        "ErrorNameResolutionNoResults"_L1, "ErrorNameResolutionMultipleResults"_L1,
        "ErrorNameResolutionNoMailbox"_L1, "ErrorMissingEmailAddress"_L1, "ErrorNonExistentMailbox"_L1};
    return !problem || std::find(codes.begin(), codes.end(), problem->code) != codes.end();
}

} // namespace

LoginCheck::LoginCheck()
    : StepwiseCheck(CheckId::Login)
{}

void LoginCheck::begin()
{
    m_rejected.clear();
    m_names = {};
    m_domainAsked = false;
    m_tokenHeeded.reset();
    m_pinnedRefused = false;
    if (const auto problem = obstacle())
        return fail(*problem);
    recallRejection();
    if (const auto problem = needsBasic(context().facts.get<EndpointFacts>()->verdict))
        return askByNtlm(*problem);
    if (input().password.isEmpty())
        return fail(passwordMissing());
    tryNext();
}

// What makes it useless to present the password, or wrong.
std::optional<Problem> LoginCheck::obstacle() const
{
    const auto *endpoint = context().facts.get<EndpointFacts>();
    if (isMicrosoftHost(hostOf(ewsAddress(context()))))
        return Problem{Code::Http401ExoBasic, {}, endpoint->verdict.facts};
    return {};
}

// What was rejected once is not presented again in another way. Only the first spelling is: NTLM's proof
// counts as a password, and a press that allows a second rejected one spends it without the binding, which
// tells more. In the answer to the first step the server names its domain, by which the text judges the
// spelling.
void LoginCheck::askByNtlm(const Problem &basicNotOffered)
{
    const AuthOffers &offers = context().facts.get<EndpointFacts>()->verdict.offers;
    const bool hasNtlm = offers.has(u"NTLM");
    if ((!hasNtlm && !offers.has(u"Negotiate")) || input().password.isEmpty() || !m_rejected.isEmpty())
        return failForBasic(basicNotOffered);
    const ExchangeServer &server = *input().integration.server();
    m_spelling = userSpellings(server.username, server.email, {}).value(0);
    EwsContext ews = ewsContext(context(), tag(), ewsAddress(context()));
    ews.credential = loginOf(input(), m_spelling);
    ews.credential->scheme = hasNtlm ? Credential::Scheme::Ntlm : Credential::Scheme::NtlmInNegotiate;
    const Ews::ResolveNames resolve{u"smtp:"_s + server.email};
    run(std::make_unique<NtlmProbe>(ews, EwsRequest{resolve, {}, {}}, input().loginAttempts > 1),
        [this, basicNotOffered](const Result<NtlmProbeAnswer> &result) {
            if (result)
                concludeByNtlm(basicNotOffered, *result);
            else
                failForBasic(basicNotOffered);
        });
}

void LoginCheck::concludeByNtlm(const Problem &basicNotOffered, const NtlmProbeAnswer &answer)
{
    addRequestIds(answer.requestIds);
    const bool isProved = settings() && settings()->acceptedSpelling == m_spelling;
    Problem problem = judgeNtlm(basicNotOffered, answer, isProved);
    m_names = answer.names;
    seeNames(problem.facts);
    problem.facts.insert(u"username"_s, m_spelling);
    failForBasic(problem);
}

// Where Basic is off, it matters whose tokens are taken. Most servers say so only to who shows one, and an
// empty one will do.
void LoginCheck::failForBasic(const Problem &problem)
{
    if (context().facts.get<EndpointFacts>()->verdict.offers.has(u"Bearer"))
        return fail(problem); // http.endpoint was told
    const ExchangeQuery query = emptyTokenQuery(ewsContext(context(), tag(), ewsAddress(context())));
    run(std::make_unique<Spare<Exchange, ExchangeAnswer>>(door().exchange(query)),
        [this, problem](const Result<ExchangeAnswer> &result) {
            const AuthOffers offers = result ? AuthOffers::fromHeaders(result->headers) : AuthOffers();
            if (const auto bearer = bearerAuthority(offers))
                see(u"bearer"_s, toJson(*bearer));
            fail(problem);
        });
}

const SettingsFacts *LoginCheck::settings() const
{
    return hasTypedAddress(input()) ? nullptr : context().facts.get<SettingsFacts>();
}

void LoginCheck::recallRejection()
{
    if (!settings() || settings()->rejectedSpelling.isEmpty())
        return;
    if (!isOfThisPress(settings()->press))
        return; // "check again" may ask anew: the account may be unlocked
    m_rejected.append(settings()->rejectedSpelling);
    m_rejection = {Code::Http401BasicRejected, {}, {{u"rejectedAt"_s, settings()->rejectedAt}}};
}

// Of a check that was repeated alone, a replay sees the last attempt, and presses once for all of it.
bool LoginCheck::isOfThisPress(int press)
{
    const QString port = u"samePress"_s;
    if (const auto recorded = door().recordedPort(tag(), port); recorded && *recorded)
        return (*recorded)->toBool();
    const bool isSame = press == context().press;
    door().keepPort(tag(), port, isSame);
    return isSame;
}

void LoginCheck::tryNext()
{
    if (!m_rejected.isEmpty() && !m_domainAsked)
        return askDomain();
    if (m_rejected.size() >= input().loginAttempts)
        return giveUp();
    const ExchangeServer &server = *input().integration.server();
    for (const QString &spelling : userSpellings(server.username, server.email, m_names.netbiosDomain)) {
        if (!m_rejected.contains(spelling))
            return present(spelling);
    }
    giveUp();
}

// NTLM tells the domain to whoever begins to log in, before any password: for the next spelling, and to see
// whether the one that was rejected can have been right.
void LoginCheck::askDomain()
{
    m_domainAsked = true;
    if (!context().facts.get<EndpointFacts>()->verdict.offers.has(u"NTLM"))
        return askWhetherLoginsArrive(false);
    const ExchangeQuery query = ntlmQuery(ewsContext(context(), tag(), ewsAddress(context())));
    run(std::make_unique<Spare<Exchange, ExchangeAnswer>>(door().exchange(query)),
        [this](const Result<ExchangeAnswer> &result) {
            const AuthOffers offers = result ? AuthOffers::fromHeaders(result->headers) : AuthOffers();
            if (const auto names = Ntlm::targetNames(offers))
                m_names = *names;
            const AuthOffer *ntlm = offers.find(u"NTLM");
            if (ntlm && ntlm->token.isEmpty())
                askWhetherLoginsArrive(true);
            else
                tryNext();
        });
}

// A server that answers neither NTLM's first step nor a token, even an empty one, otherwise than a request
// without a login has seen none: somebody takes the header out on the way, and the password was never judged.
// Where NTLM is not offered, that is a sign only, since servers before 2013 know no tokens.
void LoginCheck::askWhetherLoginsArrive(bool isNtlmSilent)
{
    const ExchangeQuery query = emptyTokenQuery(ewsContext(context(), tag(), ewsAddress(context())));
    run(std::make_unique<Spare<Exchange, ExchangeAnswer>>(door().exchange(query)),
        [this, isNtlmSilent](const Result<ExchangeAnswer> &result) {
            if (!result || result->status != 401)
                return tryNext();
            m_tokenHeeded = heedsToken(*result);
            if (*m_tokenHeeded || !isNtlmSilent)
                return tryNext();
            m_rejection.code = Code::Http401LoginStripped;
            giveUp();
        });
}

bool LoginCheck::heedsToken(const ExchangeAnswer &answer) const
{
    const auto bearerOf = [](const AuthOffers &offers) {
        const AuthOffer *bearer = offers.find(u"Bearer");
        return bearer ? *bearer : AuthOffer();
    };
    const AuthOffers &usual = context().facts.get<EndpointFacts>()->verdict.offers;
    return answer.headers.contains("x-ms-diagnostics")
        || bearerOf(AuthOffers::fromHeaders(answer.headers)) != bearerOf(usual);
}

void LoginCheck::present(const QString &spelling)
{
    m_spelling = spelling;
    search(exchangeVersionFromString(input().integration.server()->exchangeVersion));
}

void LoginCheck::search(const std::optional<ExchangeVersion> &pinned)
{
    EwsContext ews = ewsContext(context(), tag(), ewsAddress(context()));
    ews.credential = loginOf(input(), m_spelling);
    const Ews::ResolveNames resolve{u"smtp:"_s + input().integration.server()->email};
    run(std::make_unique<VersionSearch>(ews, EwsRequest{resolve, {}, {}}, pinned),
        [this](const Result<VersionedAnswer> &result) { take(result); });
}

void LoginCheck::take(const Result<VersionedAnswer> &result)
{
    if (!result)
        return refuse(result.problem());
    const auto problem = result->answer.problem();
    addRequestIds(result->answer.requestIds);
    if (provesLogin(problem))
        accept(*result);
    else
        fail(*problem);
}

void LoginCheck::refuse(const Problem &problem)
{
    const bool pinned = !input().integration.server()->exchangeVersion.isEmpty();
    if (problem.code == Code::Http401BasicRejected) {
        m_rejected.append(m_spelling);
        m_rejection = problem;
        tryNext();
    } else if (problem.code == Code::LoginGateClosed && !m_rejected.isEmpty()) {
        giveUp();
    } else if (refusesVersion(problem.code) && pinned && !m_pinnedRefused) {
        // The login is good; ews.version judges the version.
        m_pinnedRefused = true;
        search({});
    } else {
        fail(problem);
    }
}

void LoginCheck::accept(const VersionedAnswer &answer)
{
    see(u"username"_s, m_spelling);
    see(u"requestServerVersion"_s, toString(answer.version));
    if (!m_rejected.isEmpty())
        see(u"rejected"_s, QJsonArray::fromStringList(m_rejected));
    give(LoginFacts{m_spelling, answer.version, m_pinnedRefused, answer.refused});
    pass();
}

void LoginCheck::giveUp()
{
    m_rejection.facts.insert(u"tried"_s, QJsonArray::fromStringList(m_rejected));
    seeNames(m_rejection.facts);
    if (m_tokenHeeded)
        m_rejection.facts.insert(u"tokenHeeded"_s, *m_tokenHeeded);
    const QJsonObject &seen = context().facts.get<EndpointFacts>()->verdict.facts;
    if (seen.contains("inFront"_L1))
        m_rejection.facts.insert(u"inFront"_s, seen.value("inFront"_L1));
    if (!m_rejection.facts.contains(u"rejectedAt"_s))
        m_rejection.facts.insert(u"rejectedAt"_s, hostOf(ewsAddress(context())));
    fail(m_rejection);
}

// An address is a user name of its own only under a name of the server's domain, or where an administrator
// made it one.
void LoginCheck::seeNames(QJsonObject &facts) const
{
    if (m_names.netbiosDomain.isEmpty() && m_names.dnsDomain.isEmpty())
        return;
    const QString mailDomain = input().integration.server()->email.section(u'@', -1);
    const bool isSame = mailDomain.compare(m_names.dnsDomain, Qt::CaseInsensitive) == 0
        || mailDomain.compare(m_names.dnsForest, Qt::CaseInsensitive) == 0;
    facts.insert(u"logonDomain"_s, ForeignText(m_names.netbiosDomain, 15));
    facts.insert(u"logonDnsDomain"_s, m_names.dnsDomain);
    facts.insert(u"mailDomainIsLogonDomain"_s, isSame);
}

} // namespace Setup
