// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/entratokenendpoint.h"

#include "simulators/tokenendpoint.h"

#include <QCryptographicHash>

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

using At = SimMicrosoftError::At;

const QString deviceGrant = u"urn:ietf:params:oauth:grant-type:device_code"_s;

QByteArray challengeOf(const QString &verifier)
{
    return simBase64Url(QCryptographicHash::hash(verifier.toLatin1(), QCryptographicHash::Sha256));
}

QString describe(const SimForm &form, const QString &name)
{
    return form.has(name) ? QString() : name;
}

} // namespace

EntraError EntraTokenEndpoint::Asked::error(const QString &code) const
{
    EntraWords words;
    words[u"app"_s] = app.id.isEmpty() ? form.value(u"client_id"_s) : app.id;
    words[u"appName"_s] = app.name;
    words[u"tenant"_s] = authority.tenant ? authority.tenant->name : authority.word;
    words[u"scope"_s] = form.value(u"scope"_s);
    words[u"resource"_s] = SimScopes::read(form.words(u"scope"_s), authority.cloud()).resources.value(0);
    words[u"grant"_s] = form.value(u"grant_type"_s);
    words[u"parameter"_s] = describe(form, u"client_id"_s).isEmpty() ? u"grant_type"_s : u"client_id"_s;
    return EntraError::of(code, At::Token, words);
}

SimReply EntraTokenEndpoint::token(const EntraAuthority &authority, const SimRequest &request)
{
    Asked asked{authority, SimForm::ofBody(request), {}};
    asked.app = SimCloudApp::find(asked.form.value(u"client_id"_s)).value_or(SimCloudApp());
    if (request.method != "POST")
        return asked.refuse(u"AADSTS900561"_s);
    if (const auto planned = plannedRefusal(asked))
        return *planned;
    if (!authority.isKnown())
        return asked.refuse(u"AADSTS90002"_s);
    if (asked.form.hasRepetition())
        return asked.refuse(u"AADSTS9002313"_s);
    if (!asked.form.has(u"client_id"_s) || !asked.form.has(u"grant_type"_s))
        return asked.refuse(u"AADSTS900144"_s);
    if (const auto refused = refusal(asked))
        return *refused;
    const QString grant = asked.form.value(u"grant_type"_s);
    if (grant == "authorization_code"_L1)
        return byCode(asked);
    if (grant == "refresh_token"_L1)
        return byRefreshToken(asked);
    return grant == deviceGrant ? byDeviceCode(asked) : byClient(asked);
}

// A device that waits for somebody is told so; what is wrong shows when tokens are due.
std::optional<SimReply> EntraTokenEndpoint::plannedRefusal(const Asked &asked)
{
    if (asked.form.value(u"grant_type"_s) == deviceGrant
        && m_parts.devices.isUndecided(asked.form.value(u"device_code"_s)))
        return std::nullopt;
    const auto planned = m_parts.plan.next(At::Token, asked.error(u"AADSTS65001"_s).words);
    if (planned && !planned->claims.isEmpty())
        m_parts.challenge = planned;
    return planned ? std::optional(planned->reply()) : std::nullopt;
}

// Whoever signs in without what a challenge has demanded is challenged again.
std::optional<SimReply> EntraTokenEndpoint::unmetChallenge(const SimGrant &grant) const
{
    if (!m_parts.challenge || grant.claims == m_parts.challenge->claims)
        return std::nullopt;
    EntraError again = EntraError::of(m_parts.challenge->row, m_parts.challenge->words);
    again.claims = m_parts.challenge->claims;
    return again.reply();
}

std::optional<SimReply> EntraTokenEndpoint::refusal(const Asked &asked)
{
    static const QStringList known{u"authorization_code"_s, u"refresh_token"_s, u"client_credentials"_s,
                                   deviceGrant};
    const QString grant = asked.form.value(u"grant_type"_s);
    if (!known.contains(grant))
        return asked.refuse(u"AADSTS70003"_s);
    if (asked.form.has(u"resource"_s))
        return asked.refuse(u"AADSTS901002"_s);
    const bool foreign =
        !asked.app.home.isEmpty() && asked.authority.tenant && asked.authority.tenant->id != asked.app.home;
    if (asked.app.id.isEmpty() || foreign)
        return asked.refuse(u"AADSTS700016"_s);
    if (!asked.app.enabled)
        return asked.refuse(u"AADSTS7000112"_s);
    if (!asked.app.home.isEmpty() && asked.authority.isShared())
        return asked.refuse(u"AADSTS50194"_s);
    if (grant == "client_credentials"_L1 && asked.authority.isShared())
        return asked.refuse(u"AADSTS9001023"_s);
    const SimScopes scopes = SimScopes::read(asked.form.words(u"scope"_s), asked.authority.cloud());
    if (scopes.malformed)
        return asked.refuse(u"AADSTS70011"_s);
    if (scopes.resources.size() > 1)
        return asked.refuse(u"AADSTS700022"_s);
    if (!scopes.resources.isEmpty() && !SimResource::find(scopes.resources.first(), asked.authority.cloud()))
        return asked.refuse(u"AADSTS500011"_s);
    return refuseClient(asked);
}

