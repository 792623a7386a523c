// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Pictures of every page, for people to look at:  wizard_gallery FOLDER [demo] [drafts] [fail|tls] [online]
// [clock] [slow] [rca=FILE] [har=FILE] and what GalleryLooks knows. Not a test: nothing is asserted here.

#include "app/wizardwalker.h"
#include "core/logbook.h"
#include "gallerylooks.h"
#include "support/fakeworkbench.h"
#include "wizard/bundlepreview.h"
#include "wizard/consolewindow.h"
#include "wizard/explanationview.h"
#include "wizard/logwindow.h"
#include "wizard/outsidedialog.h"
#include "wizard/reportdialog.h"
#include "wizard/setupwizard.h"
#include "wizard/tokenviewer.h"

#include <QClipboard>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QTabWidget>
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

// The whole explanation, as if the pane were as high as it: with its commands and the box of repairs.
void saveExplanation(SetupWizard &wizard, const QString &picture)
{
    auto *explanation = wizard.findChild<ExplanationView *>(u"explanation"_s);
    explanation->widget()->grab().save(picture);
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
    const QByteArray har = file.readAll();
    BundlePreview preview({[har] { return Result<QByteArray>(har); }, {}, har.size()}, &wizard);
    for (const QString &line :
         {u"net.dns lookUp mail.contoso.test ok 12 ms"_s,
          u"auth.login exchange POST https://mail.contoso.test/EWS/Exchange.asmx 401 95 ms"_s})
        LogBook::instance().add(QtInfoMsg, u"setup.net"_s, line);
    LogBook::instance().add(QtWarningMsg, u"setup.secrets"_s, u"the keychain does not answer"_s);
    LogWindow log(&wizard);
    TokenViewer token(&wizard);
    const auto part = [](const QByteArray &json) {
        return QString::fromLatin1(
            json.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
    };
    QGuiApplication::clipboard()->setText(
        part(R"({"alg":"RS256","kid":"k1"})") + u'.'
        + part(R"({"aud":"https://outlook.office365.com","roles":["full_access_as_app"],"exp":1796000000})")
        + u".c2ln"_s);
    token.findChild<QPushButton *>(u"pasteTokenButton"_s)->click();
    const QList<std::pair<QString, QDialog *>> dialogs{
        {u"preview.png"_s, &preview}, {u"log.png"_s, &log}, {u"token.png"_s, &token}};
    for (const auto &[picture, dialog] : dialogs) {
        looks.resize(*dialog);
        dialog->show();
        dialog->grab().save(folder.filePath(picture));
    }
}

// The console with what came back, and what that means; the report in a form.
void saveTools(SetupWizard &wizard, const GalleryLooks &looks, const QDir &folder)
{
    ConsoleWindow console(wizard.current(), &wizard);
    looks.resize(console);
    console.show();
    console.grab().save(folder.filePath(u"console.png"_s));
    console.findChild<QPushButton *>(u"sendButton"_s)->click();
    QElapsedTimer timer;
    for (timer.start(); timer.elapsed() < 200;)
        QApplication::processEvents(QEventLoop::AllEvents, 20);
    console.grab().save(folder.filePath(u"console-answer.png"_s));
    console.findChild<QTabWidget *>(u"answerTabs"_s)->setCurrentIndex(1);
    QApplication::processEvents();
    console.grab().save(folder.filePath(u"console-means.png"_s));
    auto *edit = console.findChild<QPlainTextEdit *>(u"requestEdit"_s);
    edit->setPlainText(edit->toPlainText().replace(u"GetFolder"_s, u"DeleteFolder"_s));
    console.findChild<QPushButton *>(u"sendButton"_s)->click();
    QApplication::processEvents();
    console.grab().save(folder.filePath(u"console-refused.png"_s));
    ReportDialog report(*wizard.current(), &wizard);
    looks.resize(report);
    report.show();
    report.grab().save(folder.filePath(u"report.png"_s));
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
            saveExplanation(wizard, folder.filePath(u"explanation.png"_s));
        if (page == ChecksPageId)
            saveSupport(wizard, looks, folder);
        if (page == ChecksPageId)
            saveTools(wizard, looks, folder);
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
