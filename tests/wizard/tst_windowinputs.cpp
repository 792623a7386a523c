// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "window.h"
#include "wizard/notice.h"
#include "wizard/passwordedit.h"

#include <QAccessible>
#include <QCheckBox>
#include <QComboBox>
#include <QTemporaryDir>
#include <QToolButton>

using namespace Setup;
using namespace Qt::StringLiterals;

// What an administrator types, and what becomes of it.
class TestInputs : public QObject
{
    Q_OBJECT

private slots:
    void badInputIsExplainedBesideTheField_data();
    void badInputIsExplainedBesideTheField();
    void aMissingPasswordIsAskedFor();
    void anInsecureAddressIsRepairedByOneClick();
    void typingTakesTheMessageAway();
    void aHiddenFieldWithAProblemIsOpened();
    void anUnreadableCaFileIsSaid();
    void anotherPortalMustBeHttps();
    void discoveryStartsAPauseAfterTheLastKey();
    void theAddressIsAskedAboutOnceSheGoesOn();
    void whatWasFoundNeverOverwritesWhatWasTyped();
    void theAddressOfTheInsideIsShownAndNotTaken();
    void whatWasFoundStandsInTheFormUntilItIsChanged();
    void whatWasFoundAndEmptiedStaysEmpty();
    void whatWasFoundGoesWithItsAccount();
    void aTypedAddressIsNoProposal();
    void theWorkingSpellingIsOffered();
    void otherSpellingsRaiseTheBudget();
    void severalRoomsAreKept();
    void theRoomThatIsWrongIsNamed();
    void severalRoomsOfADraftCanBeEdited();
    void theVersionIsKept();
    void aVersionThatOnlyFilesNameIsKept();
    void thePasswordIsHiddenUntilAsked();
    void thePasswordIsInNoAccessibleText();
    void aKeptPasswordNeedNotBeTyped();
    void anotherPlaceLosesNothing();
    void anotherAccountGetsNoOldPassword();
    void aCorrectedAccountIsAskedForItsPassword();
    void anAccountCorrectedBeforeIsAskedForItsPassword();
    void aDraftIsTriedWithItsOwnPassword();
};

void TestInputs::badInputIsExplainedBesideTheField_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("text");
    QTest::newRow("no account") << u"email"_s << QString();
    QTest::newRow("account without domain") << u"email"_s << u"askcody"_s;
    QTest::newRow("account of 10,000 characters") << u"email"_s << QString(10000, u'a') + u"@contoso.test"_s;
    QTest::newRow("account with a reversing character") << u"email"_s << u"ask\u202Ecody@contoso.test"_s;
    QTest::newRow("account with a zero-width space") << u"email"_s << u"ask\u200Bcody@contoso.test"_s;
    QTest::newRow("user name with a colon") << u"user"_s << u"CONTOSO:askcody"_s;
    QTest::newRow("address with http") << u"ews"_s << u"http://mail.contoso.test/EWS/Exchange.asmx"_s;
    QTest::newRow("address with credentials")
        << u"ews"_s << u"https://a:b@mail.contoso.test/EWS/Exchange.asmx"_s;
    QTest::newRow("address with another scheme") << u"ews"_s << u"ftp://mail.contoso.test/"_s;
    QTest::newRow("address of 10,000 characters") << u"ews"_s << u"https://"_s + QString(10000, u'm');
    QTest::newRow("address that is none") << u"ews"_s << u"https:///x"_s;
    QTest::newRow("room that is no address") << u"room"_s << u"room one"_s;
    QTest::newRow("forbidden mailbox that is no address") << u"forbidden"_s << u"ceo"_s;
    QTest::newRow("hosts with a path") << u"hosts"_s << u"mail.contoso.test/EWS"_s;
}

