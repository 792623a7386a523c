// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/authorizeendpoint.h"

#include "simulators/simsigninpage.h"

#include <QDateTime>
#include <QRegularExpression>
#include <QUrl>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

const QString transactions = u"transactions"_s;
const QString consents = u"consents"_s;
constexpr int MostTries = 5;
constexpr qint64 TransactionLifetime = 600;

qint64 now()
{
    return QDateTime::currentSecsSinceEpoch();
}

// Registered for the client: loopback by its address, any port, these paths.
bool isRegistered(const QString &redirectUri)
{
    const QUrl url(redirectUri, QUrl::StrictMode);
    const QStringList hosts{u"127.0.0.1"_s, u"::1"_s};
    const QStringList paths{u"/"_s, u"/callback"_s};
    return url.isValid() && url.scheme() == "http"_L1 && hosts.contains(url.host())
        && paths.contains(url.path()) && url.port() > 0 && !url.hasQuery() && !url.hasFragment()
        && url.userInfo().isEmpty();
}

QString consentId(const QString &client, const QString &account)
{
    return client + u' ' + account;
}

} // namespace

AuthorizeEndpoint::AuthorizeEndpoint(QString issuer, SimGrants &grants, SimSessions &sessions,
                                     SimStore &store)
    : m_issuer(std::move(issuer))
    , m_grants(grants)
    , m_sessions(sessions)
    , m_store(store)
{}

QString AuthorizeEndpoint::refusal(const SimForm &form, const SimDemand &demand)
{
    static const QRegularExpression challenge(u"^[A-Za-z0-9_-]{43}$"_s);
    static const QStringList prompts{u"none"_s, u"login"_s, u"consent"_s, u"select_account"_s};
    if (form.has(u"request"_s))
        return u"request_not_supported"_s;
    if (form.has(u"request_uri"_s))
        return u"request_uri_not_supported"_s;
    if (!form.has(u"response_type"_s))
        return u"invalid_request"_s;
    if (form.value(u"response_type"_s) != "code"_L1)
        return u"unsupported_response_type"_s;
    if (form.value(u"code_challenge_method"_s) != "S256"_L1 || !challenge.match(demand.challenge).hasMatch())
        return u"invalid_request"_s;
    if (form.has(u"response_mode"_s) && form.value(u"response_mode"_s) != "query"_L1)
        return u"invalid_request"_s;
    for (const QString &prompt : demand.prompts) {
        if (!prompts.contains(prompt) || (prompt == "none"_L1 && demand.prompts.size() > 1))
            return u"invalid_request"_s;
    }
    const QStringList allowed = SimClient::setupProgram().scopes;
    if (!demand.scopes.contains(u"openid"_s)
        || !std::all_of(demand.scopes.begin(), demand.scopes.end(),
                        [&allowed](const QString &scope) { return allowed.contains(scope); }))
        return u"invalid_scope"_s;
    return {};
}

SimReply AuthorizeEndpoint::authorize(const SimRequest &request)
{
    const SimForm form = request.method == "POST" ? SimForm::ofBody(request) : SimForm::ofQuery(request);
    const SimDemand demand = SimDemand::read(form);
    const auto client = SimClient::find(demand.client);
    // Whoever is not known must not be redirected to (RFC 6749, 4.1.2.1).
    if (form.hasRepetition() || !client || !client->grants.contains(u"authorization_code"_s)
        || !isRegistered(demand.redirectUri))
        return SimSignInPage::message(400, u"This sign-in cannot go on"_s,
                                      u"The application or its address is not known here."_s);
    if (const QString error = refusal(form, demand); !error.isEmpty())
        return redirect(demand, {{u"error"_s, error}});
    const auto session = m_sessions.of(request);
    const bool fresh = session && (demand.maximumAge < 0 || session->since + demand.maximumAge >= now());
    const bool hinted = session
        && (demand.loginHint.isEmpty()
            || demand.loginHint.compare(session->account, Qt::CaseInsensitive) == 0);
    const bool known = fresh && hinted && !demand.prompts.contains(u"login"_s)
        && !demand.prompts.contains(u"select_account"_s);
    const bool consented = known
        && !m_store.find(consents, consentId(demand.client, session->account)).isEmpty()
        && !demand.prompts.contains(u"consent"_s);
    if (consented)
        return grant(demand, session->account, session->since);
    if (demand.prompts.contains(u"none"_s))
        return redirect(demand, {{u"error"_s, known ? u"consent_required"_s : u"login_required"_s}});
    return show(demand, known);
}