std::optional<SimReply> EntraTokenEndpoint::refuseClient(const Asked &asked)
{
    const bool secret = asked.form.has(u"client_secret"_s);
    const bool assertion = asked.form.has(u"client_assertion"_s);
    if (asked.app.isPublic) {
        if (asked.form.value(u"grant_type"_s) == "client_credentials"_L1)
            return asked.refuse(u"AADSTS7000218"_s);
        return secret || assertion ? std::optional(asked.refuse(u"AADSTS700025"_s)) : std::nullopt;
    }
    if (secret)
        return asked.refuse(u"AADSTS7000215"_s); // none of these applications has one
    if (!assertion
        || asked.form.value(u"client_assertion_type"_s)
            != "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"_L1)
        return asked.refuse(u"AADSTS7000218"_s);
    const auto flaw =
        m_assertion.refusal(asked.authority, asked.app, asked.form.value(u"client_assertion"_s).toLatin1());
    return flaw ? std::optional(flaw->reply()) : std::nullopt;
}

SimReply EntraTokenEndpoint::byCode(const Asked &asked)
{
    const QString id = asked.form.value(u"code"_s);
    const SimGrants::CodeState state = m_parts.grants.codeState(id);
    const auto code = m_parts.grants.redeemCode(id);
    if (state == SimGrants::CodeState::Used)
        return asked.refuse(u"AADSTS54005"_s);
    if (state == SimGrants::CodeState::Expired)
        return asked.refuse(u"AADSTS70008"_s);
    if (!code || code->grant.client != asked.app.id
        || code->redirectUri != asked.form.value(u"redirect_uri"_s))
        return asked.refuse(u"AADSTS70000"_s);
    const QString verifier = asked.form.value(u"code_verifier"_s);
    if (!code->challenge.isEmpty()
        && (verifier.size() < 43 || verifier.size() > 128
            || challengeOf(verifier) != code->challenge.toLatin1()))
        return asked.refuse(u"AADSTS501481"_s);
    const auto tenant = SimTenant::ofAddress(code->grant.account);
    if (!tenant || !asked.authority.admits(*tenant))
        return asked.refuse(u"AADSTS700005"_s);
    return tokens(asked, code->grant);
}

SimReply EntraTokenEndpoint::byRefreshToken(const Asked &asked)
{
    auto grant = m_parts.grants.refreshGrant(asked.form.value(u"refresh_token"_s));
    const auto tenant = grant ? SimTenant::ofAddress(grant->account) : std::nullopt;
    if (!grant || grant->client != asked.app.id || !tenant || !asked.authority.admits(*tenant))
        return asked.refuse(u"AADSTS70000"_s);
    grant->nonce.clear();
    return tokens(asked, *grant);
}

SimReply EntraTokenEndpoint::byDeviceCode(const Asked &asked)
{
    const auto outcome = m_parts.devices.poll(asked.form.value(u"device_code"_s), asked.app.id);
    if (outcome.decision)
        return tokens(asked,
                      {asked.app.id,
                       outcome.decision->account,
                       outcome.decision->scopes,
                       {},
                       outcome.decision->at,
                       SimGrants::newFamily(),
                       outcome.decision->claims});
    static const QMap<QString, QString> codes{{u"authorization_pending"_s, u"AADSTS70016"_s},
                                              {u"expired_token"_s, u"AADSTS70019"_s},
                                              {u"invalid_grant"_s, u"AADSTS70018"_s},
                                              {u"access_denied"_s, u"access_denied"_s},
                                              {u"slow_down"_s, u"slow_down"_s}};
    return asked.refuse(codes.value(outcome.error));
}

SimReply EntraTokenEndpoint::byClient(const Asked &asked)
{
    const SimCloud cloud = asked.authority.cloud();
    const SimScopes scopes = SimScopes::read(asked.form.words(u"scope"_s), cloud);
    if (scopes.permissions != QStringList{u".default"_s})
        return asked.refuse(u"AADSTS70011"_s);
    const SimTenant tenant = *asked.authority.tenant;
    if (!m_parts.consents.isInstalled(tenant, asked.app.id))
        return asked.refuse(u"AADSTS700016"_s);
    const SimResource resource = *SimResource::find(scopes.resources.first(), cloud);
    QStringList roles;
    const QStringList granted = m_parts.consents.roles(tenant, asked.app.id);
    for (const QString &role : granted) {
        if (resource.roles.contains(role))
            roles.append(role);
    }
    const QByteArray access = m_parts.tokens.accessToken({tenant, asked.app, std::nullopt}, resource, roles);
    return simOAuthAnswer({{u"token_type"_s, u"Bearer"_s},
                           {u"expires_in"_s, m_parts.settings.accessTokenLifetime - 1},
                           {u"ext_expires_in"_s, m_parts.settings.accessTokenLifetime - 1},
                           {u"access_token"_s, QString::fromLatin1(access)}});
}