void TestInputs::badInputIsExplainedBesideTheField()
{
    QFETCH(QString, field);
    QFETCH(QString, text);
    Window window;
    window.open();
    window.walkTo(AccountPageId);
    window.type(u"emailEdit"_s, u"askcody@contoso.test"_s);
    window.type(u"passwordEdit"_s, u"canary-4711"_s);
    auto *edit = window.find<QLineEdit>(field + u"Edit"_s);
    edit->setText(text);
    window.clickNext();
    QCOMPARE(window.page(), AccountPageId);
    const QString said = window.notice(field + u"Notice"_s);
    QVERIFY2(said.size() > 20, qPrintable(said));
    QVERIFY2(!said.contains(u'{') && !said.contains(u"Edit"_s), qPrintable(said));
    QCOMPARE(edit->text(), text);
    QCOMPARE(edit->accessibleDescription(), said);
    QVERIFY(edit->hasFocus());
    QCOMPARE(window.find<QLineEdit>(u"passwordEdit"_s)->text(), u"canary-4711"_s);
}

void TestInputs::aMissingPasswordIsAskedFor()
{
    Window window;
    window.open();
    window.walkTo(AccountPageId);
    window.type(u"emailEdit"_s, u"askcody@contoso.test"_s);
    window.clickNext();
    QCOMPARE(window.page(), AccountPageId);
    QCOMPARE(window.notice(u"passwordNotice"_s), u"Type the password of the service account."_s);
}

void TestInputs::anInsecureAddressIsRepairedByOneClick()
{
    Window window;
    window.open();
    window.walkTo(AccountPageId);
    window.type(u"ewsEdit"_s, u"http://mail.contoso.test/EWS/Exchange.asmx"_s);
    window.find<QLineEdit>(u"emailEdit"_s)->setFocus(); // leaving the field is enough
    QVERIFY(window.notice(u"ewsNotice"_s).contains(u"https"_s));
    auto *repair = window.find<QWidget>(u"ewsNotice"_s)->findChild<QAbstractButton *>(u"noticeAction"_s);
    QTest::mouseClick(repair, Qt::LeftButton);
    QCOMPARE(window.find<QLineEdit>(u"ewsEdit"_s)->text(), u"https://mail.contoso.test/EWS/Exchange.asmx"_s);
    QVERIFY(window.notice(u"ewsNotice"_s).isEmpty());
}

void TestInputs::typingTakesTheMessageAway()
{
    Window window;
    window.open();
    window.walkTo(AccountPageId);
    window.type(u"emailEdit"_s, u"askcody"_s);
    window.clickNext();
    QVERIFY(!window.notice(u"emailNotice"_s).isEmpty());
    QTest::keyClicks(window.find<QLineEdit>(u"emailEdit"_s), u"@"_s);
    QVERIFY(window.notice(u"emailNotice"_s).isEmpty());
}

void TestInputs::aHiddenFieldWithAProblemIsOpened()
{
    Window window;
    window.open();
    window.walkTo(AccountPageId);
    window.type(u"emailEdit"_s, u"askcody@contoso.test"_s);
    window.type(u"passwordEdit"_s, u"canary-4711"_s);
    window.find<QLineEdit>(u"hostsEdit"_s)->setText(u"a b/c"_s);
    QVERIFY(!window.find<QWidget>(u"advancedPanel"_s)->isVisible());
    window.clickNext();
    QVERIFY(window.find<QWidget>(u"advancedPanel"_s)->isVisible());
    QVERIFY(!window.notice(u"hostsNotice"_s).isEmpty());
}

void TestInputs::anUnreadableCaFileIsSaid()
{
    Window window;
    window.open();
    window.walkTo(AccountPageId);
    window.type(u"emailEdit"_s, u"askcody@contoso.test"_s);
    window.type(u"passwordEdit"_s, u"canary-4711"_s);
    window.click(u"advancedButton"_s);
    window.type(u"caEdit"_s, u"/nowhere/ca.pem"_s);
    window.clickNext();
    QVERIFY(!window.notice(u"caNotice"_s).isEmpty());
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"ca.pem"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    for (const QString &none : {folder.path(), file.fileName()}) {
        window.type(u"caEdit"_s, none);
        window.clickNext();
        QCOMPARE(window.page(), AccountPageId);
        QVERIFY(!window.notice(u"caNotice"_s).isEmpty());
    }
    const QString good = QStringLiteral(SETUP_SOURCE_DIR) + u"/tests/data/certificate.pem"_s;
    window.type(u"caEdit"_s, good);
    window.clickNext();
    QCOMPARE(window.page(), ChecksPageId);
    QCOMPARE(window.session().integration().server()->trustedCaFile, good);
}

