// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Pictures of every page, for people to look at:  wizard_gallery FOLDER [demo] [drafts] [fail|tls] [online]
// [clock] [slow] [rca=FILE] [har=FILE] and what GalleryLooks knows. Not a test: nothing is asserted here.

#include "app/wizardwalker.h"
#include "gallerylooks.h"
#include "support/fakeworkbench.h"
#include "wizard/bundlepreview.h"
#include "wizard/logwindow.h"
#include "wizard/outsidedialog.h"
#include "wizard/setupwizard.h"
#include "wizard/tokenviewer.h"

#include <QDir>
#include <QFile>
#include <QSettings>
#include <QTextStream>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

FakeScript scriptOf(const QStringList &wishes)
{
    FakeScript script = wishes.contains(u"online"_s) ? FakeScript::online() : FakeScript::healthy();
    if (wishes.contains(u"fail"_s))
        script.failAt(
            u"ews.impersonation"_s,
            {u"ErrorImpersonateUserDenied"_s, u"SOAP fault"_s, {{u"mailbox"_s, u"room1@contoso.test"_s}}},
            {u"ews.notifications"_s});
    if (wishes.contains(u"tls"_s))
        script.failAt(u"net.tls"_s,
                      {u"TLS_CERT_EXPIRED"_s,
                       u"certificate has expired"_s,
                       {{u"host"_s, u"mail.contoso.test"_s}, {u"validUntil"_s, u"2026-10-01T00:00:00Z"_s}}},
                      {u"cloud.reachability"_s, u"http.endpoint"_s, u"auth.login"_s, u"ews.version"_s,
                       u"ews.mailbox"_s, u"ews.impersonation"_s, u"ews.rooms"_s, u"ews.availability"_s,
                       u"ews.notifications"_s});
    if (wishes.contains(u"clock"_s)) {
        Finding clock;
        clock.checkId = u"workstation.clock"_s;
        clock.status = FindingStatus::Warn;
        clock.facts = {{u"secondsAhead"_s, -600}};
        clock.problem = Problem{u"CLOCK_SKEW"_s, {}, clock.facts};
        script.findings.prepend(clock);
    }
    if (wishes.contains(u"slow"_s))
        script.pause = std::chrono::milliseconds(100);
    return script;
}

void addDrafts(FakeWorkbench &bench)
{
    ExchangeServer server;
    server.email = u"askcody@contoso.test"_s;
    bench.addDraft({QUuid::createUuid(), u"Headquarters"_s, {}, {}, server});
    server.email = u"svc-askcody@fabrikam.test"_s;
    bench.addDraft({QUuid::createUuid(), {}, {}, {}, server}).readOnly = true;
}

// The view from outside, from the file that "rca=" names.
void saveOutside(SetupWizard &wizard, const GalleryLooks &looks, const QString &picture)
{
    OutsideDialog dialog(wizard.current(), &wizard);
    looks.resize(dialog);
    dialog.show();
    dialog.open(looks.value(u"rca"_s));
    dialog.grab().save(picture);
}

// What support looks at, with the bundle that "har=" names.
void saveSupport(SetupWizard &wizard, const GalleryLooks &looks, const QDir &folder)
{
    QFile file(looks.value(u"har"_s));
    if (!file.open(QIODevice::ReadOnly))
        return;
    BundlePreview preview(file.readAll(), &wizard);
    LogWindow log(&wizard);
    TokenViewer token(&wizard);
    const QList<std::pair<QString, QDialog *>> dialogs{
        {u"preview.png"_s, &preview}, {u"log.png"_s, &log}, {u"token.png"_s, &token}};
    for (const auto &[picture, dialog] : dialogs) {
        looks.resize(*dialog);
        dialog->show();
        dialog->grab().save(folder.filePath(picture));
    }
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    QApplication::setOrganizationName(u"gallery"_s);
    QApplication::setApplicationName(u"gallery"_s);
    QSettings().clear();
    const QStringList wishes = QApplication::arguments();
    const QDir folder(wishes.value(1, u"."_s));
    folder.mkpath(u"."_s);
    GalleryLooks looks(wishes);
    looks.dress();
    FakeWorkbench bench;
    bench.script = scriptOf(wishes);
    bench.demo = wishes.contains(u"demo"_s);
    if (wishes.contains(u"drafts"_s))
        addDrafts(bench);
    SetupWizard wizard(bench);
    wizard.show();
    looks.resize(wizard);
    WalkPlan plan;
    plan.online = wishes.contains(u"online"_s);
    if (plan.online)
        plan.clientId = u"5b0c1f9e-0000-4000-8000-00000000de32"_s;
    plan.portal = QUrl(u"https://app.onaskcody.com"_s);
    plan.email = plan.online ? u"admin@fabrikam.test"_s : u"askcody@contoso.test"_s;
    plan.password = Secret("canary-1");
    plan.testMailbox = plan.online ? u"room1@fabrikam.test"_s : u"room1@contoso.test"_s;
    plan.forbiddenMailbox = u"ceo@contoso.test"_s;
    plan.name = u"Headquarters"_s;
    plan.goOnWithFailures = true;
    WizardWalker walker(wizard, plan);
    QObject::connect(&walker, &WizardWalker::pageReady, &wizard, [&](PageId page) {
        wizard.grab().save(folder.filePath(u"page-%1.png"_s.arg(int(page))));
        if (page == ChecksPageId && !looks.value(u"rca"_s).isEmpty())
            saveOutside(wizard, looks, folder.filePath(u"outside.png"_s));
        if (page == ChecksPageId)
            saveSupport(wizard, looks, folder);
    });
    QObject::connect(&wizard.current(), &CurrentSession::checkFinished, &wizard, [&](const Finding &finding) {
        if (finding.checkId == "auth.login"_L1)
            wizard.grab().save(folder.filePath(u"running.png"_s));
    });
    QObject::connect(&walker, &WizardWalker::finished, &application, [&](const Result<Done> &result) {
        const QSize size = wizard.size();
        QTextStream(stdout) << (result ? u"done"_s : result.problem().code + u' ' + result.problem().detail)
                            << u", %1x%2"_s.arg(size.width()).arg(size.height()) << Qt::endl;
        QApplication::quit();
    });
    walker.start();
    return QApplication::exec();
}
