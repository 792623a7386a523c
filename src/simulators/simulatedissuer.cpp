// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/simulatedissuer.h"

#include "simulators/simsigninpage.h"

#include <QJsonArray>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

QJsonArray words(const QStringList &list)
{
    return QJsonArray::fromStringList(list);
}

} // namespace

SimulatedIssuer::SimulatedIssuer(ScenarioIssuer settings, SimStore &store)
    : m_settings(std::move(settings))
    , m_store(store)
    , m_grants({m_settings.codeLifetime, m_settings.accessTokenLifetime}, store, m_settings.mark)
    , m_sessions(store)
    , m_signer(u"https://"_s + host(), m_settings, store)
    , m_devices(m_signer.issuer(), m_settings, store)
    , m_authorize(m_signer.issuer(), m_grants, m_sessions, store)
    , m_token(m_settings, m_grants, m_signer, m_devices)
{}

SimReply SimulatedIssuer::answer(const SimRequest &request)
{
    const QByteArray path = request.path();
    SimReply reply;
    if (path == "/.well-known/openid-configuration" || path == "/.well-known/oauth-authorization-server")
        reply = simOAuthAnswer(metadata());
    else if (path == "/jwks")
        reply = simOAuthAnswer(m_signer.keySet());
    else if (path == "/token")
        reply = m_token.token(request);
    else if (path == "/revoke")
        reply = m_token.revoke(request);
    else if (path == "/device_authorization" && m_settings.deviceAuthorization)
        reply = deviceAuthorization(request);
    else
        reply = answerBrowser(request);
    // Nothing that is not kept is given away.
    return m_store.commit() ? reply : simOAuthError(u"server_error"_s, u"The state cannot be kept."_s, 500);
}

SimReply SimulatedIssuer::answerBrowser(const SimRequest &request)
{
    const QByteArray path = request.path();
    SimReply reply = SimSignInPage::message(404, u"Not found"_s, u"There is nothing at this address."_s);
    if (path == "/authorize" && (request.method == "GET" || request.method == "POST"))
        reply = m_authorize.authorize(request);
    else if (path == "/signin" && request.method == "POST")
        reply = m_authorize.decide(request);
    else if (path == "/device" && m_settings.deviceAuthorization)
        reply = m_devices.page(request);
    return m_store.commit() ? reply : SimSignInPage::message(500, u"Error"_s, u"The state cannot be kept."_s);
}

QJsonObject SimulatedIssuer::metadata() const
{
    QStringList grants = SimClient::setupProgram().grants;
    if (!m_settings.deviceAuthorization)
        grants.removeLast();
    if (m_settings.clientCredentials)
        grants.append(u"client_credentials"_s);
    const auto at = [this](const QString &path) { return QJsonValue(issuer() + path); };
    QJsonObject all{
        {u"issuer"_s, issuer()},
        {u"authorization_endpoint"_s, at(u"/authorize"_s)},
        {u"token_endpoint"_s, at(u"/token"_s)},
        {u"jwks_uri"_s, at(u"/jwks"_s)},
        {u"revocation_endpoint"_s, at(u"/revoke"_s)},
        {u"scopes_supported"_s, words(SimClient::setupProgram().scopes)},
        {u"response_types_supported"_s, words({u"code"_s})},
        {u"response_modes_supported"_s, words({u"query"_s})},
        {u"grant_types_supported"_s, words(grants)},
        {u"subject_types_supported"_s, words({u"public"_s})},
        {u"id_token_signing_alg_values_supported"_s, words({m_settings.algorithm})},
        {u"token_endpoint_auth_methods_supported"_s,
         words({u"none"_s, u"client_secret_basic"_s, u"client_secret_post"_s})},
        {u"code_challenge_methods_supported"_s, words({u"S256"_s})},
        {u"prompt_values_supported"_s, words({u"none"_s, u"login"_s, u"consent"_s, u"select_account"_s})},
        {u"request_parameter_supported"_s, false},
        {u"request_uri_parameter_supported"_s, false},
        {u"authorization_response_iss_parameter_supported"_s, true}};
    if (m_settings.deviceAuthorization)
        all.insert(u"device_authorization_endpoint"_s, at(u"/device_authorization"_s));
    return all;
}

SimReply SimulatedIssuer::deviceAuthorization(const SimRequest &request)
{
    const SimForm form = SimForm::ofBody(request);
    if (request.method != "POST" || form.hasRepetition() || !form.has(u"client_id"_s))
        return simOAuthError(u"invalid_request"_s, u"A form with client_id, by POST."_s);
    const auto client = SimClient::find(form.value(u"client_id"_s));
    if (!client || !client->secret.isEmpty())
        return simOAuthError(u"invalid_client"_s, u"This client is not known."_s, 401);
    const QStringList scopes = form.words(u"scope"_s);
    for (const QString &scope : scopes) {
        if (!client->scopes.contains(scope))
            return simOAuthError(u"invalid_scope"_s, scope + u" is not offered."_s);
    }
    return m_devices.authorize(*client, scopes, form.value(u"claims"_s));
}

} // namespace Setup
