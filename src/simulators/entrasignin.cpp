// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/entrasignin.h"

#include "simulators/simhtmlpage.h"

#include <QDateTime>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

using At = SimMicrosoftError::At;

const QString transactions = u"transactions"_s;
constexpr int MostTries = 10;
constexpr qint64 TransactionLifetime = 600;

qint64 now()
{
    return QDateTime::currentSecsSinceEpoch();
}

SimReply over()
{
    return SimHtmlPage{entraBanner(), u"Sign in"_s,
                       SimHtmlPage::alert(u"This sign-in is over. Begin again from the program."_s), 400}
        .reply();
}

QString form(const QString &action, const QString &transaction, const QString &fields)
{
    return u"<form method=\"post\" action=\"%1\">%2%3</form>"_s.arg(
        action, SimHtmlPage::hidden(u"transaction"_s, transaction), fields);
}

QString accountHints(const EntraErrand &errand)
{
    const SimTenant tenant = errand.authority.tenant.value_or(*SimTenant::find(SimTenant::fabrikamId()));
    QStringList rows;
    const QList<SimCloudUser> users = tenant.users();
    for (const SimCloudUser &user : users)
        rows.append(u"<li>%1: %2</li>"_s.arg(user.signInName(), user.name.toHtmlEscaped()));
    return u"<p>Accounts of the demo, all with the password <code>%1</code>:</p><ul>%2</ul>"_s.arg(
        SimCloudUser::password(), rows.join(QString()));
}

QString permissionList(const QStringList &permissions)
{
    QStringList rows;
    for (const QString &permission : permissions)
        rows.append(u"<li>%1</li>"_s.arg(permission.toHtmlEscaped()));
    return u"<ul>%1</ul>"_s.arg(rows.join(QString()));
}

} // namespace

std::optional<EntraSignIn::Person> EntraSignIn::personOf(const QString &upn, qint64 since)
{
    const auto tenant = SimTenant::ofAddress(upn);
    const auto user = SimTenant::user(upn);
    return tenant && user ? std::optional(Person{*tenant, *user, since}) : std::nullopt;
}

// Where a tenant has invited somebody, the account that was invited signs in there.
std::optional<EntraSignIn::Person> EntraSignIn::whoTyped(const EntraErrand &errand, const QString &address)
{
    const auto &tenant = errand.authority.tenant;
    const auto invited = tenant ? tenant->whoSignsInAs(address) : std::nullopt;
    return invited ? std::optional(Person{*tenant, *invited, now()}) : personOf(address, now());
}

SimReply EntraSignIn::begin(const EntraErrand &errand, const SimRequest &request)
{
    const QStringList prompts = errand.demand.prompts;
    const auto session = m_parts.sessions.of(request);
    const QString hint = errand.demand.loginHint;
    const bool fits = session && (hint.isEmpty() || hint.compare(session->account, Qt::CaseInsensitive) == 0)
        && !prompts.contains(u"login"_s) && !prompts.contains(u"select_account"_s);
    const auto person = fits ? personOf(session->account, session->since) : std::nullopt;
    if (person && errand.authority.admits(person->tenant))
        return proceed(errand, *person);
    if (prompts.contains(u"none"_s)) {
        const auto planned = m_parts.plan.next(At::Redirect, errand.words());
        return refuse(errand, planned.value_or(EntraError::of(u"AADSTS50058"_s, At::Redirect)));
    }
    return showLogin(errand, {}, 0);
}

SimReply EntraSignIn::showLogin(const EntraErrand &errand, const QString &complaint, int tries)
{
    const QString id = SimGrants::random();
    m_parts.store.put(transactions, id,
                      {{u"errand"_s, errand.toJson()}, {u"tries"_s, tries}, {u"at"_s, now()}});
    const QString button =
        u"<button type=\"submit\" name=\"decision\" value=\"allow\" id=\"allow\">Sign in</button>"_s;
    const QString body = SimHtmlPage::alert(complaint)
        + SimHtmlPage::paragraph(u"to continue to %1"_s.arg(errand.app.name))
        + form(u"/%1/login"_s.arg(errand.authority.word), id,
               SimHtmlPage::signInFields(errand.demand.loginHint) + button)
        + accountHints(errand);
    return SimHtmlPage{entraBanner(), u"Sign in"_s, body}.reply();
}

