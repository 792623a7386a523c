// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/commandline.h"
#include "cli/console.h"
#include "setup/portalaccess.h"
#include "simulators/simperson.h"
#include "support/testedworld.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSettings>
#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

// Somebody before the browser who signs in wherever it leads: the owner of the portal, or the administrator.
class OnlineConsole : public Console
{
public:
    void out(const QByteArray &bytes) override { written += bytes; }
    void say(const QString &line) override { said += line + u'\n'; }
    Result<Secret> readPassword(const QString &) override { return Secret(); }
    Result<Done> confirm(const QString &) override { return Done{}; }
    bool openBrowser(const QUrl &url) override
    {
        const bool isMicrosofts = url.path().contains("/oauth2/"_L1);
        (isMicrosofts ? administrator : owner).open(url);
        ++(isMicrosofts ? atMicrosoft : atPortal);
        return true;
    }

    QByteArray written;
    QString said;
    int atMicrosoft = 0;
    int atPortal = 0;
    SimPerson owner{u"owner@contoso.test"_s, SimAccount::password()};
    SimPerson administrator{u"admin@fabrikam.test"_s, SimCloudUser::password()};
};

// One command after the other, each by a program that has just been started.
struct Online
{
    explicit Online(const QString &scenario)
        : tested(scenario)
    {
        QSettings().clear();
        PortalSite site;
        site.origin = SimulatedPortal::origin();
        site.trust = PortalSite::Trust::Known;
        site.region = SimulatedPortal::region();
        directory.add(site);
    }

    ExitCode run(const QStringList &arguments)
    {
        LocalWorkbench workbench({tested.door, tested.clock, tested.random, tested.secrets},
                                 tested.drafts.path() + u"/drafts"_s, false);
        workbench.setPortals(directory, [this](const QUrl &url) { return tested.world.browserUrl(url); });
        console.written.clear();
        console.said.clear();
        CommandLine line(workbench, console);
        QSignalSpy ended(&line, &CommandLine::finished);
        line.start(arguments);
        if (ended.isEmpty() && !ended.wait(40'000))
            return ExitCode::OwnFault;
        return ended.first().first().value<ExitCode>();
    }
    ExitCode login() { return run({u"login"_s, u"--portal"_s, SimulatedPortal::origin()}); }
    ExitCode apply(const QStringList &more = {}) { return run(QStringList{u"apply"_s, file()} + more); }

    QString file()
    {
        const QString path = tested.drafts.filePath(u"online.json"_s);
        QFile file(path);
        if (file.open(QIODevice::WriteOnly))
            file.write(QJsonDocument(QJsonObject{{u"portal"_s, SimulatedPortal::origin()},
                                                 {u"integration"_s,
                                                  QJsonObject{{u"name"_s, u"Fabrikam"_s},
                                                              {u"type"_s, u"exchangeOnline"_s},
                                                              {u"email"_s, u"admin@fabrikam.test"_s}}}})
                           .toJson());
        return path;
    }
    QString text() const { return QString::fromUtf8(console.written).simplified(); }
    QJsonObject json() const { return QJsonDocument::fromJson(console.written).object(); }

    TestedWorld tested;
    PortalDirectory directory;
    OnlineConsole console;
};

QJsonObject checkIn(const QJsonValue &part, const QString &id)
{
    const QJsonArray checks = part["checks"_L1].toArray();
    for (const auto &check : checks)
        if (check["id"_L1].toString() == id)
            return check.toObject();
    return {};
}

} // namespace

// apply with a file for Exchange Online: an administrator signs in at Microsoft, the integration is made, and
// what the portal's own application is told there decides how it ends.
class TestApplyOnline : public QObject
{
    Q_OBJECT

private slots:
    void loginAndThenApply();
    void oneCommandSignsInToBoth();
    void withoutASignInItSaysHow();
    void aMissingConsentIsExplained();
};

void TestApplyOnline::loginAndThenApply()
{
    Online online(u"microsoft/consented"_s);
    QCOMPARE(online.login(), ExitCode::Ok);
    QCOMPARE(online.apply({u"--format"_s, u"json"_s}), ExitCode::Ok);
    QCOMPARE(online.console.atPortal, 1);
    QCOMPARE(online.console.atMicrosoft, 1);
    const QJsonObject report = online.json();
    QCOMPARE(report["push"_L1]["state"_L1].toString(), u"confirmed"_s);
    QCOMPARE(checkIn(report, u"microsoft.signin"_s)["status"_L1].toString(), u"pass"_s);
    QCOMPARE(report["cloud"_L1]["verdict"_L1].toString(), u"pass"_s);
    QCOMPARE(checkIn(report["cloud"_L1], u"microsoft.consent"_s)["status"_L1].toString(), u"pass"_s);
}

void TestApplyOnline::oneCommandSignsInToBoth()
{
    Online online(u"microsoft/consented"_s);
    QCOMPARE(online.apply({u"--sign-in"_s}), ExitCode::Ok);
    QCOMPARE(online.console.atPortal, 1);
    QCOMPARE(online.console.atMicrosoft, 1);
    QVERIFY2(online.text().contains(u"The integration is in the portal:"_s), qPrintable(online.text()));
    // For this once: the next command is on its own.
    QCOMPARE(online.run({u"list"_s, u"--portal"_s, SimulatedPortal::origin()}), ExitCode::SignInRequired);
}

void TestApplyOnline::withoutASignInItSaysHow()
{
    Online online(u"microsoft/consented"_s);
    QCOMPARE(online.apply(), ExitCode::SignInRequired);
    QVERIFY2(online.console.said.contains(u"--sign-in"_s), qPrintable(online.console.said));
    QCOMPARE(online.console.atPortal + online.console.atMicrosoft, 0);
}

// Nobody asks for it here: the report says so, and what the portal's application was told without it.
void TestApplyOnline::aMissingConsentIsExplained()
{
    Online online(u"healthy"_s);
    QCOMPARE(online.apply({u"--sign-in"_s}), ExitCode::Failed);
    const QString text = online.text();
    for (const QString &said :
         {u"The integration is in the portal:"_s, u"As AskCody's cloud sees it (eu):"_s,
          u"[CONSENT_MISSING]"_s, u"Entra says AADSTS700016"_s, u"Nobody has granted the consent yet."_s,
          u"Grant it with the portal’s own button"_s, u"AppId -EQ '5b0c1f9e-0000-4000-8000-00000000de31'"_s})
        QVERIFY2(text.contains(said), qPrintable(said + u" is missing in "_s + text));
    QVERIFY(!text.contains(u"Everything that was tested works"_s));
    QCOMPARE(online.apply({u"--sign-in"_s, u"--format"_s, u"json"_s}), ExitCode::Failed);
    QCOMPARE(checkIn(online.json(), u"microsoft.consent"_s)["notTested"_L1].toString(),
             u"CONSENT_NOT_ASKED"_s);
}

QTEST_GUILESS_MAIN(TestApplyOnline)
#include "tst_applyonline.moc"
