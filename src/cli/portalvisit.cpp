// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/portalvisit.h"

#include "cli/console.h"
#include "core/foreigntext.h"
#include "core/problemcodes.h"

#include <QCryptographicHash>
#include <QLocale>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

// As certificates are read: the common name first, then whose it is.
QString inOneLine(const QSslCertificate &certificate, bool ofIssuer)
{
    QStringList parts;
    for (const auto field :
         {QSslCertificate::CommonName, QSslCertificate::Organization, QSslCertificate::CountryName})
        parts += ofIssuer ? certificate.issuerInfo(field) : certificate.subjectInfo(field);
    return ForeignText(parts.join(u", "_s)).text();
}

QString fingerprint(const QSslCertificate &certificate)
{
    return QString::fromLatin1(certificate.digest(QCryptographicHash::Sha256).toHex(':').toUpper());
}

} // namespace

PortalVisit::PortalVisit(Workbench &workbench, Console &console, QObject *parent)
    : QObject(parent)
    , m_workbench(workbench)
    , m_console(console)
{
    m_later.setSingleShot(true);
    connect(&m_later, &QTimer::timeout, this, [this] { settle(*m_ending); });
}

PortalVisit::~PortalVisit() = default;

void PortalVisit::start(const VisitPlan &plan)
{
    cancel();
    m_portal.reset();
    m_plan = plan;
    const auto found = m_workbench.portal(plan.portal);
    if (!found)
        return settleLater(found.problem());
    m_portal = *found;
    if (m_portal->isSignedIn())
        return settleLater(Done{});
    listen();
    m_portal->open();
}

void PortalVisit::cancel()
{
    m_later.stop();
    if (!m_portal)
        return;
    m_portal->disconnect(this);
    m_portal->cancel();
}

void PortalVisit::listen()
{
    PortalAccess *const portal = m_portal.get();
    connect(portal, &PortalAccess::opened, this, &PortalVisit::takeOpened);
    connect(portal, &PortalAccess::signedIn, this, &PortalVisit::takeSignedIn);
    connect(portal, &PortalAccess::browserNeeded, this,
            [this](const QUrl &url) { showLink(m_console, url); });
    connect(portal, &PortalAccess::codeReady, this,
            [this](const DeviceCode &code) { showCode(m_console, code); });
    connect(portal, &PortalAccess::nothingCameBack, this, [this] {
        m_console.say(tr("Nothing came back from the browser so far. The link still holds; without a browser "
                         "on this computer, stop with Ctrl+C and use login --device."));
    });
    connect(portal, &PortalAccess::waitingForUser, this,
            [this] { m_console.say(tr("The keychain may be waiting for you in a window of its own.")); });
}

void PortalVisit::takeOpened(const Result<DiscoveredPortal> &result)
{
    if (!result)
        return settle(result.problem());
    const QString origin = m_portal->site().origin;
    if (!m_portal->hasInterface())
        return settle(Problem{
            Code::PortalNoInterface, {}, {{u"portal"_s, origin}, {u"reason"_s, result->handOffBecause}}});
    if (!m_portal->site().isConfirmed()) {
        if (!m_plan.accept) {
            showCertificate();
            return settle(Problem{Code::PortalNotConfirmed, {}, {{u"portal"_s, origin}}});
        }
        m_portal->confirm();
        m_workbench.rememberPortal(m_portal->site());
    }
    m_portal->signIn(m_plan.way);
}

void PortalVisit::showCertificate()
{
    const QSslCertificate &certificate = m_portal->certificate();
    if (certificate.isNull()) {
        m_console.say(tr("The certificate of %1 could not be read.").arg(m_portal->site().origin));
        return;
    }
    if (m_portal->hasChanged())
        m_console.say(tr("%1 shows another certificate than the one that was confirmed, and of another "
                         "issuer. Ask whoever runs the portal before you accept it.")
                          .arg(m_portal->site().origin));
    m_console.say(tr("The certificate of %1:\n"
                     "  Subject:     %2\n"
                     "  Issuer:      %3\n"
                     "  Valid until: %4\n"
                     "  SHA-256:     %5")
                      .arg(m_portal->site().origin, inOneLine(certificate, false),
                           inOneLine(certificate, true),
                           certificate.expiryDate().toUTC().toString(Qt::ISODate), fingerprint(certificate)));
}

void PortalVisit::showLink(Console &console, const QUrl &url)
{
    const QString link = url.toString(QUrl::FullyEncoded);
    if (console.openBrowser(url))
        console.say(tr("The browser shows where to sign in. If it does not, open this link on this "
                       "computer:\n%1")
                        .arg(link));
    else
        console.say(tr("To sign in, open this link in a browser on this computer:\n%1").arg(link));
}

void PortalVisit::showCode(Console &console, const DeviceCode &code)
{
    const QString until = QLocale().toString(code.expiresAt.toLocalTime().time(), QLocale::ShortFormat);
    console.say(tr("To sign in, open %1 on any device and type this code there, until %2:\n  %3")
                    .arg(code.verificationUri.toString(QUrl::FullyEncoded), until, code.userCode));
}

void PortalVisit::takeSignedIn(const Result<PortalAccount> &result)
{
    if (result)
        settle(Done{});
    else
        settle(result.problem());
}

void PortalVisit::settleLater(const Result<Done> &result)
{
    m_ending = result;
    m_later.start();
}

void PortalVisit::settle(const Result<Done> &result)
{
    if (m_portal)
        m_portal->disconnect(this);
    const Result<Done> outcome = result;
    emit finished(outcome);
}

} // namespace Setup