SimReply EntraSignIn::login(const SimRequest &request)
{
    const SimForm typed = SimForm::ofBody(request);
    const QString id = typed.value(u"transaction"_s);
    const QJsonObject transaction = m_parts.store.find(transactions, id);
    if (transaction.isEmpty() || transaction["at"_L1].toInteger() + TransactionLifetime < now())
        return over();
    m_parts.store.remove(transactions, id);
    EntraErrand errand = EntraErrand::fromJson(transaction["errand"_L1].toObject());
    errand.demand.loginHint = typed.value(u"email"_s).trimmed();
    const int tries = transaction["tries"_L1].toInt() + 1;
    if (tries > MostTries)
        return EntraError::of(u"AADSTS50053"_s, At::Browser, errand.words()).page();
    const auto person = whoTyped(errand, errand.demand.loginHint);
    if (!person)
        return showLogin(errand, u"This username may be incorrect. Make sure that you typed it correctly."_s,
                         tries);
    if (typed.value(u"password"_s) != SimCloudUser::password())
        return showLogin(errand, u"Your account or password is incorrect."_s, tries);
    if (auto refusal = misfit(errand, *person))
        return *refusal;
    SimReply reply = proceed(errand, *person);
    m_parts.sessions.open(person->user.upn, reply);
    return reply;
}

std::optional<SimReply> EntraSignIn::misfit(const EntraErrand &errand, const Person &person) const
{
    EntraWords words = errand.words();
    words[u"idp"_s] =
        person.tenant.isPersonal() ? u"live.com"_s : u"https://sts.windows.net/%1/"_s.arg(person.tenant.id);
    QString code;
    if (!person.user.enabled)
        code = u"AADSTS50057"_s;
    else if (person.tenant.isPersonal() && !errand.authority.tenant)
        code = u"AADSTS500208"_s;
    else if (!errand.authority.admits(person.tenant))
        code = u"AADSTS50020"_s;
    if (code.isEmpty())
        return std::nullopt;
    return EntraError::of(code, At::Browser, words).page();
}

SimReply EntraSignIn::proceed(const EntraErrand &errand, const Person &person)
{
    const At at = errand.kind == EntraErrand::Kind::AdminConsent ? At::AdminConsent : At::Redirect;
    EntraWords words = errand.words();
    words[u"user"_s] = person.user.upn;
    if (errand.kind != EntraErrand::Kind::Device) {
        if (const auto planned = m_parts.plan.next(at, words)) {
            if (!planned->claims.isEmpty())
                m_parts.challenge = planned;
            return refuse(errand, *planned);
        }
    }
    if (errand.kind == EntraErrand::Kind::Authorize)
        return proceedAuthorize(errand, person);
    if (errand.kind == EntraErrand::Kind::AdminConsent && !person.user.mayConsentForAll())
        return refuse(errand, EntraError::of(u"AADSTS90093"_s, at, words));
    return showConsent(errand, person);
}

SimReply EntraSignIn::proceedAuthorize(const EntraErrand &errand, const Person &person)
{
    const QStringList granted = m_parts.consents.granted(person.tenant, errand.app.id, person.user.upn);
    const bool covered = m_parts.consents.isInstalled(person.tenant, errand.app.id)
        && std::all_of(errand.permissions.begin(), errand.permissions.end(),
                       [&granted](const QString &one) { return granted.contains(one); });
    if (covered && !errand.demand.prompts.contains(u"consent"_s))
        return giveCode(errand, person);
    if (errand.demand.prompts.contains(u"none"_s))
        return refuse(errand, EntraError::of(u"AADSTS65001"_s, At::Redirect, errand.words()));
    if (needsAdministrator(errand, person))
        return EntraError::of(u"AADSTS90094"_s, At::Browser, errand.words()).page();
    return showConsent(errand, person);
}

bool EntraSignIn::needsAdministrator(const EntraErrand &errand, const Person &person) const
{
    if (person.user.mayConsentForAll())
        return false;
    const auto adminOnly = [cloud = person.tenant.home()](const QString &permission) {
        const auto resource = SimResource::find(permission.section(u'/', 0, -2), cloud);
        return resource && resource->adminOnly.contains(permission.section(u'/', -1));
    };
    return !m_parts.settings.usersMayConsent
        || std::any_of(errand.permissions.begin(), errand.permissions.end(), adminOnly);
}

SimReply EntraSignIn::showConsent(const EntraErrand &errand, const Person &person)
{
    const QString id = SimGrants::random();
    m_parts.store.put(transactions, id,
                      {{u"errand"_s, errand.toJson()},
                       {u"account"_s, person.user.upn},
                       {u"since"_s, person.since},
                       {u"at"_s, now()}});
    const bool forAll = errand.kind == EntraErrand::Kind::AdminConsent;
    QString fields;
    if (errand.kind == EntraErrand::Kind::Authorize && person.user.mayConsentForAll())
        fields =
            u"<p><input type=\"checkbox\" id=\"onBehalf\" name=\"onBehalf\" value=\"on\"> <label "
            "for=\"onBehalf\" style=\"display:inline\">Consent on behalf of your organization</label></p>"_s;
    if (!errand.userCode.isEmpty())
        fields = SimHtmlPage::paragraph(
            u"The device shows the code %1. If it shows another one, cancel."_s.arg(errand.userCode));
    const QString body = SimHtmlPage::paragraph(person.user.upn)
        + SimHtmlPage::paragraph(u"%1 would like to:"_s.arg(errand.app.name))
        + permissionList(errand.permissions)
        + (forAll ? SimHtmlPage::paragraph(
               u"If you accept, this app gets access for all users in %1."_s.arg(person.tenant.name))
                  : QString())
        + form(u"/%1/consent"_s.arg(errand.authority.word), id,
               fields + SimHtmlPage::decision(u"Accept"_s, u"Cancel"_s));
    return SimHtmlPage{entraBanner(), u"Permissions requested"_s, body}.reply();
}

