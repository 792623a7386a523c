// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Pictures of every page, for people to look at:  wizard_gallery FOLDER [dark] [big] [demo] [drafts]
// [fail|tls] [slow] [size=1024x700] [font=Inter]. Not a test: nothing is asserted here.

#include "app/wizardwalker.h"
#include "support/fakeworkbench.h"
#include "support/themes.h"
#include "wizard/setupwizard.h"
#include "wizard/visibleedges.h"

#include <QApplication>
#include <QDir>
#include <QSettings>
#include <QStyleFactory>
#include <QTextStream>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

void dress(const QStringList &wishes)
{
    QApplication::setStyle(QStyleFactory::create(u"Fusion"_s));
    if (wishes.contains(u"dark"_s))
        QApplication::setPalette(darkPalette());
    VisibleEdges::install();
    QFont font = QApplication::font();
    for (const QString &wish : wishes)
        if (wish.startsWith(u"font="_s))
            font.setFamily(wish.mid(5));
    if (wishes.contains(u"big"_s))
        font.setPointSizeF(font.pointSizeF() * 2);
    QApplication::setFont(font);
}

FakeScript scriptOf(const QStringList &wishes)
{
    FakeScript script = FakeScript::healthy();
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
    dress(wishes);
    FakeWorkbench bench;
    bench.script = scriptOf(wishes);
    bench.demo = wishes.contains(u"demo"_s);
    if (wishes.contains(u"drafts"_s))
        addDrafts(bench);
    SetupWizard wizard(bench);
    wizard.show();
    for (const QString &wish : wishes)
        if (wish.startsWith(u"size="_s))
            wizard.resize(wish.section(u'=', 1).section(u'x', 0, 0).toInt(), wish.section(u'x', 1).toInt());
    WalkPlan plan;
    plan.portal = QUrl(u"https://app.onaskcody.com"_s);
    plan.email = u"askcody@contoso.test"_s;
    plan.password = Secret("canary-1");
    plan.testMailbox = u"room1@contoso.test"_s;
    plan.forbiddenMailbox = u"ceo@contoso.test"_s;
    plan.name = u"Headquarters"_s;
    plan.goOnWithFailures = true;
    WizardWalker walker(wizard, plan);
    QObject::connect(&walker, &WizardWalker::pageReady, &wizard, [&](PageId page) {
        wizard.grab().save(folder.filePath(u"page-%1.png"_s.arg(int(page))));
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