SimReply AuthorizeEndpoint::show(const SimDemand &demand, bool knowsUser)
{
    SimSignInPage page;
    page.action = u"signin"_s;
    page.transaction = SimGrants::random();
    page.application = u"AskCody Exchange Setup"_s;
    page.loginHint = demand.loginHint;
    page.knowsUser = knowsUser;
    m_store.put(transactions, page.transaction,
                {{u"demand"_s, demand.toJson()}, {u"knowsUser"_s, knowsUser}, {u"at"_s, now()}});
    return page.reply();
}

SimReply AuthorizeEndpoint::decide(const SimRequest &request)
{
    const SimForm form = SimForm::ofBody(request);
    const QString id = form.value(u"transaction"_s);
    QJsonObject transaction = m_store.find(transactions, id);
    const int tries = transaction.value("tries"_L1).toInt() + 1;
    if (transaction.isEmpty() || tries > MostTries
        || transaction.value("at"_L1).toInteger() + TransactionLifetime < now())
        return SimSignInPage::message(400, u"This sign-in is over"_s,
                                      u"Begin again from the program that sent you here."_s);
    const SimDemand demand = SimDemand::fromJson(transaction.value("demand"_L1).toObject());
    if (form.value(u"decision"_s) != "allow"_L1) {
        m_store.remove(transactions, id);
        return redirect(
            demand, {{u"error"_s, u"access_denied"_s}, {u"error_description"_s, u"The person said no."_s}});
    }
    const auto session = m_sessions.of(request);
    const bool knowsUser = transaction.value("knowsUser"_L1).toBool() && session;
    const auto account = knowsUser ? SimAccount::find(session->account)
                                   : SimAccount::signIn(form.value(u"email"_s), form.value(u"password"_s));
    if (!account) {
        transaction[u"tries"_s] = tries;
        m_store.put(transactions, id, transaction);
        SimSignInPage page{u"signin"_s,
                           id,
                           u"AskCody Exchange Setup"_s,
                           form.value(u"email"_s),
                           {},
                           u"The e-mail address or the password is not right."_s};
        return page.reply();
    }
    m_store.remove(transactions, id);
    m_store.put(consents, consentId(demand.client, account->email), {{u"at"_s, now()}});
    SimReply reply = grant(demand, account->email, knowsUser ? session->since : now());
    if (!knowsUser)
        m_sessions.open(account->email, reply);
    return reply;
}

SimReply AuthorizeEndpoint::grant(const SimDemand &demand, const QString &account, qint64 signedInAt)
{
    const SimGrant allowed{demand.client,          account,      demand.scopes, demand.nonce, signedInAt,
                           SimGrants::newFamily(), demand.claims};
    const QString code = m_grants.issueCode({allowed, demand.redirectUri, demand.challenge});
    return redirect(demand, {{u"code"_s, code}});
}

SimReply AuthorizeEndpoint::redirect(const SimDemand &demand, QList<std::pair<QString, QString>> values) const
{
    values.append({u"state"_s, demand.state});
    values.append({u"iss"_s, m_issuer});
    SimReply reply = simReply(303, "text/html; charset=utf-8", "<!DOCTYPE html><title>Signed in</title>");
    reply.headers.append(SimHeader{"Cache-Control", "no-store"});
    reply.headers.append(
        SimHeader{"Location", demand.redirectUri.toLatin1() + '?' + SimForm::encoded(values)});
    return reply;
}

} // namespace Setup