void TestInputs::anotherPortalMustBeHttps()
{
    Window window;
    window.open();
    window.clickNext();
    window.type(u"otherEdit"_s, u"http://portal.contoso.test"_s);
    QVERIFY(window.button(u"otherRadio"_s)->isChecked());
    window.clickNext();
    QCOMPARE(window.page(), PortalPageId);
    QVERIFY(window.notice(u"otherNotice"_s).contains(u"https"_s));
    window.type(u"otherEdit"_s, u"https://portal.contoso.test"_s);
    window.clickNext();
    QCOMPARE(window.session().integration().portal, QUrl(u"https://portal.contoso.test"_s));
}

void TestInputs::discoveryStartsAPauseAfterTheLastKey()
{
    Window window;
    window.open();
    window.walkTo(PreparePageId);
    window.type(u"emailEdit"_s, u"askcody@contoso"_s);
    QTest::keyClicks(window.find<QLineEdit>(u"emailEdit"_s), u".te"_s);
    QTest::qWait(150); // shorter than the pause: nothing may be asked yet
    QVERIFY(window.session().discoveredDomains.isEmpty());
    QTest::keyClicks(window.find<QLineEdit>(u"emailEdit"_s), u"st"_s);
    QTRY_COMPARE(window.session().discoveredDomains, QStringList{u"contoso.test"_s});
    QTest::keyClicks(window.find<QLineEdit>(u"emailEdit"_s), u" "_s);
    window.clickNext();
    QTRY_VERIFY(!window.notice(u"ewsNotice"_s).isEmpty());
    QCOMPARE(window.session().discoveredDomains.size(), 1); // once per domain
}

void TestInputs::whatWasFoundNeverOverwritesWhatWasTyped()
{
    Window window;
    window.open();
    window.walkTo(AccountPageId);
    window.type(u"ewsEdit"_s, u"https://typed.contoso.test/EWS/Exchange.asmx"_s);
    window.type(u"emailEdit"_s, u"askcody@contoso.test"_s);
    QTRY_VERIFY(window.notice(u"ewsNotice"_s).startsWith(u"Found by Autodiscover"_s));
    QCOMPARE(window.find<QLineEdit>(u"ewsEdit"_s)->text(), u"https://typed.contoso.test/EWS/Exchange.asmx"_s);
    auto *use = window.find<QWidget>(u"ewsNotice"_s)->findChild<QAbstractButton *>(u"noticeAction"_s);
    QTest::mouseClick(use, Qt::LeftButton);
    QCOMPARE(window.find<QLineEdit>(u"ewsEdit"_s)->text(), u"https://mail.contoso.test/EWS/Exchange.asmx"_s);
    QVERIFY(window.notice(u"ewsNotice"_s).isEmpty());
}

void TestInputs::theAddressOfTheInsideIsShownAndNotTaken()
{
    FakeScript script = FakeScript::healthy();
    script.discovered.internalEwsUrl = QUrl(u"https://exch01.contoso.test/EWS/Exchange.asmx"_s);
    Window window(script);
    window.open();
    window.walkTo(AccountPageId);
    window.type(u"emailEdit"_s, u"askcody@contoso.test"_s);
    QTRY_VERIFY(window.notice(u"ewsNotice"_s).contains(u"exch01.contoso.test"_s));
    QCOMPARE(window.find<QLineEdit>(u"ewsEdit"_s)->text(), u"https://mail.contoso.test/EWS/Exchange.asmx"_s);
}

void TestInputs::theAddressIsAskedAboutOnceSheGoesOn()
{
    Window window;
    window.open();
    window.walkTo(TopologyPageId);
    window.type(u"emailEdit"_s, u"askcody@contoso.test"_s);
    QTRY_VERIFY(!window.session().discoveredDomains.isEmpty());
    QCOMPARE(window.session().discoveredAddresses, QStringList());
    window.clickNext();
    QCOMPARE(window.session().discoveredAddresses, QStringList{u"askcody@contoso.test"_s});
    window.type(u"emailEdit"_s, u"another@contoso.test"_s);
    QTest::qWait(50);
    QCOMPARE(window.session().discoveredAddresses.size(), 1);
    window.clickNext();
    QCOMPARE(window.session().discoveredAddresses.value(1), u"another@contoso.test"_s);
}

