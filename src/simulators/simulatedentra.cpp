// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/simulatedentra.h"

#include "simulators/simhtmlpage.h"
#include "simulators/tokenendpoint.h"

#include <QJsonArray>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

QJsonArray words(const QStringList &list)
{
    return QJsonArray::fromStringList(list);
}

QByteArray rest(const SimRequest &request)
{
    return request.path().mid(request.path().indexOf('/', 1));
}

QString firstWord(const SimRequest &request)
{
    return QString::fromUtf8(QByteArray::fromPercentEncoding(request.path().split('/').value(1))).toLower();
}

// Who lives in a government cloud is known to the worldwide one, and told where to go. China is apart.
EntraAuthority homeOf(const EntraAuthority &authority)
{
    const auto tenant = SimTenant::find(authority.word);
    if (authority.isKnown() || !tenant || tenant->region != "USGov"_L1
        || authority.host != SimCloud::all().first().login)
        return authority;
    return EntraAuthority::find(tenant->home().login, authority.word);
}

QJsonObject endpoints(const EntraAuthority &authority)
{
    const QString base =
        u"https://%1/%2"_s.arg(authority.host, authority.tenant ? authority.tenant->id : authority.word);
    return {{u"token_endpoint"_s, base + u"/oauth2/v2.0/token"_s},
            {u"authorization_endpoint"_s, base + u"/oauth2/v2.0/authorize"_s},
            {u"device_authorization_endpoint"_s, base + u"/oauth2/v2.0/devicecode"_s},
            {u"end_session_endpoint"_s, base + u"/oauth2/v2.0/logout"_s},
            {u"jwks_uri"_s, base + u"/discovery/v2.0/keys"_s},
            {u"issuer"_s, authority.issuer()}};
}

} // namespace

SimulatedEntra::SimulatedEntra(const ScenarioMicrosoft &settings, EntraParts::Certificates certificates)
    : m_parts(settings, std::move(certificates))
    , m_signIn(m_parts)
    , m_authorize(m_parts, m_signIn)
    , m_token(m_parts)
{}

SimReply SimulatedEntra::answer(const QString &host, const SimRequest &request)
{
    const EntraAuthority authority = EntraAuthority::find(host, firstWord(request));
    const QByteArray path = rest(request);
    if (request.path() == "/getuserrealm.srf" || request.path() == "/GetUserRealm.srf")
        return realm(host, request);
    if (path == "/v2.0/.well-known/openid-configuration")
        return metadata(authority);
    if (path == "/discovery/v2.0/keys")
        return keys(authority);
    if (path == "/oauth2/v2.0/token")
        return m_token.token(authority, request);
    if (path == "/oauth2/v2.0/devicecode")
        return m_token.deviceCode(authority, request);
    return answerBrowser(host, request);
}

SimReply SimulatedEntra::answerBrowser(const QString &host, const SimRequest &request)
{
    const EntraAuthority authority = EntraAuthority::find(host, firstWord(request));
    const QByteArray path = rest(request);
    if (path == "/oauth2/v2.0/authorize" && (request.method == "GET" || request.method == "POST"))
        return m_authorize.authorize(authority, request);
    if (path == "/v2.0/adminconsent" && request.method == "GET")
        return m_authorize.adminConsent(authority, request);
    if (path == "/oauth2/deviceauth" && request.method == "GET")
        return m_authorize.deviceLogin(authority, request);
    if (path == "/login" && request.method == "POST")
        return m_signIn.login(request);
    if (path == "/consent" && request.method == "POST")
        return m_signIn.consent(request);
    return SimHtmlPage{entraBanner(), u"Not found"_s, SimHtmlPage::paragraph(u"There is nothing here."_s),
                       404}
        .reply();
}

