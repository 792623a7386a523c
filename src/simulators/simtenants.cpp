// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/simtenants.h"

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

// Template ids of directory roles (Microsoft's permissions reference).
const QString globalAdministrator = u"62e90394-69f5-4237-9190-012177145e10"_s;
const QString privilegedRoleAdministrator = u"e8611ab8-c189-46e8-94e1-60213ab1f814"_s;
const QString cloudApplicationAdministrator = u"158c047a-c907-4556-b7ef-446551a6b5f7"_s;
const QString applicationAdministrator = u"9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3"_s;
const QString exchangeAdministrator = u"29232cdf-9323-42fd-ade2-1d097af3e4de"_s;
const QString member = u"b79fbf4d-3ef9-4689-8143-76b194e85509"_s; // everybody

SimTenant tenant(int number, const QString &domain, const QString &name, const QString &cloud)
{
    SimTenant made;
    made.id = u"f4b10000-0000-4000-8000-00000000fab%1"_s.arg(number);
    made.name = name;
    made.domains = QStringList{domain};
    made.cloud = cloud;
    made.region = u"EU"_s;
    return made;
}

SimTenant government(int number, const QString &domain, const QString &cloud, const QString &subRegion)
{
    SimTenant made = tenant(number, domain, u"Fabrikam Government"_s, cloud);
    made.region = cloud == "worldwide"_L1 ? u"NA"_s : u"USGov"_s;
    made.subRegion = subRegion;
    return made;
}

// As Entra names those who were invited.
SimCloudUser guestOf(const SimTenant &tenant, const QString &home)
{
    SimCloudUser guest;
    guest.upn = QString(home).replace(u'@', u'_') + u"#EXT#@"_s + tenant.domain();
    guest.name = u"A guest"_s;
    guest.roles = QStringList{globalAdministrator};
    guest.mailbox = false;
    guest.home = home;
    return guest;
}

bool hasOneOf(const QStringList &roles, const QStringList &wanted)
{
    return std::any_of(wanted.begin(), wanted.end(),
                       [&roles](const QString &one) { return roles.contains(one); });
}

} // namespace

QList<SimCloud> SimCloud::all()
{
    return {{u"worldwide"_s, u"login.microsoftonline.com"_s, u"microsoftonline.com"_s,
             u"outlook.office365.com"_s, u"graph.microsoft.com"_s},
            {u"gccHigh"_s, u"login.microsoftonline.us"_s, u"microsoftonline.us"_s, u"outlook.office365.us"_s,
             u"graph.microsoft.us"_s},
            {u"dod"_s, u"login.microsoftonline.us"_s, u"microsoftonline.us"_s, u"outlook-dod.office365.us"_s,
             u"dod-graph.microsoft.us"_s},
            {u"china"_s, u"login.partner.microsoftonline.cn"_s, u"partner.microsoftonline.cn"_s,
             u"partner.outlook.cn"_s, u"microsoftgraph.chinacloudapi.cn"_s}};
}

SimCloud SimCloud::find(const QString &id)
{
    const QList<SimCloud> clouds = all();
    const auto found =
        std::find_if(clouds.begin(), clouds.end(), [&id](const SimCloud &one) { return one.id == id; });
    return found == clouds.end() ? clouds.first() : *found;
}

QStringList SimCloud::loginHosts()
{
    QStringList hosts;
    const QList<SimCloud> clouds = all();
    for (const SimCloud &cloud : clouds) {
        if (!hosts.contains(cloud.login))
            hosts.append(cloud.login);
    }
    return hosts;
}

bool SimCloudUser::mayConsentForAll() const
{
    return mayConsentToGraphRoles()
        || hasOneOf(roles, {cloudApplicationAdministrator, applicationAdministrator});
}

bool SimCloudUser::mayConsentToGraphRoles() const
{
    return hasOneOf(roles, {globalAdministrator, privilegedRoleAdministrator});
}

QString SimCloudUser::identityProvider() const
{
    const auto tenant = SimTenant::ofAddress(home);
    return tenant && tenant->isPersonal() ? u"live.com"_s
                                          : u"https://sts.windows.net/%1/"_s.arg(tenant ? tenant->id : home);
}