namespace {

// At the account page, with what the page before it has found.
void findEws(Window &window)
{
    window.open();
    window.walkTo(PreparePageId);
    window.type(u"emailEdit"_s, u"askcody@contoso.test"_s);
    window.clickNext();
    QTRY_VERIFY(!window.find<QLineEdit>(u"ewsEdit"_s)->text().isEmpty());
}

const QString foundUrl = u"https://mail.contoso.test/EWS/Exchange.asmx"_s;

} // namespace

void TestInputs::whatWasFoundStandsInTheFormUntilItIsChanged()
{
    Window window;
    findEws(window);
    auto *ews = window.find<QLineEdit>(u"ewsEdit"_s);
    QCOMPARE(ews->text(), foundUrl);
    QCOMPARE(window.notice(u"ewsNotice"_s), u"Found by Autodiscover. You can change it."_s);
    QCOMPARE(window.notice(u"versionNotice"_s),
             u"Found: Exchange Server SE, build 15.2.2562.17. Choose a version only if that is wrong."_s);
    QVERIFY(window.find<QComboBox>(u"versionCombo"_s)->currentData().toString().isEmpty());
    window.walkTo(ChecksPageId);
    QVERIFY(window.session().integration().server()->ewsUrl.isEmpty()); // nobody has typed it
    QTRY_VERIFY(!window.session().isRunning());
    QTest::mouseClick(window.back(), Qt::LeftButton);
    QCOMPARE(ews->text(), foundUrl);
    ews->setFocus();
    ews->setCursorPosition(int(u"https://"_s.size()));
    QTest::keyClicks(ews, u"web"_s);
    QCOMPARE(window.notice(u"ewsNotice"_s), u"Found by Autodiscover: "_s + foundUrl);
    window.clickNext();
    QCOMPARE(window.session().integration().server()->ewsUrl,
             QUrl(u"https://webmail.contoso.test/EWS/Exchange.asmx"_s));
}

void TestInputs::whatWasFoundAndEmptiedStaysEmpty()
{
    Window window;
    findEws(window);
    auto *ews = window.find<QLineEdit>(u"ewsEdit"_s);
    ews->setFocus();
    ews->selectAll();
    QTest::keyClick(ews, Qt::Key_Delete);
    emit window.session().discovered();
    QCOMPARE(ews->text(), QString());
    QVERIFY(window.notice(u"ewsNotice"_s).endsWith(foundUrl));
    auto *use = window.find<QWidget>(u"ewsNotice"_s)->findChild<QAbstractButton *>(u"noticeAction"_s);
    QTest::mouseClick(use, Qt::LeftButton);
    window.walkTo(ChecksPageId);
    QCOMPARE(window.session().integration().server()->ewsUrl, QUrl(foundUrl)); // now she wants this one
}

void TestInputs::whatWasFoundGoesWithItsAccount()
{
    Window window;
    findEws(window);
    window.session().script.discovered = {};
    window.type(u"emailEdit"_s, u"askcody@fabrikam.test"_s);
    QTRY_VERIFY(window.find<QLineEdit>(u"ewsEdit"_s)->text().isEmpty());
    QVERIFY(window.notice(u"ewsNotice"_s).isEmpty());
    QVERIFY(window.notice(u"versionNotice"_s).isEmpty());
}

void TestInputs::aTypedAddressIsNoProposal()
{
    Window window;
    ExchangeServer server;
    server.email = u"askcody@contoso.test"_s;
    server.ewsUrl = QUrl(foundUrl);
    FakeSession &draft = window.bench.addDraft({QUuid::createUuid(), u"HQ"_s, {}, {}, server});
    findEws(window);
    while (window.page() != WelcomePageId)
        QTest::mouseClick(window.back(), Qt::LeftButton);
    window.click(u"continueRadio"_s);
    while (window.page() != AccountPageId)
        window.clickNext();
    QCOMPARE(window.find<QLineEdit>(u"ewsEdit"_s)->text(), foundUrl);
    QVERIFY(window.notice(u"ewsNotice"_s).isEmpty());
    window.type(u"passwordEdit"_s, u"canary-4711"_s);
    window.clickNext();
    QCOMPARE(draft.integration().server()->ewsUrl, QUrl(foundUrl));
}

