// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/demowalk.h"

#include "cli/console.h"
#include "cli/words.h"
#include "core/privatefile.h"
#include "setup/workbench.h"
#include "simulators/simulatedworld.h"
#include "support/reportformat.h"

#include <QDir>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

WalkPlan plan(const DemoWalk::Wishes &wishes)
{
    WalkPlan plan;
    // As AskCody's own portals are today, or as the demo's.
    plan.portal = QUrl(wishes.byHand ? u"https://app.onaskcody.com"_s : SimulatedPortal::origin());
    plan.signsIn = !wishes.byHand;
    plan.goOnWithFailures = true;
    plan.online = wishes.isModern;
    if (wishes.isModern) {
        plan.email = u"admin@fabrikam.test"_s;
        plan.testMailbox = u"room1@fabrikam.test"_s;
        plan.name = u"Fabrikam"_s;
        return plan;
    }
    plan.email = SimulatedWorld::email();
    plan.password = wishes.password;
    plan.testMailbox = u"room1@contoso.test"_s;
    plan.forbiddenMailbox = u"ceo@contoso.test"_s;
    plan.name = u"Contoso headquarters"_s;
    return plan;
}

} // namespace

DemoWalk::DemoWalk(Workbench &workbench, Console &console, const Wishes &wishes)
    : m_console(console)
    , m_picturesTo(wishes.picturesTo)
    , m_saveTo(wishes.saveTo)
    , m_wizard(workbench)
    , m_walker(m_wizard, plan(wishes))
{
    connect(&m_walker, &WizardWalker::pageReady, this, &DemoWalk::showPage);
    connect(&m_walker, &WizardWalker::finished, this, &DemoWalk::conclude);
    connect(&m_browser, &DemoBrowser::stuck, &m_walker, &WizardWalker::takeErrorPage);
}

DemoWalk::~DemoWalk() = default;

void DemoWalk::start()
{
    if (!m_picturesTo.isEmpty() && !QDir().mkpath(m_picturesTo))
        m_console.say(tr("The folder for the pictures cannot be made: %1").arg(m_picturesTo));
    m_wizard.show();
    m_wizard.resize(1120, 800); // as on a small laptop
    m_wizard.resize(1020, 720); // pictures as people see it, whatever screen there is not
    m_walker.start();
}

void DemoWalk::cancel()
{
    m_walker.cancel();
    m_wizard.close();
}

void DemoWalk::showPage(PageId page)
{
    ++m_pages;
    const QString title = stepTitle(page);
    m_console.out(u"%1. %2\n"_s.arg(m_pages).arg(title).toUtf8());
    const QString name =
        QString::fromLatin1(m_wizard.currentPage()->metaObject()->className()).section(u':', -1).toLower();
    const QString file =
        u"%1/%2-%3.png"_s.arg(m_picturesTo, QString::number(m_pages).rightJustified(2, u'0'), name);
    if (!m_picturesTo.isEmpty() && m_wizard.grab().save(file))
        m_console.out(u"   %1\n"_s.arg(QDir::toNativeSeparators(file)).toUtf8());
}

// What whoever went this way could give away, looked at as in the window.
void DemoWalk::saveAll()
{
    if (m_saveTo.isEmpty())
        return;
    const Session &session = *m_wizard.current();
    const auto save = [&](const QString &name, const Result<QByteArray> &content) {
        const auto clean = content ? session.mayLeave(*content) : Result<Done>(content.problem());
        const auto written = clean ? writePrivateFile(m_saveTo + u'/' + name, *content) : clean;
        if (!written)
            m_console.say(inWords(written.problem()));
    };
    if (!QDir().mkpath(m_saveTo))
        m_console.say(tr("The folder to save in cannot be made: %1").arg(m_saveTo));
    save(u"bundle.har"_s, session.recording());
    const QJsonObject report = session.report(u"check"_s);
    const QStringList names = reportFormatNames();
    for (const QString &name : names)
        save(u"report."_s + name, render(report, *reportFormatFromString(name)));
}

QString DemoWalk::whatStands()
{
    const auto cloud = m_wizard.current()->cloudResult();
    const QString sentence = cloud && cloud->verdict() == Verdict::Fail
        ? tr("The portal has the integration as %1, and AskCody's cloud does not get in yet.\n")
        : tr("Connected: the portal has the integration as %1.\n");
    return sentence.arg(m_wizard.current()->portalId());
}

void DemoWalk::conclude(const Result<Done> &result)
{
    QList<ExitCode> codes;
    if (m_wizard.current().exists()) {
        codes.append(exitCodeOf(m_wizard.current()->verdict()));
        if (const auto cloud = m_wizard.current()->cloudResult())
            codes.append(exitCodeOf(cloud->verdict()));
        m_console.out('\n' + renderText(m_wizard.current()->report(u"check"_s)));
        saveAll();
    }
    const bool isMade =
        m_wizard.current().exists() && m_wizard.current()->state() == Session::State::Confirmed;
    if (isMade)
        m_console.out(whatStands().toUtf8());
    m_wizard.hide();
    if (result)
        return emit finished(codes.isEmpty() ? ExitCode::Incomplete : gravest(codes));
    m_console.say(inWords(result.problem()));
    // Nothing that stops a walk was typed, whatever the code says.
    const bool isRefused = exitCodeOf(result.problem()) == ExitCode::Refused;
    emit finished(isRefused ? ExitCode::Refused : ExitCode::Failed);
}

} // namespace Setup
