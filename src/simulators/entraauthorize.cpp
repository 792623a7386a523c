// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/entraauthorize.h"

#include "simulators/simhtmlpage.h"

#include <QRegularExpression>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

using At = SimMicrosoftError::At;

SimReply page(const QString &code, const EntraErrand &errand)
{
    EntraWords words = errand.words();
    words[u"parameter"_s] = u"client_id"_s;
    return EntraError::of(code, At::Browser, words).page();
}

} // namespace

std::optional<SimReply> EntraAuthorize::refuseInBrowser(EntraErrand &errand)
{
    const auto app = SimCloudApp::find(errand.demand.client);
    errand.app = app.value_or(SimCloudApp());
    if (const auto planned = m_parts.plan.next(At::Browser, errand.words()))
        return planned->page();
    if (!errand.authority.isKnown())
        return page(u"AADSTS90002"_s, errand);
    if (errand.demand.client.isEmpty())
        return page(u"AADSTS900144"_s, errand);
    if (!app || (!app->home.isEmpty() && errand.authority.tenant && errand.authority.tenant->id != app->home))
        return page(u"AADSTS700016"_s, errand);
    if (!app->enabled)
        return page(u"AADSTS7000112"_s, errand);
    if (!app->home.isEmpty() && errand.authority.isShared())
        return page(u"AADSTS50194"_s, errand);
    if (errand.kind == EntraErrand::Kind::Device)
        return std::nullopt;
    if (app->redirects.isEmpty())
        return page(u"AADSTS500113"_s, errand);
    if (errand.demand.redirectUri.isEmpty())
        return page(u"AADSTS900971"_s, errand);
    if (!app->accepts(errand.demand.redirectUri))
        return page(u"AADSTS50011"_s, errand);
    return std::nullopt;
}

QString EntraAuthorize::flaw(const SimForm &form, const EntraErrand &errand)
{
    static const QRegularExpression challenge(u"^[A-Za-z0-9_-]{43}$"_s);
    static const QStringList prompts{u"none"_s, u"login"_s, u"consent"_s, u"select_account"_s};
    if (form.hasRepetition())
        return u"AADSTS9002313"_s;
    if (form.has(u"resource"_s))
        return u"AADSTS901002"_s;
    if (!form.has(u"response_type"_s) || !form.has(u"scope"_s))
        return u"AADSTS900144"_s;
    if (form.value(u"response_type"_s) != "code"_L1)
        return u"AADSTS70005"_s;
    if (form.has(u"response_mode"_s) && form.value(u"response_mode"_s) != "query"_L1)
        return u"AADSTS70007"_s;
    const bool proof = form.value(u"code_challenge_method"_s) == "S256"_L1
        && challenge.match(errand.demand.challenge).hasMatch();
    if ((errand.app.isPublic || !errand.demand.challenge.isEmpty()) && !proof)
        return u"AADSTS50147"_s;
    for (const QString &prompt : errand.demand.prompts) {
        if (!prompts.contains(prompt) || errand.demand.prompts.size() > 1)
            return u"AADSTS90023"_s;
    }
    return {};
}

QString EntraAuthorize::scopeFlaw(EntraErrand &errand)
{
    const SimCloud cloud = errand.authority.cloud();
    const SimScopes scopes = SimScopes::read(errand.demand.scopes, cloud);
    if (scopes.malformed || scopes.resources.size() > 1)
        return u"AADSTS70011"_s;
    if (scopes.resources.isEmpty())
        return {};
    const auto resource = SimResource::find(scopes.resources.first(), cloud);
    if (!resource)
        return u"AADSTS500011"_s;
    for (const QString &permission : scopes.permissions) {
        if (permission == ".default"_L1)
            errand.permissions += errand.app.registered(*resource);
        else if (resource->delegated.contains(permission))
            errand.permissions.append(resource->address + u'/' + permission);
        else
            return u"AADSTS70011"_s;
    }
    return {};
}

SimReply EntraAuthorize::authorize(const EntraAuthority &authority, const SimRequest &request)
{
    const SimForm form = request.method == "POST" ? SimForm::ofBody(request) : SimForm::ofQuery(request);
    EntraErrand errand;
    errand.authority = authority;
    errand.demand = SimDemand::read(form);
    if (const auto refusal = refuseInBrowser(errand))
        return *refusal;
    QString code = flaw(form, errand);
    if (code.isEmpty())
        code = scopeFlaw(errand);
    if (!code.isEmpty()) {
        EntraWords words = errand.words();
        words[u"parameter"_s] = form.has(u"response_type"_s) ? u"scope"_s : u"response_type"_s;
        words[u"resource"_s] = SimScopes::read(errand.demand.scopes, authority.cloud()).resources.value(0);
        return EntraSignIn::refuse(errand, EntraError::of(code, At::Redirect, words));
    }
    return m_signIn.begin(errand, request);
}

QString EntraAuthorize::adminScopeFlaw(EntraErrand &errand)
{
    const SimCloud cloud = errand.authority.cloud();
    const SimScopes scopes = SimScopes::read(errand.demand.scopes, cloud);
    if (scopes.malformed || scopes.resources.size() != 1 || scopes.permissions != QStringList{u".default"_s})
        return u"AADSTS70011"_s;
    const auto resource = SimResource::find(scopes.resources.first(), cloud);
    if (!resource)
        return u"AADSTS500011"_s;
    errand.permissions = errand.app.registered(*resource);
    for (const QString &role : std::as_const(errand.app.roles)) {
        if (resource->roles.contains(role))
            errand.permissions.append(resource->address + u'/' + role);
    }
    return errand.permissions.isEmpty() ? u"AADSTS650056"_s : QString();
}

SimReply EntraAuthorize::adminConsent(const EntraAuthority &authority, const SimRequest &request)
{
    const SimForm form = SimForm::ofQuery(request);
    EntraErrand errand;
    errand.kind = EntraErrand::Kind::AdminConsent;
    errand.authority = authority;
    errand.demand = SimDemand::read(form);
    if (const auto refusal = refuseInBrowser(errand))
        return *refusal;
    if (authority.isShared())
        return page(u"AADSTS50059"_s, errand);
    if (const QString code = adminScopeFlaw(errand); !code.isEmpty())
        return page(code, errand);
    return m_signIn.begin(errand, request);
}

SimReply EntraAuthorize::deviceLogin(const EntraAuthority &authority, const SimRequest &request)
{
    const QString userCode = SimForm::ofQuery(request).value(u"user_code"_s);
    const QJsonObject device = m_parts.devices.waiting(userCode);
    if (device.isEmpty()) {
        const QString body =
            SimHtmlPage::alert(userCode.isEmpty() ? QString() : u"That code didn't work. Check the code."_s)
            + u"<form method=\"get\" action=\"/common/oauth2/deviceauth\"><label for=\"user_code\">Code"
              "</label><input id=\"user_code\" name=\"user_code\" autocomplete=\"off\"><button "
              "type=\"submit\">"
              "Next</button></form>"_s;
        return SimHtmlPage{entraBanner(), u"Enter code"_s, body}.reply();
    }
    EntraErrand errand;
    errand.kind = EntraErrand::Kind::Device;
    errand.authority = EntraAuthority::find(authority.host, u"organizations"_s);
    errand.demand.client = device["client"_L1].toString();
    errand.demand.scopes = device["scopes"_L1].toVariant().toStringList();
    errand.userCode = device["userCode"_L1].toString();
    errand.app = SimCloudApp::find(errand.demand.client).value_or(SimCloudApp());
    scopeFlaw(errand); // judged when the code was asked for
    return m_signIn.begin(errand, request);
}

} // namespace Setup
