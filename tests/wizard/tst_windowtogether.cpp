// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/integrationfile.h"
#include "portalwindow.h"
#include "setup/draft.h"

#include <QDir>
#include <QFile>
#include <QListWidget>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

// Another administrator at another computer of the same world: a keychain and a sign-in of her own, and her
// own drafts or, as after a copy of the home folder, somebody else's.
struct Office
{
    explicit Office(PortalWorld &world, const QString &draftsFolder = {})
        : workbench({world.door, world.clock, world.random, secrets},
                    draftsFolder.isEmpty() ? drafts.path() : draftsFolder, false)
    {
        world.introduce(workbench);
        window = std::make_unique<PortalWindow>(workbench, u"integrations@contoso.test"_s);
    }

    // From the first page to the next one, with this draft.
    bool resume() const
    {
        auto *list = window->find<QListWidget>(u"draftList"_s);
        if (list->count() != 1)
            return false;
        list->setCurrentRow(0);
        window->button(u"continueRadio"_s)->click();
        return window->goOn();
    }

    QTemporaryDir drafts;
    MemorySecretStore secrets;
    LocalWorkbench workbench;
    std::unique_ptr<PortalWindow> window;
};

Scenario scenario(const QByteArray &json)
{
    return *Scenario::fromJson(json, u"here"_s);
}

// The drafts of a folder, as they are on the disk.
QByteArray draftsIn(const QString &folder)
{
    QByteArray all;
    for (const QFileInfo &info : QDir(folder).entryInfoList({u"*.json"_s}, QDir::Files, QDir::Name)) {
        QFile file(info.filePath());
        if (file.open(QIODevice::ReadOnly))
            all += file.readAll();
    }
    return all;
}

void copyDrafts(const QString &from, const QString &to)
{
    for (const QFileInfo &info : QDir(from).entryInfoList({u"*.json"_s}, QDir::Files))
        QVERIFY(QFile::copy(info.filePath(), to + u'/' + info.fileName()));
}

bool isMadeByAnother(const PortalWindow &window)
{
    return window.notice(u"notice"_s).contains(u"somebody else has made it"_s);
}

} // namespace

// Several windows, several administrators, and portals that do not keep what they promise: each ends with
// exactly one integration for a set-up, and with a word about it.
class TestTogether : public QObject
{
    Q_OBJECT

private slots:
    void theSecondWindowOfADraftOnlyLooks();
    void twoSetUpsOfTheSameNameAreTwo();
    void oneSetUpOnTwoComputersIsMadeOnce();
    void aPortalThatForgetsIsAskedByReference();
    void aChangedAddressNeverMeetsTheOldSeal();
    void aSubstitutedKeyIsRefusedAndExplained();
    void keysThatMustBeSignedAreSaidToBe();
    void aDraftFromElsewhereConfirmsNoPortal();
};