// Empty where something was asked for that nobody consented to.
QByteArray EntraTokenEndpoint::accessToken(const Asked &asked, const SimGrant &grant, const SimScopes &scopes,
                                           QStringList &given)
{
    const SimTenant tenant = *SimTenant::ofAddress(grant.account);
    const SimCloud cloud = tenant.home();
    const QString address = scopes.resources.value(0, u"https://"_s + cloud.graph);
    const SimResource resource = *SimResource::find(address, cloud);
    const QStringList granted = m_parts.consents.granted(tenant, asked.app.id, grant.account);
    QStringList names;
    for (const QString &permission : granted) {
        if (permission.section(u'/', 0, -2) == address)
            names.append(permission.section(u'/', -1));
    }
    names.removeDuplicates();
    for (const QString &wanted : scopes.permissions) {
        if (wanted != ".default"_L1 && !names.contains(wanted))
            return {};
    }
    for (const QString &name : std::as_const(names))
        given.append(address + u'/' + name);
    // Graph's tokens tell the OpenID scopes, too.
    if (resource.isGraph) {
        names += scopes.openId;
        given += scopes.openId;
        names.removeAll(u"offline_access"_s);
        given.removeAll(u"offline_access"_s);
    }
    return m_parts.tokens.accessToken({tenant, asked.app, SimTenant::user(grant.account)}, resource, names);
}

SimReply EntraTokenEndpoint::tokens(const Asked &asked, const SimGrant &grant)
{
    if (const auto unmet = unmetChallenge(grant))
        return *unmet;
    const SimTenant tenant = *SimTenant::ofAddress(grant.account);
    const QStringList wanted = asked.form.has(u"scope"_s) ? asked.form.words(u"scope"_s) : grant.scopes;
    const SimScopes scopes = SimScopes::read(wanted, tenant.home());
    if (!scopes.resources.isEmpty() && !SimResource::find(scopes.resources.first(), tenant.home()))
        return asked.refuse(u"AADSTS500011"_s);
    QStringList given;
    const QByteArray access = accessToken(asked, grant, scopes, given);
    if (access.isEmpty())
        return asked.refuse(u"AADSTS65001"_s);
    QJsonObject answer{{u"token_type"_s, u"Bearer"_s},
                       {u"scope"_s, given.join(u' ')},
                       {u"expires_in"_s, m_parts.settings.accessTokenLifetime - 1},
                       {u"ext_expires_in"_s, m_parts.settings.accessTokenLifetime - 1},
                       {u"access_token"_s, QString::fromLatin1(access)}};
    if (grant.scopes.contains(u"offline_access"_s))
        answer.insert(u"refresh_token"_s, m_parts.grants.issueRefreshToken(grant));
    if (grant.scopes.contains(u"openid"_s))
        answer.insert(u"id_token"_s,
                      QString::fromLatin1(m_parts.tokens.idToken(
                          {tenant, asked.app, SimTenant::user(grant.account)}, grant.nonce)));
    return simOAuthAnswer(answer);
}

SimReply EntraTokenEndpoint::deviceCode(const EntraAuthority &authority, const SimRequest &request)
{
    Asked asked{authority, SimForm::ofBody(request), {}};
    if (request.method != "POST")
        return asked.refuse(u"AADSTS900561"_s);
    if (!authority.isKnown())
        return asked.refuse(u"AADSTS90002"_s);
    asked.app = SimCloudApp::find(asked.form.value(u"client_id"_s)).value_or(SimCloudApp());
    if (!asked.form.has(u"client_id"_s) || !asked.form.has(u"scope"_s))
        return asked.refuse(u"AADSTS900144"_s);
    if (asked.app.id.isEmpty())
        return asked.refuse(u"AADSTS700016"_s);
    if (!asked.app.isPublic)
        return asked.refuse(u"AADSTS7000218"_s);
    const auto pair =
        m_parts.devices.begin(asked.app.id, asked.form.words(u"scope"_s), asked.form.value(u"claims"_s));
    const QString address = u"https://%1/common/oauth2/deviceauth"_s.arg(authority.host);
    return simOAuthAnswer(
        {{u"user_code"_s, pair.userCode},
         {u"device_code"_s, pair.deviceCode},
         {u"verification_uri"_s, address},
         {u"expires_in"_s, m_parts.devices.times().lifetime},
         {u"interval"_s, m_parts.devices.times().interval},
         {u"message"_s,
          u"To sign in, use a web browser to open the page %1 and enter the code %2 to authenticate."_s.arg(
              address, pair.userCode)}});
}

} // namespace Setup