SimReply EntraSignIn::consent(const SimRequest &request)
{
    const SimForm typed = SimForm::ofBody(request);
    const QString id = typed.value(u"transaction"_s);
    const QJsonObject transaction = m_parts.store.find(transactions, id);
    const auto person = personOf(transaction["account"_L1].toString(), transaction["since"_L1].toInteger());
    if (!person || transaction["at"_L1].toInteger() + TransactionLifetime < now())
        return over();
    m_parts.store.remove(transactions, id);
    return conclude(EntraErrand::fromJson(transaction["errand"_L1].toObject()), *person, typed);
}

SimReply EntraSignIn::conclude(const EntraErrand &errand, const Person &person, const SimForm &typed)
{
    const bool allowed = typed.value(u"decision"_s) == "allow"_L1;
    if (errand.kind == EntraErrand::Kind::Device) {
        m_parts.devices.decide(errand.userCode, allowed ? person.user.upn : QString());
        if (allowed)
            m_parts.consents.grant(person.tenant, errand.app.id, person.user.upn, errand.permissions);
        return SimHtmlPage{entraBanner(), errand.app.name,
                           SimHtmlPage::paragraph(
                               allowed ? u"You have signed in to the application on your device. You may now "
                                         "close this window."_s
                                       : u"You did not sign in to the application on your device."_s)}
            .reply();
    }
    if (!allowed) {
        const At at = errand.kind == EntraErrand::Kind::AdminConsent ? At::AdminConsent : At::Redirect;
        return refuse(errand, EntraError::of(u"AADSTS65004"_s, at, errand.words()));
    }
    if (errand.kind == EntraErrand::Kind::AdminConsent)
        return grantForAll(errand, person);
    const bool forAll = person.user.mayConsentForAll() && typed.value(u"onBehalf"_s) == "on"_L1;
    m_parts.consents.grant(person.tenant, errand.app.id, forAll ? QString() : person.user.upn,
                           errand.permissions);
    return giveCode(errand, person);
}

SimReply EntraSignIn::grantForAll(const EntraErrand &errand, const Person &person)
{
    QStringList roles;
    QStringList delegated;
    for (const QString &permission : errand.permissions)
        (errand.app.roles.contains(permission.section(u'/', -1)) ? roles : delegated).append(permission);
    for (QString &role : roles)
        role = role.section(u'/', -1);
    m_parts.consents.grant(person.tenant, errand.app.id, {}, delegated);
    if (!roles.isEmpty())
        m_parts.consents.grantRoles(person.tenant, errand.app.id, roles);
    return redirect(errand,
                    {{u"admin_consent"_s, u"True"_s},
                     {u"tenant"_s, person.tenant.id},
                     {u"scope"_s, errand.permissions.join(u' ')}});
}

SimReply EntraSignIn::giveCode(const EntraErrand &errand, const Person &person)
{
    const SimGrant allowed{errand.app.id, person.user.upn,        errand.demand.scopes, errand.demand.nonce,
                           person.since,  SimGrants::newFamily(), errand.demand.claims};
    const QString code =
        m_parts.grants.issueCode({allowed, errand.demand.redirectUri, errand.demand.challenge});
    return redirect(errand, {{u"code"_s, code}, {u"session_state"_s, SimGrants::random().left(36)}});
}

SimReply EntraSignIn::refuse(const EntraErrand &errand, const EntraError &error)
{
    QList<std::pair<QString, QString>> values = error.toQuery();
    // As in life: it is there although nothing was consented to.
    if (errand.kind == EntraErrand::Kind::AdminConsent) {
        values.prepend({u"admin_consent"_s, u"True"_s});
        if (errand.authority.tenant)
            values.append({u"tenant"_s, errand.authority.tenant->id});
    }
    return redirect(errand, values);
}

SimReply EntraSignIn::redirect(const EntraErrand &errand, QList<std::pair<QString, QString>> values)
{
    values.append({u"state"_s, errand.demand.state});
    SimReply reply = simReply(302, "text/html; charset=utf-8", "<!DOCTYPE html><title>Object moved</title>");
    reply.headers.append(SimHeader{"Cache-Control", "no-store, no-cache"});
    reply.headers.append(
        SimHeader{"Location", errand.demand.redirectUri.toLatin1() + '?' + SimForm::encoded(values)});
    return reply;
}

} // namespace Setup