// What Entra says of itself: neither PKCE nor its grants stand in it.
SimReply SimulatedEntra::metadata(const EntraAuthority &asked) const
{
    const EntraAuthority authority = homeOf(asked);
    if (!authority.isKnown())
        return EntraError::of(u"AADSTS90002"_s, SimMicrosoftError::At::Token, {{u"tenant"_s, asked.word}})
            .reply();
    const SimCloud cloud = authority.cloud();
    QJsonObject all = endpoints(authority);
    all.insert(u"token_endpoint_auth_methods_supported"_s,
               words({u"client_secret_post"_s, u"private_key_jwt"_s, u"client_secret_basic"_s,
                      u"self_signed_tls_client_auth"_s}));
    all.insert(u"response_modes_supported"_s, words({u"query"_s, u"fragment"_s, u"form_post"_s}));
    all.insert(u"subject_types_supported"_s, words({u"pairwise"_s}));
    all.insert(u"id_token_signing_alg_values_supported"_s, words({u"RS256"_s}));
    all.insert(u"response_types_supported"_s,
               words({u"code"_s, u"id_token"_s, u"code id_token"_s, u"id_token token"_s}));
    all.insert(u"scopes_supported"_s, words({u"openid"_s, u"profile"_s, u"email"_s, u"offline_access"_s}));
    all.insert(u"request_uri_parameter_supported"_s, false);
    all.insert(u"http_logout_supported"_s, true);
    all.insert(u"frontchannel_logout_supported"_s, true);
    all.insert(u"claims_supported"_s,
               words({u"sub"_s, u"iss"_s, u"aud"_s, u"exp"_s, u"iat"_s, u"nonce"_s, u"preferred_username"_s,
                      u"name"_s, u"tid"_s, u"ver"_s}));
    all.insert(u"tenant_region_scope"_s,
               authority.tenant ? QJsonValue(authority.tenant->region) : QJsonValue(QJsonValue::Null));
    if (authority.tenant && !authority.tenant->subRegion.isEmpty())
        all.insert(u"tenant_region_sub_scope"_s, authority.tenant->subRegion);
    all.insert(u"cloud_instance_name"_s, cloud.instance);
    all.insert(u"msgraph_host"_s, cloud.graph);
    return simOAuthAnswer(all);
}

SimReply SimulatedEntra::keys(const EntraAuthority &authority)
{
    if (!authority.isKnown())
        return EntraError::of(u"AADSTS90002"_s, SimMicrosoftError::At::Token, {{u"tenant"_s, authority.word}})
            .reply();
    return simOAuthAnswer(m_parts.tokens.keySet(authority.issuer()));
}

SimReply SimulatedEntra::realm(const QString &host, const SimRequest &request) const
{
    const QString login = SimForm::ofQuery(request).value(u"login"_s);
    const QString domain = login.section(u'@', -1).toLower();
    QJsonObject answer{{u"State"_s, 4}, {u"UserState"_s, 2}, {u"Login"_s, login}};
    const auto tenant = SimTenant::find(domain);
    const EntraAuthority authority = homeOf(EntraAuthority::find(host, domain));
    if (!tenant || !authority.isKnown() || !tenant->domains.contains(domain)) {
        answer.insert(u"NameSpaceType"_s, u"Unknown"_s);
        return simOAuthAnswer(answer);
    }
    const bool federated = domain == tenant->federated;
    answer[u"State"_s] = federated ? 3 : 4;
    answer[u"UserState"_s] = federated ? 2 : 1;
    answer.insert(u"NameSpaceType"_s, federated ? u"Federated"_s : u"Managed"_s);
    answer.insert(u"DomainName"_s, domain);
    answer.insert(u"FederationBrandName"_s, tenant->name);
    answer.insert(u"CloudInstanceName"_s, tenant->home().instance);
    answer.insert(u"CloudInstanceIssuerUri"_s, u"urn:federation:MicrosoftOnline"_s);
    if (federated)
        answer.insert(u"AuthURL"_s,
                      u"https://adfs.%1/adfs/ls/?username=%2&wa=wsignin1.0"_s.arg(domain, login));
    return simOAuthAnswer(answer);
}

} // namespace Setup