void TestTogether::theSecondWindowOfADraftOnlyLooks()
{
    ConnectedWindow first;
    QVERIFY(first.arrive());
    QVERIFY(first.signIn());
    QVERIFY(first.prepare());
    const Office office(first, first.drafts.path());
    PortalWindow &second = *office.window;
    QVERIFY(second.find<QListWidget>(u"draftList"_s)->item(0)->text().contains(u"open in another window"_s));
    const QByteArray before = draftsIn(first.drafts.path());
    QVERIFY(!before.isEmpty());
    QVERIFY(office.resume());
    QVERIFY(second.wizard->current()->isReadOnly());
    while (second.page() != DonePageId) {
        QVERIFY(second.page() != ConnectPageId);
        if (second.page() == AccountPageId) // to run the checks there, too
            second.type(u"passwordEdit"_s, QString::fromUtf8(SimulatedWorld::password().bytes()));
        QTRY_VERIFY_WITH_TIMEOUT(second.next()->isEnabled(), 20'000);
        QVERIFY2(second.goOn(), qPrintable(stepTitle(second.page())));
    }
    QCOMPARE(draftsIn(first.drafts.path()), before);
    QVERIFY(first.connectNow());
    QVERIFY(first.wizard->current()->state() == Session::State::Confirmed);
    QCOMPARE(first.inThePortal().size(), 1);
}

// The same account and the same name, at the same time: what the portal is to tell apart has two references.
void TestTogether::twoSetUpsOfTheSameNameAreTwo()
{
    ConnectedWindow first;
    const Office office(first);
    for (PortalWindow *window : {static_cast<PortalWindow *>(&first), office.window.get()}) {
        QVERIFY(window->arrive());
        QVERIFY(window->signIn());
        QVERIFY(window->prepare());
    }
    first.pressConnect();
    office.window->pressConnect();
    for (PortalWindow *window : {static_cast<PortalWindow *>(&first), office.window.get()}) {
        QVERIFY(window->hasPushed());
        QVERIFY(window->hearTheCloud());
        QVERIFY(window->wizard->current()->state() == Session::State::Confirmed);
        QVERIFY(!isMadeByAnother(*window));
    }
    const QList<PortalIntegration> made = first.inThePortal();
    QCOMPARE(made.size(), 2);
    QCOMPARE(made.at(0).name, made.at(1).name);
    QVERIFY(made.at(0).clientReference != made.at(1).clientReference);
    QVERIFY(first.secrets.names()->isEmpty() && office.secrets.names()->isEmpty());
}

void TestTogether::oneSetUpOnTwoComputersIsMadeOnce()
{
    ConnectedWindow first;
    QVERIFY(first.arrive());
    QVERIFY(first.signIn());
    QVERIFY(first.prepare());
    QTemporaryDir copy;
    copyDrafts(first.drafts.path(), copy.path());
    const Office office(first, copy.path());
    PortalWindow &second = *office.window;
    QVERIFY(office.resume());
    QVERIFY(!second.wizard->current()->isReadOnly());
    QVERIFY(second.goOn());
    QCOMPARE(second.page(), SignInPageId);
    QVERIFY(second.signIn());
    QVERIFY(second.prepare());
    first.pressConnect();
    second.pressConnect();
    QVERIFY(first.hasPushed());
    QVERIFY(second.hasPushed());
    QCOMPARE(first.inThePortal().size(), 1);
    QCOMPARE(second.wizard->current()->portalId(), first.inThePortal().first().id);
    QCOMPARE(first.wizard->current()->portalId(), second.wizard->current()->portalId());
    QVERIFY(first.wizard->current()->state() == Session::State::Confirmed);
    QVERIFY(second.wizard->current()->state() == Session::State::Confirmed);
    QCOMPARE(int(isMadeByAnother(first)) + int(isMadeByAnother(second)), 1);
    QVERIFY(first.secrets.names()->isEmpty() && office.secrets.names()->isEmpty());
}

// The answer is lost, and with it what an Idempotency-Key would have been good for.
void TestTogether::aPortalThatForgetsIsAskedByReference()
{
    ConnectedWindow window(scenario(R"({ "title": "Forgets", "description": "And loses an answer.",
        "portal": { "forgetsIdempotencyKeys": true },
        "http": [ { "match": { "host": "portal.askcody.test", "path": "/api/v1/integrations", "method": "POST",
                               "times": 1 }, "change": { "fault": "close" } } ] })"));
    QVERIFY(window.arrive());
    QVERIFY(window.signIn());
    QVERIFY(window.prepare());
    for (int press = 0; press < 3 && !window.next()->isEnabled(); ++press)
        QVERIFY(window.connectNow());
    QVERIFY(window.wizard->current()->state() == Session::State::Confirmed);
    QVERIFY(!isMadeByAnother(window));
    QCOMPARE(window.inThePortal().size(), 1);
    QVERIFY(window.hearTheCloud()); // by the password that was sealed
    QVERIFY(window.notice(u"cloudNotice"_s).contains(u"can work with it"_s));
}

// It was sent, and perhaps made, for one address; then another one is entered. What the portal has stays for
// the first one, and the window says so: a password goes to a new address only by a seal of its own.
void TestTogether::aChangedAddressNeverMeetsTheOldSeal()
{
    ConnectedWindow window(u"portal/stalls-after-commit"_s);
    QVERIFY(window.arrive());
    QVERIFY(window.signIn());
    QVERIFY(window.prepare());
    const QUrl before = window.wizard->current()->wanted()->ewsUrl;
    window.pressConnect();
    QTRY_COMPARE_WITH_TIMEOUT(window.inThePortal().size(), 1, 10'000);
    window.button(u"stopButton"_s)->click();
    QVERIFY(window.wizard->current()->isOutcomeOpen());
    QVERIFY(window.notice(u"notice"_s).contains(u"may have arrived"_s));
    QVERIFY(!window.button(u"byHandButton"_s)->isVisible()); // there might be two then
    while (window.page() != AccountPageId)
        window.wizard->back();
    const QUrl after(u"https://mail.contoso.test/ews/exchange.asmx"_s);
    window.type(u"ewsEdit"_s, after.toString());
    QVERIFY(window.goOn());
    QVERIFY(window.prepare());
    QVERIFY(window.wizard->current()->wanted()->ewsUrl == after);
    QVERIFY(window.connectNow());
    QVERIFY(window.wizard->current()->state() == Session::State::Confirmed);
    QVERIFY(window.notice(u"notice"_s).contains(u"Change that in the portal"_s));
    QCOMPARE(window.inThePortal().size(), 1);
    QCOMPARE(window.inThePortal().first().ewsUrl, before);
    window.wizard->back();
    QTRY_COMPARE(window.differing().size(), 1);
    QVERIFY(window.secrets.names()->isEmpty());
}

void TestTogether::aSubstitutedKeyIsRefusedAndExplained()
{
    ConnectedWindow window(u"portal/substituted-keys"_s);
    QVERIFY(window.arrive());
    QVERIFY(window.signIn());
    QVERIFY(window.prepare());
    QVERIFY(window.find<QLabel>(u"sealHint"_s)->text().contains(u"protected connection"_s));
    QVERIFY(window.connectNow());
    QVERIFY(window.wizard->current()->state() != Session::State::Confirmed);
    QVERIFY(!window.explained(u"explanationTitle"_s).isEmpty());
    QVERIFY(!window.next()->isEnabled());
    QVERIFY(window.inThePortal().isEmpty());
}

void TestTogether::keysThatMustBeSignedAreSaidToBe()
{
    PortalWorld world(u"portal/substituted-keys"_s);
    PortalSite site;
    site.origin = SimulatedPortal::origin();
    site.trust = PortalSite::Trust::Known;
    site.keySigners = QStringList{u"NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"_s};
    PortalDirectory directory;
    directory.add(site);
    world.workbench.setPortals(directory, [&world](const QUrl &url) { return world.world.browserUrl(url); });
    PortalWindow window(world.workbench);
    QVERIFY(window.arrive());
    QVERIFY(window.signIn());
    QVERIFY(window.prepare());
    QVERIFY(window.find<QLabel>(u"sealHint"_s)->text().contains(u"signed"_s));
    QVERIFY(window.connectNow());
    QVERIFY(window.wizard->current()->state() != Session::State::Confirmed);
    QVERIFY(!window.explained(u"explanationTitle"_s).isEmpty());
    QVERIFY(window.inThePortal().isEmpty());
}

// A draft that came by mail names a portal of its sender's: that it stands there confirms nothing.
void TestTogether::aDraftFromElsewhereConfirmsNoPortal()
{
    PortalWorld world(u"healthy"_s, false);
    Draft draft;
    draft.integration = TestedWorld::integration();
    draft.integration.portal = QUrl(SimulatedPortal::origin());
    QFile file(world.drafts.filePath(draft.integration.id.toString(QUuid::WithoutBraces) + u".json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(toJson(draft));
    file.close();
    const Office office(world, world.drafts.path());
    PortalWindow &window = *office.window;
    QVERIFY(office.resume());
    QCOMPARE(window.page(), PortalPageId);
    QVERIFY(window.find<QRadioButton>(u"otherRadio"_s)->isChecked());
    QCOMPARE(window.find<QLineEdit>(u"otherEdit"_s)->text(), SimulatedPortal::origin());
    QVERIFY(window.goOn());
    QCOMPARE(window.page(), SignInPageId);
    QVERIFY(window.find<QWidget>(u"trust"_s)->isVisible());
    QVERIFY(!window.button(u"browserButton"_s)->isEnabled());
    QVERIFY(!window.next()->isEnabled());
    QVERIFY(!window.wizard->portal()->isSigningIn());
    QVERIFY(!QSettings().contains(u"portals/accepted"_s));
    QCOMPARE(world.world.requestCount(), 1); // what it offers, and nothing more
}

QTEST_MAIN(TestTogether)
#include "tst_windowtogether.moc"