void TestInputs::theWorkingSpellingIsOffered()
{
    FakeScript script = FakeScript::healthy();
    script.found.username = u"CONTOSO\\askcody"_s;
    Window window(script);
    window.open();
    window.walkTo(ChecksPageId);
    QTRY_VERIFY(window.next()->isEnabled());
    QTest::mouseClick(window.back(), Qt::LeftButton);
    QCOMPARE(window.notice(u"userNotice"_s), u"This spelling worked: CONTOSO\\askcody"_s);
}

void TestInputs::otherSpellingsRaiseTheBudget()
{
    Window window;
    window.open();
    window.walkTo(AccountPageId);
    window.click(u"advancedButton"_s);
    window.find<QCheckBox>(u"spellingsCheck"_s)->setChecked(true);
    window.walkTo(ChecksPageId);
    QCOMPARE(window.session().loginAttempts, 3);
}

void TestInputs::severalRoomsAreKept()
{
    Window window;
    window.open();
    window.walkTo(AccountPageId);
    window.type(u"emailEdit"_s, u"askcody@contoso.test"_s);
    window.type(u"passwordEdit"_s, u"canary-4711"_s);
    window.type(u"roomEdit"_s,
                u" room1@contoso.test; room2@contoso.test,room3@contoso.test ROOM1@contoso.test "_s);
    window.clickNext();
    QCOMPARE(window.page(), ChecksPageId);
    const QStringList rooms{u"room1@contoso.test"_s, u"room2@contoso.test"_s, u"room3@contoso.test"_s};
    QCOMPARE(window.session().integration().server()->testMailboxes, rooms);
}

void TestInputs::theRoomThatIsWrongIsNamed()
{
    Window window;
    window.open();
    window.walkTo(AccountPageId);
    window.type(u"emailEdit"_s, u"askcody@contoso.test"_s);
    window.type(u"passwordEdit"_s, u"canary-4711"_s);
    const QString typed = u"room1@contoso.test, room2@@contoso, room3@contoso.test"_s;
    window.type(u"roomEdit"_s, typed);
    window.clickNext();
    QCOMPARE(window.page(), AccountPageId);
    const QString said = window.notice(u"roomNotice"_s);
    QVERIFY2(said.contains(u"room2@@contoso"_s), qPrintable(said));
    QVERIFY2(!said.contains(u"room1"_s) && !said.contains(u"room3"_s), qPrintable(said));
    QCOMPARE(window.find<QLineEdit>(u"roomEdit"_s)->text(), typed);
}

void TestInputs::severalRoomsOfADraftCanBeEdited()
{
    Window window;
    ExchangeServer server;
    server.email = u"askcody@contoso.test"_s;
    server.testMailboxes = QStringList{u"room1@contoso.test"_s, u"room2@contoso.test"_s};
    FakeSession &draft = window.bench.addDraft({QUuid::createUuid(), u"HQ"_s, {}, {}, server});
    window.open();
    window.click(u"continueRadio"_s);
    while (window.page() != AccountPageId)
        window.clickNext();
    window.type(u"passwordEdit"_s, u"canary-4711"_s);
    QTest::keyClicks(window.find<QLineEdit>(u"roomEdit"_s), u", room3@contoso.test"_s);
    window.clickNext();
    QCOMPARE(window.page(), ChecksPageId);
    const QStringList rooms{u"room1@contoso.test"_s, u"room2@contoso.test"_s, u"room3@contoso.test"_s};
    QCOMPARE(draft.integration().server()->testMailboxes, rooms);
}

