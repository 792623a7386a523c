// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/localworkbench.h"

#include "core/clock.h"
#include "core/foreigntext.h"
#include "core/integrationfile.h"
#include "core/problemcodes.h"
#include "setup/acceptedportals.h"
#include "setup/keptproxy.h"
#include "setup/report.h"

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

bool isSame(const QString &one, const QString &other)
{
    return !one.isEmpty() && one.compare(other, Qt::CaseInsensitive) == 0;
}

} // namespace

LocalWorkbench::LocalWorkbench(CheckServices services, const QString &draftsFolder, bool isDemo)
    : m_services(services)
    , m_journal(draftsFolder)
    , m_isDemo(isDemo)
    , m_browserAddress([](const QUrl &url) { return url; })
{}

void LocalWorkbench::setPortals(PortalDirectory directory, PortalAccess::BrowserAddress browserAddress)
{
    m_directory = std::move(directory);
    m_browserAddress = std::move(browserAddress);
}

const PortalDirectory &LocalWorkbench::directory() const
{
    return m_directory ? *m_directory : PortalDirectory::builtIn();
}

Result<std::shared_ptr<PortalAccess>> LocalWorkbench::portal(const QUrl &address)
{
    auto site = directory().site(address, portalAcceptance());
    if (!site)
        return site.problem();
    auto &access = m_portals[site->origin];
    if (access)
        return access;
    access = std::make_shared<PortalAccess>(PortalTools{m_services.door, m_services.clock, m_services.random,
                                                        m_services.secrets, m_keys, &farewells()},
                                            *site, m_browserAddress);
    PortalAccess *const made = access.get();
    made->expect(acceptedIdentity(site->origin));
    QObject::connect(made, &PortalAccess::recognised, made,
                     [made] { rememberAccepted(made->site().origin, made->identity()); });
    return access;
}

void LocalWorkbench::rememberPortal(const PortalSite &site)
{
    const auto access = m_portals.value(site.origin);
    if (site.trust == PortalSite::Trust::Accepted)
        rememberAccepted(site.origin, access ? access->identity() : PortalIdentity());
}

SessionTools LocalWorkbench::tools()
{
    SessionTools tools{m_services, allChecks(), programFacts(),  &m_journal, &farewells(),
                       {},         {},          m_browserAddress};
    if (m_proxy)
        tools.waySecrets = [proxy = m_proxy] { return proxy->secrets(); };
    return tools;
}

std::unique_ptr<Session> LocalWorkbench::newSession()
{
    Draft draft;
    draft.integration.id = QUuid::createUuid();
    return std::make_unique<LocalSession>(tools(), draft, m_journal.lock(draft.integration.id));
}

// A new name or account in a file without id must not make a second integration of the one.
std::optional<Problem> LocalWorkbench::doubtAbout(const Integration &integration) const
{
    if (integration.id != idWithoutOne(integration))
        return {};
    const QString portal = portalOrigin(integration.portal);
    const auto isIn = [&portal](const Draft &draft) {
        return draft.madeIn == portal || draft.sentTo == portal;
    };
    const auto known = m_journal.load(integration.id);
    if (known && isIn(*known))
        return {};
    const QList<DraftInfo> drafts = m_journal.drafts();
    for (const DraftInfo &there : drafts) {
        const auto draft = m_journal.load(there.id);
        const bool isLike =
            isSame(there.name, integration.name) || isSame(there.email, integration.account());
        if (draft && isLike && isIn(*draft) && there.id != integration.id)
            return Problem{Code::InputMissing,
                           {},
                           {{u"field"_s, u"id"_s},
                            {u"names"_s, ForeignText(u"%1 (%2)"_s.arg(there.name, there.email))},
                            {u"found"_s, there.id.toString(QUuid::WithoutBraces)},
                            {u"proposal"_s, QUuid::createUuid().toString(QUuid::WithoutBraces)}}};
    }
    return {};
}

Result<std::shared_ptr<Session>> LocalWorkbench::sessionToApply(const Integration &integration)
{
    if (const auto doubt = doubtAbout(integration))
        return *doubt;
    auto lock = m_journal.lock(integration.id);
    if (!lock)
        return Problem{Code::DraftInUse, {}, {}};
    auto draft = m_journal.load(integration.id);
    if (!draft && draft.problem().code != Code::DraftNotFound)
        return draft.problem();
    if (!draft) {
        draft = Draft{};
        draft->integration.id = integration.id;
    }
    const auto session = std::make_shared<LocalSession>(
        tools(), withStaleChecksDropped(*draft, m_services.clock.now()), std::move(lock));
    session->setIntegration(integration);
    return std::shared_ptr<Session>(session);
}

std::unique_ptr<Session> LocalWorkbench::sessionFor(const Integration &integration)
{
    SessionTools unkept = tools();
    unkept.journal = nullptr;
    Draft draft;
    draft.integration = integration;
    return std::make_unique<LocalSession>(std::move(unkept), draft, nullptr);
}

Result<QStringList> LocalWorkbench::keptSecrets() const
{
    return m_services.secrets.names();
}

std::unique_ptr<ForgetSecrets> LocalWorkbench::forgetSecrets(const QStringList &names)
{
    return std::make_unique<ForgetSecrets>(m_services.secrets, names);
}

Result<std::shared_ptr<Session>> LocalWorkbench::resume(const QUuid &id)
{
    const auto draft = m_journal.load(id);
    if (!draft)
        return draft.problem();
    return std::shared_ptr<Session>(std::make_shared<LocalSession>(
        tools(), withStaleChecksDropped(*draft, m_services.clock.now()), m_journal.lock(id)));
}

Result<std::shared_ptr<Session>> LocalWorkbench::openBundle(const QString &path)
{
    const auto recording = ReplayedWorld::read(path);
    return recording ? openRecording(*recording) : recording.problem();
}

Result<std::shared_ptr<Session>> LocalWorkbench::openRecording(const Recording &recording)
{
    const auto opened = ReplayedWorld::of(recording);
    if (!opened)
        return opened.problem();
    ReplayedWorld &world = **opened;
    SessionTools replay{world.services(), allChecks(), toJson(world.recording().program()),
                        nullptr,          nullptr,     *opened};
    Draft draft;
    draft.integration = world.input().integration;
    draft.state = world.state();
    auto session = std::make_shared<LocalSession>(std::move(replay), draft, nullptr);
    if (world.cloud())
        session->setCloudResult(*world.cloud());
    return std::shared_ptr<Session>(session);
}

} // namespace Setup