QList<SimCloudUser> SimTenant::users() const
{
    const auto made = [this](const QString &account, const QString &title, const QStringList &roles) {
        SimCloudUser user;
        user.upn = account + u'@' + domain();
        user.name = title;
        user.roles = QStringList{member} + roles;
        return user;
    };
    QList<SimCloudUser> people;
    if (isPersonal()) {
        people = {made(u"person"_s, u"A Person"_s, {}),
                  made(u"freelancer"_s, u"A Freelancer, guest at Fabrikam"_s, {})};
    } else {
        people = {made(u"admin"_s, u"Global Administrator"_s, {globalAdministrator}),
                  made(u"cloudadmin"_s, u"Global Administrator without Mailbox"_s, {globalAdministrator}),
                  made(u"appadmin"_s, u"Cloud Application Administrator"_s, {cloudApplicationAdministrator}),
                  made(u"exchangeadmin"_s, u"Exchange Administrator"_s, {exchangeAdministrator}),
                  made(u"anna"_s, u"Anna"_s, {}),
                  made(u"frontline"_s, u"Frontline Worker"_s, {}),
                  made(u"disabled"_s, u"Disabled Account"_s, {})};
        people[1].mailbox = false;
        people[5].frontline = true;
        people[6].enabled = false;
    }
    if (domain() == hybridDomain())
        people.append(made(u"consultant"_s, u"Consultant, guest at Fabrikam"_s, {}));
    if (id == fabrikamId())
        people +=
            {guestOf(*this, u"consultant@adatum.test"_s), guestOf(*this, u"freelancer@personal.test"_s)};
    for (qsizetype i = 0; i < people.size(); ++i)
        people[i].oid = id.left(24) + u"0000000000%1"_s.arg(10 + i);
    return people;
}

QList<SimTenant> SimTenant::all()
{
    SimTenant fabrikam = tenant(1, u"fabrikam.test"_s, u"Fabrikam"_s, u"worldwide"_s);
    fabrikam.domains.append(u"tailspin.test"_s);
    fabrikam.federated = u"tailspin.test"_s;
    SimTenant hybrid = tenant(0, hybridDomain(), u"Adatum"_s, u"worldwide"_s);
    hybrid.id = u"ada70000-0000-4000-8000-00000000ada7"_s;
    hybrid.onPremises = QStringList{u"askcody@adatum.test"_s, u"anna@adatum.test"_s, u"ceo@adatum.test"_s,
                                    u"room1@adatum.test"_s, u"room2@adatum.test"_s};
    SimTenant personal = tenant(0, u"personal.test"_s, u"Personal accounts"_s, u"worldwide"_s);
    personal.id = personalId();
    return {fabrikam,
            hybrid,
            government(2, u"fabrikam-gcc.test"_s, u"worldwide"_s, u"GCC"_s),
            government(3, u"fabrikam-gov.test"_s, u"gccHigh"_s, u"DODCON"_s),
            government(4, u"fabrikam-dod.test"_s, u"dod"_s, u"DOD"_s),
            tenant(5, u"fabrikam-cn.test"_s, u"Fabrikam China"_s, u"china"_s),
            personal};
}

std::optional<SimCloudUser> SimTenant::whoSignsInAs(const QString &address) const
{
    const QList<SimCloudUser> all = users();
    const auto found = std::find_if(all.begin(), all.end(), [&address](const SimCloudUser &one) {
        return one.signInName().compare(address, Qt::CaseInsensitive) == 0;
    });
    return found == all.end() ? std::nullopt : std::optional(*found);
}

std::optional<SimTenant> SimTenant::find(const QString &idOrDomain)
{
    const QList<SimTenant> tenants = all();
    const QString wanted = idOrDomain.toLower();
    const auto found = std::find_if(tenants.begin(), tenants.end(), [&wanted](const SimTenant &one) {
        return one.id == wanted || one.domains.contains(wanted);
    });
    return found == tenants.end() ? std::nullopt : std::optional(*found);
}

std::optional<SimTenant> SimTenant::ofAddress(const QString &address)
{
    return address.contains(u'@') ? find(address.section(u'@', -1)) : std::nullopt;
}

std::optional<SimCloudUser> SimTenant::user(const QString &upn)
{
    const auto tenant = ofAddress(upn);
    const QList<SimCloudUser> users = tenant ? tenant->users() : QList<SimCloudUser>();
    const auto found = std::find_if(users.begin(), users.end(), [&upn](const SimCloudUser &one) {
        return one.upn.compare(upn, Qt::CaseInsensitive) == 0;
    });
    return found == users.end() ? std::nullopt : std::optional(*found);
}

} // namespace Setup