void TestInputs::theVersionIsKept()
{
    Window window;
    window.open();
    window.walkTo(AccountPageId);
    auto *versions = window.find<QComboBox>(u"versionCombo"_s);
    QVERIFY(versions->currentData().toString().isEmpty());
    versions->setCurrentIndex(versions->findData(u"Exchange2013"_s));
    window.walkTo(HandOffPageId);
    QCOMPARE(window.session().integration().server()->exchangeVersion, u"Exchange2013"_s);
    QCOMPARE(window.find<QLabel>(u"valueVersion"_s)->text(), u"Exchange 2013"_s);
}

// It comes from a file, and nobody means to change it by opening that in the window.
void TestInputs::aVersionThatOnlyFilesNameIsKept()
{
    Window window;
    window.open();
    window.walkTo(AccountPageId);
    QTest::mouseClick(window.back(), Qt::LeftButton); // what is shown is taken over when the page is left
    Integration integration = window.session().integration();
    integration.server()->exchangeVersion = u"V2017_07_11"_s;
    window.session().setIntegration(integration);
    window.walkTo(HandOffPageId);
    QCOMPARE(window.session().integration().server()->exchangeVersion, u"V2017_07_11"_s);
    QCOMPARE(window.find<QLabel>(u"valueVersion"_s)->text(), u"Exchange 2013 SP1"_s);
}

void TestInputs::thePasswordIsHiddenUntilAsked()
{
    Window window;
    window.open();
    window.walkTo(AccountPageId);
    auto *password = window.find<PasswordEdit>(u"passwordEdit"_s);
    QCOMPARE(password->echoMode(), QLineEdit::Password);
    window.click(u"showCheck"_s);
    QCOMPARE(password->echoMode(), QLineEdit::Normal);
}

void TestInputs::thePasswordIsInNoAccessibleText()
{
    Window window;
    window.open();
    window.walkTo(HandOffPageId);
    for (QWidget *widget : window.wizard->findChildren<QWidget *>()) {
        QAccessibleInterface *told = QAccessible::queryAccessibleInterface(widget);
        if (!told)
            continue;
        for (const auto kind :
             {QAccessible::Name, QAccessible::Description, QAccessible::Value, QAccessible::Help})
            QVERIFY2(!told->text(kind).contains(u"canary-4711"_s), qPrintable(widget->objectName()));
        QVERIFY(!widget->toolTip().contains(u"canary-4711"_s));
    }
}

void TestInputs::aKeptPasswordNeedNotBeTyped()
{
    Window window;
    FakeSession &draft =
        window.bench.addDraft({QUuid::createUuid(),
                               u"HQ"_s,
                               {},
                               {},
                               ExchangeServer{u"askcody@contoso.test"_s, {}, {}, {}, {}, {}, {}, {}}});
    draft.setKeepPassword(true);
    draft.kept = Secret("canary-4711");
    window.open();
    window.click(u"continueRadio"_s);
    window.clickNext();
    while (window.page() != AccountPageId)
        window.clickNext();
    QTRY_VERIFY(!window.find<QLineEdit>(u"passwordEdit"_s)->placeholderText().isEmpty());
    window.clickNext();
    QCOMPARE(window.page(), ChecksPageId);
}

void TestInputs::anotherPlaceLosesNothing()
{
    Window window;
    window.open();
    window.walkTo(AccountPageId);
    window.type(u"roomEdit"_s, u"room1@contoso.test"_s);
    window.type(u"ewsEdit"_s, u"https://mail.contoso.test/EWS/Exchange.asmx"_s);
    window.walkTo(ChecksPageId);
    while (window.page() != TopologyPageId)
        QTest::mouseClick(window.back(), Qt::LeftButton);
    const ExchangeServer before = *window.session().integration().server();
    QCOMPARE(window.find<QLineEdit>(u"emailEdit"_s)->text(), before.email); // entered on a later page
    window.click(u"onlineRadio"_s);
    window.clickNext();
    QCOMPARE(window.page(), ConsentPageId);
    QVERIFY(window.session().integration().online());
    QTest::mouseClick(window.back(), Qt::LeftButton);
    window.click(u"serverRadio"_s);
    window.clickNext();
    QVERIFY(window.session().integration().server());
    QCOMPARE(*window.session().integration().server(), before);
}

