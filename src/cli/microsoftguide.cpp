// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/microsoftguide.h"

#include "cli/console.h"
#include "cli/portalvisit.h"
#include "core/filefacts.h"
#include "core/problemcodes.h"

#include <QFile>
#include <QStringDecoder>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

Result<QString> textOf(const QString &path)
{
    static constexpr qint64 largest = qint64{256} * 1024; // UTF-16 is what PowerShell writes
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Problem{Code::FileUnreadable, file.errorString(), aboutFile(path)};
    const QByteArray bytes = file.read(largest);
    const auto encoding = QStringConverter::encodingForData(bytes).value_or(QStringConverter::Utf8);
    QStringDecoder decoder(encoding);
    return QString(decoder(bytes));
}

Result<Done> tell(const MicrosoftPlan &plan, MicrosoftAccess &microsoft)
{
    if (!plan.organizationSettings.isEmpty()) {
        const auto text = textOf(plan.organizationSettings);
        const auto read = text ? microsoft.setOrganizationSettings(*text) : Result<Done>(text.problem());
        if (!read)
            return read;
    }
    if (plan.mailboxSettings.isEmpty())
        return Done{};
    const auto text = textOf(plan.mailboxSettings);
    return text ? microsoft.setMailboxSettings(*text) : Result<Done>(text.problem());
}

} // namespace

MicrosoftGuide::MicrosoftGuide(Workbench &workbench, Console &console, QObject *parent)
    : QObject(parent)
    , m_workbench(workbench)
    , m_console(console)
{
    m_later.setSingleShot(true);
    connect(&m_later, &QTimer::timeout, this, [this] {
        const Result<Done> outcome = *m_outcome;
        emit ready(outcome);
    });
}

MicrosoftGuide::~MicrosoftGuide() = default;

void MicrosoftGuide::start(Session &session, const MicrosoftPlan &plan)
{
    cancel();
    m_session = &session;
    MicrosoftAccess &microsoft = session.microsoft();
    microsoft.setByDevice(plan.byDevice);
    microsoft.setAsksGraph(plan.graph);
    listen(microsoft);
    if (const auto told = tell(plan, microsoft); !told)
        return settleLater(told);
    const QUrl portal = session.integration().portal;
    if (portal.isEmpty())
        return settleLater(Done{});
    const auto access = m_workbench.portal(portal);
    if (!access)
        return settleLater(access.problem());
    m_portal = *access;
    if (m_portal->offer())
        return takeOffer();
    connect(m_portal.get(), &PortalAccess::opened, this, &MicrosoftGuide::takeOffer);
    m_portal->open();
}

void MicrosoftGuide::cancel()
{
    m_later.stop();
    if (m_portal)
        m_portal->disconnect(this);
    m_portal.reset();
    m_session = nullptr;
}

// What the checks of the portal say about it is theirs.
void MicrosoftGuide::takeOffer()
{
    const auto &offer = m_portal->offer();
    m_session->microsoft().setPortal(offer ? offer->description : std::nullopt);
    settleLater(Done{});
}

void MicrosoftGuide::settleLater(const Result<Done> &result)
{
    if (m_portal)
        m_portal->disconnect(this);
    m_outcome = result;
    m_later.start();
}

void MicrosoftGuide::listen(MicrosoftAccess &microsoft)
{
    microsoft.disconnect(this);
    connect(&microsoft, &MicrosoftAccess::browserNeeded, this, [this](const QUrl &url) {
        m_console.say(tr("Sign in at Microsoft as an administrator of the organisation."));
        PortalVisit::showLink(m_console, url);
    });
    connect(&microsoft, &MicrosoftAccess::codeReady, this, [this](const DeviceCode &code) {
        m_console.say(tr("Sign in at Microsoft as an administrator of the organisation."));
        PortalVisit::showCode(m_console, code);
    });
    connect(&microsoft, &MicrosoftAccess::nothingCameBack, this, [this] {
        m_console.say(
            tr("Nothing came back from the browser so far. If it shows an error, “explain” with the number "
               "that begins with AADSTS tells more. Without a browser on this computer, stop with Ctrl+C "
               "and use --device."));
    });
}

} // namespace Setup
