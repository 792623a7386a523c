// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/microsoftpath.h"

#include "oauth/loopbacklistener.h"
#include "setup/portalaccess.h"
#include "setup/pushoperation.h"
#include "support/outcome.h"

#include <QEventLoop>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTimer>
#include <QUrlQuery>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 20'000;

PortalDirectory simulatedPortals()
{
    PortalSite site;
    site.origin = SimulatedPortal::origin();
    site.trust = PortalSite::Trust::Known;
    site.region = SimulatedPortal::region();
    PortalDirectory directory;
    directory.add(site);
    return directory;
}

PortalDescription applications()
{
    PortalDescription portal;
    portal.signInClientId = u"5b0c1f9e-0000-4000-8000-00000000de30"_s;
    portal.exchangeApp =
        ExchangeApp{u"5b0c1f9e-0000-4000-8000-00000000de31"_s, u"AskCody"_s, u"worldwide"_s, true};
    return portal;
}

Integration integrationOf(const QString &email)
{
    ExchangeOnline online;
    online.email = email;
    Integration integration;
    integration.name = u"Cloud"_s;
    integration.portal = QUrl(SimulatedPortal::origin());
    integration.exchange = online;
    return integration;
}

} // namespace

MicrosoftPath::MicrosoftPath(const Scenario &scenario, const Who &who)
    : world(scenario)
    , m_who(who)
    , m_live(world.table())
    , m_hasty(m_live)
    , m_workbench({m_hasty, m_clock, m_random, m_secrets}, m_folder.path(), false)
    , m_person(who.signsInAs.isEmpty() ? who.email : who.signsInAs, SimCloudUser::password(), who.decision)
    , m_owner(u"admin@fabrikam.test"_s, SimAccount::password())
{
    m_workbench.setPortals(simulatedPortals(), [this](const QUrl &url) { return world.browserUrl(url); });
    m_session = m_workbench.newSession();
    m_session->setIntegration(integrationOf(who.email));
    m_session->microsoft().setPortal(applications());
    m_session->microsoft().setByDevice(who.byDevice);
    connect(&m_session->microsoft(), &MicrosoftAccess::browserNeeded, this, &MicrosoftPath::visit);
    connect(&m_session->microsoft(), &MicrosoftAccess::codeReady, this, &MicrosoftPath::typeCode);
    connect(&m_person, &SimPerson::stuck, this, [this](const QUrl &, const QString &text) { page = text; });
}

void MicrosoftPath::visit(const QUrl &url)
{
    visits += url;
    if (m_who.comes)
        m_person.open(url);
}

void MicrosoftPath::typeCode(const DeviceCode &code)
{
    userCodes += code.userCode;
    QUrl address = code.verificationUri;
    address.setQuery(QUrlQuery{{u"user_code"_s, code.userCode}});
    if (m_who.comes)
        m_person.open(address);
}

bool MicrosoftPath::wait(const std::function<bool()> &start)
{
    QEventLoop loop;
    bool ended = false;
    connect(m_session.get(), &Session::runFinished, &loop, [&](Verdict) {
        ended = true;
        loop.quit();
    });
    connect(&m_person, &SimPerson::stuck, &loop, &QEventLoop::quit);
    QTimer::singleShot(patience, &loop, &QEventLoop::quit);
    page.clear();
    if (!start())
        return false;
    loop.exec();
    return ended || !page.isEmpty();
}

bool MicrosoftPath::run(const QStringList &only)
{
    return wait([this, &only] { return m_session->run(only).hasValue(); });
}

bool MicrosoftPath::repeat(const QString &checkId)
{
    return wait([this, &checkId] { return m_session->repeat(checkId).hasValue(); });
}

bool MicrosoftPath::consent()
{
    QSignalSpy ended(&m_session->microsoft(), &MicrosoftAccess::consentFinished);
    return m_session->microsoft().askConsent(m_session->findings()) && ended.wait(patience)
        && run({u"microsoft.consent"_s});
}

bool MicrosoftPath::consentToGraph()
{
    LoopbackListener back({"graph", u"localhost"_s});
    QUrlQuery query{{u"client_id"_s, applications().signInClientId},
                    {u"response_type"_s, u"code"_s},
                    {u"state"_s, u"graph"_s},
                    {u"code_challenge_method"_s, u"S256"_s},
                    {u"code_challenge"_s, QString(43, u'a')}};
    if (!back.listen())
        return false;
    query.addQueryItem(u"redirect_uri"_s, back.redirectUri().toString());
    query.addQueryItem(
        u"scope"_s,
        u"https://graph.microsoft.com/Place.Read.All https://graph.microsoft.com/Calendars.Read"_s);
    QUrl address(u"https://login.microsoftonline.com/fabrikam.test/oauth2/v2.0/authorize"_s);
    address.setQuery(query);
    QSignalSpy answered(&back, &LoopbackListener::answered);
    m_person.open(world.browserUrl(address));
    return answered.wait(patience)
        && answered.first().first().value<QHash<QString, QString>>().contains(u"code"_s);
}

bool MicrosoftPath::connectToPortal()
{
    m_portal = *m_workbench.portal(QUrl(SimulatedPortal::origin()));
    connect(m_portal.get(), &PortalAccess::browserNeeded, &m_owner, &SimPerson::open);
    QSignalSpy opened(m_portal.get(), &PortalAccess::opened);
    m_portal->open();
    if (!opened.wait(patience) || !m_portal->hasInterface())
        return false;
    QSignalSpy signedIn(m_portal.get(), &PortalAccess::signedIn);
    m_portal->signIn({});
    if (!signedIn.wait(patience) || !m_portal->isSignedIn())
        return false;
    m_session->setPortal(m_portal);
    return true;
}

bool MicrosoftPath::pushAndHaveItChecked()
{
    QSignalSpy pushed(m_session.get(), &Session::pushFinished);
    if (!m_session->push(m_portal) || !pushed.wait(patience) || m_session->portalId().isEmpty())
        return false;
    return haveItChecked();
}

bool MicrosoftPath::haveItChecked()
{
    const auto checked = outcomeOf<CloudResult>(*m_portal->client().checkIntegration(m_session->portalId()));
    if (checked)
        m_session->setCloudResult(*checked);
    return checked.hasValue();
}

Finding MicrosoftPath::found(const QString &id) const
{
    for (const Finding &finding : m_session->findings())
        if (finding.checkId == id)
            return finding;
    return {};
}

QString MicrosoftPath::said(const QString &id) const
{
    const Finding finding = found(id);
    const QString why = finding.problem ? finding.problem->code : finding.notTested + finding.skippedBecause;
    return (toString(finding.status) + u' ' + why).trimmed();
}

std::shared_ptr<Session> MicrosoftPath::replayed()
{
    const QString path = m_folder.filePath(u"run.har"_s);
    const auto har = m_session->recording();
    QFile file(path);
    if (!har || !file.open(QIODevice::WriteOnly) || file.write(*har) != har->size())
        return nullptr;
    file.close();
    const auto opened = m_workbench.openBundle(path);
    QSignalSpy ended(opened ? opened->get() : nullptr, &Session::runFinished);
    return opened && (*opened)->run() && ended.wait(patience) ? *opened : nullptr;
}

QStringList shownAlike(const QList<Finding> &findings)
{
    QJsonArray all;
    for (Finding finding : findings) {
        finding.duration = {};
        all.append(toJson(finding));
    }
    return QString::fromUtf8(QJsonDocument(all).toJson()).split(u'\n');
}

} // namespace Setup