// It would be presented to the server of another account, and count there.
void TestInputs::anotherAccountGetsNoOldPassword()
{
    Window window;
    window.open();
    window.walkTo(AccountPageId);
    window.find<QCheckBox>(u"spellingsCheck"_s)->setChecked(true);
    window.walkTo(DonePageId);
    QCOMPARE(window.session().loginAttempts, 3);
    window.click(u"anotherButton"_s);
    QCOMPARE(window.page(), PortalPageId);
    while (window.page() != AccountPageId)
        window.clickNext();
    QVERIFY(window.find<QLineEdit>(u"passwordEdit"_s)->text().isEmpty());
    window.type(u"emailEdit"_s, u"svc@fabrikam.test"_s);
    window.clickNext();
    QCOMPARE(window.page(), AccountPageId);
    QCOMPARE(window.notice(u"passwordNotice"_s), u"Type the password of the service account."_s);
    QVERIFY(window.session().password().isEmpty());
    window.type(u"passwordEdit"_s, u"canary-4712"_s);
    window.clickNext();
    QCOMPARE(window.session().loginAttempts, 1); // more were allowed for the other account
    QCOMPARE(window.session().password().bytes(), QByteArray("canary-4712"));
}

void TestInputs::aCorrectedAccountIsAskedForItsPassword()
{
    Window window;
    window.open();
    window.walkTo(ChecksPageId);
    QTest::mouseClick(window.back(), Qt::LeftButton);
    const auto *password = window.find<QLineEdit>(u"passwordEdit"_s);
    const QString known = password->placeholderText();
    QVERIFY(!known.isEmpty());
    window.type(u"emailEdit"_s, u"svc@contoso.test"_s);
    QVERIFY(password->placeholderText().isEmpty());
    window.type(u"emailEdit"_s, u"AskCody@contoso.test"_s); // the one of before
    QCOMPARE(password->placeholderText(), known);
    window.type(u"emailEdit"_s, u"svc@contoso.test"_s);
    window.clickNext();
    QCOMPARE(window.page(), AccountPageId);
    QCOMPARE(window.notice(u"passwordNotice"_s), u"Type the password of the service account."_s);
    window.type(u"passwordEdit"_s, u"canary-4712"_s);
    window.clickNext();
    QCOMPARE(window.page(), ChecksPageId);
    QCOMPARE(window.session().password().bytes(), QByteArray("canary-4712"));
}

// What stands in the field was typed for the account that stood above it.
void TestInputs::anAccountCorrectedBeforeIsAskedForItsPassword()
{
    Window window;
    window.open();
    window.walkTo(AccountPageId);
    window.type(u"emailEdit"_s, u"askcody@contoso.test"_s);
    window.type(u"passwordEdit"_s, u"canary-4711"_s);
    QTest::mouseClick(window.back(), Qt::LeftButton);
    QCOMPARE(window.page(), PreparePageId);
    window.type(u"emailEdit"_s, u"svc@contoso.test"_s);
    window.clickNext();
    QCOMPARE(window.page(), AccountPageId);
    QVERIFY(window.find<QLineEdit>(u"passwordEdit"_s)->text().isEmpty());
}

void TestInputs::aDraftIsTriedWithItsOwnPassword()
{
    Window window;
    ExchangeServer server;
    server.email = u"svc@fabrikam.test"_s;
    FakeSession &draft = window.bench.addDraft({QUuid::createUuid(), u"HQ"_s, {}, {}, server});
    draft.setKeepPassword(true);
    draft.kept = Secret("canary-kept");
    window.open();
    window.walkTo(ChecksPageId);
    while (window.page() != WelcomePageId)
        QTest::mouseClick(window.back(), Qt::LeftButton);
    window.click(u"continueRadio"_s);
    while (window.page() != AccountPageId)
        window.clickNext();
    QTRY_VERIFY(!window.find<QLineEdit>(u"passwordEdit"_s)->placeholderText().isEmpty());
    window.clickNext();
    QCOMPARE(window.page(), ChecksPageId);
    QCOMPARE(draft.password().bytes(), QByteArray("canary-kept"));
}

QTEST_MAIN(TestInputs)
#include "tst_windowinputs.moc"
