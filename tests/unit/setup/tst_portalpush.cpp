// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/pushrules.h"
#include "support/operationcontract.h"
#include "unit/setup/pushworld.h"

using namespace Setup;
using namespace Qt::StringLiterals;

using State = Session::State;

Q_DECLARE_METATYPE(Setup::Mishap)

namespace {

const QDateTime now = PortalWorld().clock.now();
const QUuid reference = wantedIntegration().clientReference;

Draft draftToPush()
{
    return PushWorld::checkedDraft(now);
}

Finding failed(const QString &checkId, const QString &code)
{
    Finding finding;
    finding.checkId = checkId;
    finding.status = FindingStatus::Fail;
    finding.problem = Problem{code, {}, {}};
    return finding;
}

bool isAmong(const QList<QByteArray> &passwords)
{
    return passwords == QList<QByteArray>{PushWorld::Password};
}

// What must hold at every moment, whatever happened.
QString complaint(const Remains &remains)
{
    if (remains.portal.made.size() > 1 || remains.portal.passwords.size() > 1)
        return u"two integrations"_s;
    if (remains.portal.arrived.size() > 1 && !remains.portal.letsKeysChange)
        return u"two integrations, if the portal had not looked"_s;
    if (!remains.portal.faults.isEmpty())
        return remains.portal.faults.join(u", "_s);
    if (remains.draft.contains(PushWorld::Password))
        return u"the password is in the draft"_s;
    const auto draft = draftFromJson(remains.draft);
    if (!draft)
        return u"the draft cannot be read"_s;
    for (auto it = remains.keychain.begin(); it != remains.keychain.end(); ++it)
        if (!draft->keychainItems.contains(it.key().section(u'#', 0, 0)))
            return u"the journal knows nothing of "_s + it.key();
    const bool isKnownToBeMade = draft->state == State::Confirmed || draft->towards == State::Confirmed;
    if (!remains.portal.made.isEmpty() && draft->sentTo.isEmpty() && !isKnownToBeMade)
        return u"made, and the journal does not know that it was sent"_s;
    return {};
}

// The administrator goes on: she starts the program, presses, and types the password where it is asked for.
Result<PushOutcome> goOn(PushWorld &world)
{
    auto outcome = world.press();
    if (codeOf(outcome) == Code::PasswordMissing)
        outcome = world.press(PushWorld::Password);
    return outcome;
}

// What would remain if the computer failed on the way, at each moment; and what does at the end.
QList<Remains> momentsOf(PushWorld &world, const std::function<Result<PushOutcome>()> &press)
{
    QList<Remains> moments{world.remains()};
    const auto takeDown = [&] {
        if (const Remains present = world.remains(); !present.isLike(moments.last()))
            moments.append(present);
    };
    world.atEveryMoment = takeDown;
    (void)press();
    takeDown();
    world.atEveryMoment = nullptr;
    return moments;
}

QString resumed(const Remains &remains)
{
    PushWorld world(remains, reference);
    const auto outcome = goOn(world);
    if (!outcome)
        return u"resumed: "_s + outcome.problem().code;
    const Draft draft = world.draft();
    if (draft.state != State::Confirmed || draft.submission || draft.towards)
        return u"not confirmed in the journal"_s;
    if (world.portal.made.size() != 1 || !isAmong(world.portal.passwords))
        return u"not exactly one integration with the password"_s;
    if (!outcome->isOurs || !outcome->differences.isEmpty() || outcome->leftBehind)
        return u"the outcome is not what was wanted"_s;
    const QStringList expected =
        draft.keepPassword ? QStringList{SecretStore::passwordName(reference)} : QStringList();
    if (world.keyring->contents().keys() != expected || draft.keychainItems != expected)
        return u"the keychain holds "_s + world.keyring->contents().keys().join(u", "_s);
    return complaint(world.remains());
}

enum class PortalKind { Faithful, Forgetful, LooksUpLate };

const QList<std::pair<const char *, PortalKind>> portalKinds{{"", PortalKind::Faithful},
                                                             {", forgetful portal", PortalKind::Forgetful},
                                                             {", late portal", PortalKind::LooksUpLate}};

void setKind(ScriptedPortal &portal, PortalKind kind)
{
    portal.forgetsKeys = kind == PortalKind::Forgetful;
    portal.looksUpLate = kind == PortalKind::LooksUpLate;
}

} // namespace

Q_DECLARE_METATYPE(PortalKind)

class TestPortalPush : public QObject
{
    Q_OBJECT

private slots:
    void makesExactlyOneIntegration();
    void exchangeOnlineGoesWithoutASecret_data();
    void exchangeOnlineGoesWithoutASecret();
    void everyCrashEndsWithExactlyOneIntegration_data();
    void everyCrashEndsWithExactlyOneIntegration();
    void aCrashWhileResumingToo_data();
    void aCrashWhileResumingToo();
    void withoutTheCrashToo_data();
    void withoutTheCrashToo();
    void anUnknownOutcomeGoesAgainByteForByte();
    void anotherPasswordIsSealedAnew_data();
    void anotherPasswordIsSealedAnew();
    void aRefusedRepeatSaysNothingOfTheFirst();
    void maintenanceLeavesTheOutcomeOpen();
    void whatIsLeftInTheKeychainIsNotProved();
    void aBodyThatTheKeychainLostIsSealedAnew();
    void whatSomebodyElseMadeIsNotOverwritten();
    void whatWasRemovedInThePortalIsNotMadeAgainByItself();
    void aRefusalKeepsThePassword();
    void keychainFaultsStopThePush_data();
    void keychainFaultsStopThePush();
    void nothingIsDoneThatCannotBeWritten();
    void whatCannotBeRemovedIsTold();
    void blockers_data();
    void blockers();
    void theVersionIsOneOfThePortals();
    void staleChecksAreDraftsAgain();
    void theLockMustBeHeld();
    void theLockMustBeOnThisDraft();
    void whatWasLostStaysOurs();
    void whoCameBetweenIsNotTakenForUs();
    void whatSomebodyElseMadeDoesNotBecomeOurs();
    void whatIsNotFoundByItsReferenceYetIsNotGone();
    void nothingIsReachedAfterCancel();
    void thePasswordDoesNotOutliveThePush();
    void nothingIsUnderWayAfterAnEditOrARun_data();
    void nothingIsUnderWayAfterAnEditOrARun();
    void aDraftHasNoSayOverEntriesOfOthers();
    void theRecordSurvivesItsFile();
    void keepsTheOperationContract();
};

void TestPortalPush::makesExactlyOneIntegration()
{
    PushWorld world(draftToPush());
    QStringList complaints;
    world.atEveryMoment = [&] { complaints.append(complaint(world.remains())); };
    const auto outcome = world.press(PushWorld::Password);
    QVERIFY2(outcome, qPrintable(codeOf(outcome)));
    complaints.removeAll(QString());
    QCOMPARE(complaints, QStringList());
    QVERIFY(outcome->isOurs);
    QCOMPARE(outcome->integration.clientReference, reference);
    QCOMPARE(outcome->differences, QStringList());
    QVERIFY(isAmong(world.portal.passwords));
    QVERIFY((world.reached == QList<State>{State::SecretStored, State::Submitted, State::Confirmed}));
    QVERIFY(world.draft().state == State::Confirmed);
    QCOMPARE(world.draft().portalId, u"int_1"_s);
    QVERIFY(world.keyring->contents().isEmpty());
    // A second press finds it, and sends nothing that changes anything.
    world.web.door.exchanges.clear();
    QVERIFY(world.press(PushWorld::Password));
    for (const ExchangeQuery &query : std::as_const(world.web.door.exchanges))
        QCOMPARE(query.method, "GET");
}

void TestPortalPush::exchangeOnlineGoesWithoutASecret_data()
{
    QTest::addColumn<Mishap>("mishap");
    QTest::newRow("nothing") << Mishap::None;
    QTest::newRow("never arrived") << Mishap::LostBefore;
    QTest::newRow("the answer is lost") << Mishap::LostAfter;
    QTest::newRow("maintenance") << Mishap::Maintenance;
}

void TestPortalPush::exchangeOnlineGoesWithoutASecret()
{
    QFETCH(const Mishap, mishap);
    Draft draft = draftToPush();
    ExchangeOnline online;
    online.email = u"admin@fabrikam.test"_s;
    draft.integration.exchange = online;
    draft.integration.identificationCode = u"remote"_s;
    draft.checkedInput = inputHash(draft.integration);
    Finding tenant;
    tenant.checkId = u"discover.tenant"_s;
    tenant.status = FindingStatus::Pass;
    tenant.facts = {{u"tenantId"_s, u"f4b10000-0000-4000-8000-00000000fab1"_s}};
    draft.findings = {tenant};
    PushWorld world(draft);
    world.atNextPost = mishap;
    auto outcome = world.press();
    if (mishap != Mishap::None && !outcome)
        outcome = world.press();
    QVERIFY2(outcome, qPrintable(codeOf(outcome)));
    QCOMPARE(outcome->integration.tenant, u"f4b10000-0000-4000-8000-00000000fab1"_s);
    QCOMPARE(outcome->differences, QStringList());
    QVERIFY(outcome->isOurs);
    QVERIFY(world.draft().state == State::Confirmed);
    QCOMPARE(world.portal.made.size(), 1);
    QCOMPARE(world.portal.faults, QStringList());
    QVERIFY(world.portal.passwords.isEmpty());
    QVERIFY(world.keyring->contents().isEmpty());
    QVERIFY(!world.reached.contains(State::SecretStored));
}

void TestPortalPush::everyCrashEndsWithExactlyOneIntegration_data()
{
    QTest::addColumn<int>("message");
    QTest::addColumn<Mishap>("mishap");
    QTest::addColumn<bool>("keeps");
    QTest::addColumn<PortalKind>("portal");
    const QList<std::pair<const char *, Mishap>> mishaps{{"nothing", Mishap::None},
                                                         {"not sent", Mishap::NotSent},
                                                         {"lost before", Mishap::LostBefore},
                                                         {"lost after", Mishap::LostAfter},
                                                         {"late", Mishap::Late},
                                                         {"silent", Mishap::Silent},
                                                         {"garbage", Mishap::Garbage},
                                                         {"maintenance", Mishap::Maintenance},
                                                         {"key unknown", Mishap::KeyUnknown},
                                                         {"expired", Mishap::Expired},
                                                         {"key reused", Mishap::KeyReused},
                                                         {"in progress", Mishap::InProgress},
                                                         {"role missing", Mishap::RoleMissing}};
    const char *const messages[] = {"asking", "keys", "creating", "asking again"};
    for (int message = 0; message < 4; ++message)
        for (const auto &[name, mishap] : mishaps)
            for (const bool keeps : {false, true})
                for (const auto &[kindName, kind] : portalKinds)
                    QTest::addRow("%s: %s%s%s", messages[message], name, keeps ? ", password kept" : "",
                                  kindName)
                        << message << mishap << keeps << kind;
}

// The computer fails before or after any act on the keychain or the portal, in a push in which this happens
// to that message: every moment is taken down, and the push is resumed from each.
void TestPortalPush::everyCrashEndsWithExactlyOneIntegration()
{
    QFETCH(const int, message);
    QFETCH(const Mishap, mishap);
    QFETCH(const bool, keeps);
    QFETCH(const PortalKind, portal);
    Draft draft = draftToPush();
    draft.keepPassword = keeps;
    PushWorld world(draft);
    setKind(world.portal, portal);
    world.mishaps.insert(message, mishap);
    if (message == 3)
        world.mishaps.insert(2, Mishap::LostAfter); // else nothing is asked again
    const auto moments = momentsOf(world, [&world] { return world.press(PushWorld::Password); });
    QVERIFY(message == 0 || moments.size() > 3);
    for (qsizetype i = 0; i < moments.size(); ++i) {
        const QString before = complaint(moments.at(i));
        QVERIFY2(before.isEmpty(), qPrintable(u"moment %1: %2"_s.arg(i).arg(before)));
        const QString after = resumed(moments.at(i));
        QVERIFY2(after.isEmpty(), qPrintable(u"moment %1 of %2: %3"_s.arg(i).arg(moments.size()).arg(after)));
    }
}

void TestPortalPush::aCrashWhileResumingToo_data()
{
    QTest::addColumn<Mishap>("mishap");
    QTest::addColumn<Mishap>("resuming");
    QTest::addColumn<PortalKind>("portal");
    const QList<std::pair<const char *, Mishap>> mishaps{
        {"nothing", Mishap::None},          {"lost before", Mishap::LostBefore},
        {"lost after", Mishap::LostAfter},  {"late", Mishap::Late},
        {"silent", Mishap::Silent},         {"maintenance", Mishap::Maintenance},
        {"in progress", Mishap::InProgress}};
    for (const auto &[name, mishap] : mishaps)
        for (const auto &[kindName, kind] : portalKinds)
            QTest::addRow("%s%s", name, kindName) << mishap << Mishap::None << kind;
    const QList<std::pair<const char *, Mishap>> again{
        {"not sent", Mishap::NotSent},        {"lost before", Mishap::LostBefore},
        {"lost after", Mishap::LostAfter},    {"late", Mishap::Late},
        {"key unknown", Mishap::KeyUnknown},  {"expired", Mishap::Expired},
        {"role missing", Mishap::RoleMissing}};
    for (const auto mishap : {Mishap::LostBefore, Mishap::Late})
        for (const auto &[name, resuming] : again)
            for (const auto &[kindName, kind] : portalKinds)
                QTest::addRow("%s, resuming: %s%s", mishap == Mishap::Late ? "late" : "lost before", name,
                              kindName)
                    << mishap << resuming << kind;
}

// As everyCrash…, and the computer fails again at every moment of the resume, in which its request meets with
// a mishap, too.
void TestPortalPush::aCrashWhileResumingToo()
{
    QFETCH(const Mishap, mishap);
    QFETCH(const Mishap, resuming);
    QFETCH(const PortalKind, portal);
    PushWorld world(draftToPush());
    setKind(world.portal, portal);
    world.mishaps.insert(2, mishap);
    const auto first = momentsOf(world, [&world] { return world.press(PushWorld::Password); });
    int resumes = 0;
    for (const Remains &remains : first) {
        PushWorld again(remains, reference);
        again.atNextPost = resuming;
        const auto second = momentsOf(again, [&again] { return goOn(again); });
        for (const Remains &last : second) {
            const QString before = complaint(last);
            QVERIFY2(before.isEmpty(), qPrintable(before));
            const QString after = resumed(last);
            QVERIFY2(after.isEmpty(), qPrintable(after));
            ++resumes;
        }
    }
    QVERIFY2(resumes > 40, qPrintable(QString::number(resumes)));
}

void TestPortalPush::withoutTheCrashToo_data()
{
    QTest::addColumn<Mishap>("mishap");
    QTest::addColumn<QString>("code");
    QTest::addColumn<bool>("made");
    QTest::newRow("not sent") << Mishap::NotSent << u"TCP_CONNECTION_REFUSED"_s << false;
    QTest::newRow("lost before") << Mishap::LostBefore << u"PORTAL_OUTCOME_UNKNOWN"_s << false;
    QTest::newRow("lost after") << Mishap::LostAfter << QString() << true;
    QTest::newRow("silent") << Mishap::Silent << QString() << true;
    QTest::newRow("garbage") << Mishap::Garbage << QString() << true;
    QTest::newRow("key unknown") << Mishap::KeyUnknown << u"PORTAL_SEALING_KEY_UNKNOWN"_s << false;
    QTest::newRow("expired") << Mishap::Expired << QString() << true;
    QTest::newRow("role missing") << Mishap::RoleMissing << u"PORTAL_ROLE_MISSING"_s << false;
}

void TestPortalPush::withoutTheCrashToo()
{
    QFETCH(const Mishap, mishap);
    QFETCH(const bool, made);
    PushWorld world(draftToPush());
    world.mishaps.insert(2, mishap);
    QTEST(codeOf(world.press(PushWorld::Password)), "code");
    QCOMPARE(world.portal.made.size(), made ? 1 : 0);
    QCOMPARE(complaint(world.remains()), QString());
}

void TestPortalPush::anUnknownOutcomeGoesAgainByteForByte()
{
    PushWorld world(draftToPush());
    world.mishaps.insert(2, Mishap::LostBefore);
    QCOMPARE(codeOf(world.press(PushWorld::Password)), u"PORTAL_OUTCOME_UNKNOWN"_s);
    QVERIFY(world.draft().state == State::Submitted);
    const auto posts = [&world] {
        QList<std::pair<QByteArray, QByteArray>> all;
        for (const ExchangeQuery &query : std::as_const(world.web.door.exchanges))
            if (query.method == "POST")
                all.append({query.headers.value("Idempotency-Key"), query.body});
        return all;
    };
    world.mishaps.clear();
    QVERIFY(world.press());
    QCOMPARE(posts().size(), 2);
    QCOMPARE(posts().at(0), posts().at(1));
}

void TestPortalPush::anotherPasswordIsSealedAnew_data()
{
    QTest::addColumn<Mishap>("mishap");
    QTest::newRow("lost before") << Mishap::LostBefore;
    QTest::newRow("lost after") << Mishap::LostAfter;
    QTest::newRow("late") << Mishap::Late;
}

// Nobody can tell which of the two the portal has: then it is said.
void TestPortalPush::anotherPasswordIsSealedAnew()
{
    QFETCH(const Mishap, mishap);
    PushWorld world(draftToPush());
    world.mishaps.insert(2, mishap);
    if (mishap == Mishap::LostAfter)
        world.mishaps.insert(3, Mishap::LostBefore); // and it cannot be asked
    world.portal.letsKeysChange = true;
    QVERIFY(!world.press("the old one"));
    world.mishaps.clear();
    const auto outcome = world.press(PushWorld::Password);
    QVERIFY(outcome);
    QCOMPARE(outcome->differences, QStringList{u"password"_s});
    QCOMPARE(world.portal.passwords.size(), 1);
    QCOMPARE(isAmong(world.portal.passwords), mishap == Mishap::LostBefore);
    QCOMPARE(world.portal.faults, QStringList());
}

void TestPortalPush::aRefusedRepeatSaysNothingOfTheFirst()
{
    PushWorld world(draftToPush());
    world.mishaps.insert(2, Mishap::Late);
    QCOMPARE(codeOf(world.press(PushWorld::Password)), u"PORTAL_OUTCOME_UNKNOWN"_s);
    world.mishaps = {{1, Mishap::RoleMissing}};
    QCOMPARE(codeOf(world.press()), u"PORTAL_ROLE_MISSING"_s);
    QVERIFY(world.draft().state == State::Submitted);
    world.mishaps.clear();
    const auto outcome = world.press();
    QVERIFY(outcome && outcome->isOurs);
    QVERIFY(isAmong(world.portal.passwords));
}

// Only a 4xx is a definite refusal (portal-api.yaml).
void TestPortalPush::maintenanceLeavesTheOutcomeOpen()
{
    PushWorld world(draftToPush());
    world.mishaps.insert(2, Mishap::Maintenance);
    QCOMPARE(codeOf(world.press(PushWorld::Password)), u"PORTAL_MAINTENANCE"_s);
    QVERIFY(world.draft().state == State::Submitted);
    QVERIFY(world.draft().submission);
    world.mishaps.clear();
    QVERIFY(world.press());
}

void TestPortalPush::whatIsLeftInTheKeychainIsNotProved()
{
    PushWorld world(draftToPush());
    world.mishaps.insert(2, Mishap::RoleMissing);
    QVERIFY(!world.press("the old one"));
    Draft checkedAnew = world.draft();
    checkedAnew.state = State::Checked;
    QVERIFY(world.journal.save(checkedAnew));
    world.mishaps.clear();
    QCOMPARE(codeOf(world.press()), u"PASSWORD_MISSING"_s);
    QVERIFY(world.press(PushWorld::Password));
    QVERIFY(isAmong(world.portal.passwords));
}

void TestPortalPush::aBodyThatTheKeychainLostIsSealedAnew()
{
    PushWorld world(draftToPush());
    world.portal.letsKeysChange = true;
    world.mishaps.insert(2, Mishap::LostBefore);
    QVERIFY(!world.press(PushWorld::Password));
    for (const QString &entry : world.keyring->contents().keys())
        if (!entry.startsWith(SecretStore::passwordName(reference)))
            world.keyring->contents().remove(entry);
    world.mishaps.clear();
    QVERIFY(world.press());
    QVERIFY(isAmong(world.portal.passwords));
}

void TestPortalPush::whatSomebodyElseMadeIsNotOverwritten()
{
    PushWorld world(draftToPush());
    QJsonObject theirs = integrationJson();
    theirs.insert(u"id"_s, u"int_77"_s);
    theirs.insert(u"name"_s, u"Theirs"_s);
    world.portal.made.insert(reference.toString(QUuid::WithoutBraces), theirs);
    const auto outcome = world.press(PushWorld::Password);
    QVERIFY(outcome);
    QVERIFY(!outcome->isOurs);
    QCOMPARE(outcome->differences, QStringList{u"name"_s});
    QVERIFY(world.portal.passwords.isEmpty());
    for (const ExchangeQuery &query : std::as_const(world.web.door.exchanges))
        QCOMPARE(query.method, "GET");
}

void TestPortalPush::whatWasRemovedInThePortalIsNotMadeAgainByItself()
{
    PushWorld world(draftToPush());
    QVERIFY(world.press(PushWorld::Password));
    world.portal.made.clear();
    QCOMPARE(codeOf(world.press(PushWorld::Password)), u"PORTAL_NOT_FOUND"_s);
    QVERIFY(world.draft().state == State::Draft);
    QCOMPARE(codeOf(world.press(PushWorld::Password)), u"PUSH_NOT_CHECKED"_s);
    QVERIFY(world.portal.made.isEmpty());
    QVERIFY(world.keyring->contents().isEmpty());
}

void TestPortalPush::aRefusalKeepsThePassword()
{
    PushWorld world(draftToPush());
    world.mishaps.insert(2, Mishap::RoleMissing);
    QCOMPARE(codeOf(world.press(PushWorld::Password)), u"PORTAL_ROLE_MISSING"_s);
    QVERIFY(world.draft().state == State::SecretStored);
    QVERIFY(!world.draft().submission);
    QCOMPARE(world.keyring->contents().keys(), QStringList{SecretStore::passwordName(reference)});
    world.mishaps.clear();
    QVERIFY(world.press());
}

void TestPortalPush::keychainFaultsStopThePush_data()
{
    QTest::addColumn<MemoryKeyring::Fault>("fault");
    QTest::addColumn<QString>("code");
    QTest::newRow("absent") << MemoryKeyring::Fault::Absent << u"KEYCHAIN_ABSENT"_s;
    QTest::newRow("locked") << MemoryKeyring::Fault::Locked << u"KEYCHAIN_LOCKED"_s;
    QTest::newRow("denied") << MemoryKeyring::Fault::Denied << u"KEYCHAIN_DENIED"_s;
    QTest::newRow("forgetful") << MemoryKeyring::Fault::Forgetful << u"KEYCHAIN_CORRUPT"_s;
}

// No keychain, no push, from whichever request on.
void TestPortalPush::keychainFaultsStopThePush()
{
    QFETCH(const MemoryKeyring::Fault, fault);
    QFETCH(const QString, code);
    for (int after = 0; after < 8; ++after) {
        PushWorld world(draftToPush());
        world.keyring->setFaultAfter(after, fault);
        const auto outcome = world.press(PushWorld::Password);
        const bool isSent = !world.portal.made.isEmpty();
        if (!isSent)
            QCOMPARE(codeOf(outcome), code);
        QVERIFY(after > 0 || !isSent);
        QCOMPARE(complaint(world.remains()), QString());
        world.keyring->setFault(MemoryKeyring::Fault::None);
        world.keyring->setFaultAfter(100'000, MemoryKeyring::Fault::None);
        QVERIFY(world.press(PushWorld::Password));
        QCOMPARE(world.portal.made.size(), 1);
        QVERIFY(world.keyring->contents().isEmpty());
    }
}

// From any moment on the draft cannot be written any more, as on a full disk.
void TestPortalPush::nothingIsDoneThatCannotBeWritten()
{
    int moments = 0;
    for (bool isBroken = true; isBroken; ++moments) {
        PushWorld world(draftToPush());
        Remains written;
        int seen = 0;
        isBroken = false;
        world.atEveryMoment = [&] {
            if (seen++ != moments)
                return;
            isBroken = true;
            written = world.remains();
            QVERIFY(QFile::remove(world.draftFile()));
            QVERIFY(QDir().mkpath(world.draftFile() + u"/in the way"_s)); // root may write everywhere else
        };
        const auto outcome = world.press(PushWorld::Password);
        if (!isBroken)
            break;
        QCOMPARE(codeOf(outcome), u"FILE_NOT_WRITABLE"_s);
        Remains remains = world.remains();
        remains.draft = written.draft;
        QCOMPARE(complaint(remains), QString());
        QCOMPARE(resumed(remains), QString());
    }
    QVERIFY2(moments > 20, qPrintable(QString::number(moments)));
}

void TestPortalPush::whatCannotBeRemovedIsTold()
{
    PushWorld world(draftToPush());
    world.atEveryMoment = [&world] {
        if (!world.portal.made.isEmpty())
            world.keyring->setFault(MemoryKeyring::Fault::Locked);
    };
    const auto outcome = world.press(PushWorld::Password);
    QVERIFY(outcome);
    QCOMPARE(outcome->leftBehind.value_or(Problem{}).code, u"KEYCHAIN_LOCKED"_s);
    QVERIFY(world.draft().state == State::Confirmed);
    QVERIFY(!world.draft().keychainItems.isEmpty());
    world.atEveryMoment = nullptr;
    world.keyring->setFault(MemoryKeyring::Fault::None);
    QVERIFY(!world.press()->leftBehind);
    QVERIFY(world.keyring->contents().isEmpty());
}

void TestPortalPush::blockers_data()
{
    QTest::addColumn<Draft>("draft");
    QTest::addColumn<QString>("code");
    const auto row = [](const char *name, const QString &code, const std::function<void(Draft &)> &edit) {
        Draft draft = draftToPush();
        edit(draft);
        draft.checkedInput = inputHash(draft.integration);
        QTest::newRow(name) << draft << code;
    };
    row("nothing", {}, [](Draft &) {});
    row("no findings", u"PUSH_NOT_CHECKED"_s, [](Draft &draft) { draft.findings.clear(); });
    row("run cut short", u"PUSH_NOT_CHECKED"_s, [](Draft &draft) { draft.verdict = Verdict::Cancelled; });
    const auto incomplete = [](const QString &why) {
        return [why](Draft &draft) {
            Finding impersonation;
            impersonation.checkId = u"ews.impersonation"_s;
            impersonation.status = FindingStatus::NotTested;
            impersonation.notTested = why;
            draft.findings.append(impersonation);
            draft.verdict = Verdict::Incomplete;
        };
    };
    row("a mailbox out of reach without one to compare", {}, incomplete(u"NO_TEST_MAILBOX"_s));
    row("a recording that lacks something", u"PUSH_NOT_CHECKED"_s, incomplete(u"NOT_IN_RECORDING"_s));
    row("another version than the portal knows", {},
        [](Draft &draft) { draft.integration.server()->exchangeVersion = u"V2017_07_11"_s; });
    row("made in another portal", u"PORTAL_OUTCOME_UNKNOWN"_s, [](Draft &draft) {
        draft.portalId = u"int_1"_s;
        draft.madeIn = u"https://elsewhere.test"_s;
    });
    row("not checked", u"PUSH_NOT_CHECKED"_s, [](Draft &draft) { draft.state = State::Draft; });
    row("handed off", u"PUSH_NOT_CHECKED"_s, [](Draft &draft) { draft.state = State::HandedOff; });
    row("no name", u"INPUT_MISSING"_s, [](Draft &draft) { draft.integration.name.clear(); });
    row("no address", u"INPUT_MISSING"_s, [](Draft &draft) { draft.integration.server()->ewsUrl.clear(); });
    row("Exchange Online", u"INPUT_MISSING"_s,
        [](Draft &draft) { draft.integration.exchange = ExchangeOnline{}; });
    row("another portal", u"PORTAL_NOT_CONFIRMED"_s,
        [](Draft &draft) { draft.integration.portal = QUrl(u"https://portal.fabrikam.test"_s); });
    const Finding impersonation = failed(u"ews.impersonation"_s, u"ErrorImpersonateUserDenied"_s);
    row("undecided", u"PUSH_DECISION_MISSING"_s, [&](Draft &draft) { draft.findings = {impersonation}; });
    row("decided", {}, [&](Draft &draft) {
        draft.findings = {impersonation};
        draft.decisions = decisionsFor({impersonation.checkId}, draft.findings, {}, now);
    });
    row("decided about another reason", u"PUSH_DECISION_MISSING"_s, [&](Draft &draft) {
        draft.findings = {impersonation};
        draft.decisions = {{impersonation.checkId, u"ErrorServerBusy"_s, now}};
    });
    const auto decided = [](const Finding &finding) {
        return [finding](Draft &draft) {
            draft.findings = {finding};
            draft.decisions = decisionsFor({finding.checkId}, draft.findings, {}, now);
        };
    };
    row("login rejected", u"HTTP_401_BASIC_REJECTED"_s,
        decided(failed(u"auth.login"_s, u"HTTP_401_BASIC_REJECTED"_s)));
    row("login rejected before the version was found", u"HTTP_401_BASIC_REJECTED"_s, [](Draft &draft) {
        draft.integration.server()->exchangeVersion.clear();
        draft.findings = {failed(u"auth.login"_s, u"HTTP_401_BASIC_REJECTED"_s)};
    });
    row("login rejected by NTLM", u"HTTP_401_NTLM_REJECTED"_s,
        decided(failed(u"auth.login"_s, u"HTTP_401_NTLM_REJECTED"_s)));
    row("Basic is off, the login was not rejected", {},
        decided(failed(u"auth.login"_s, u"HTTP_401_BASIC_NOT_OFFERED"_s)));
    row("certificate of the portal", u"TLS_CERT_EXPIRED"_s,
        decided(failed(u"portal.discovery"_s, u"TLS_CERT_EXPIRED"_s)));
    row("no role", u"PORTAL_ROLE_MISSING"_s, decided(failed(u"portal.account"_s, u"PORTAL_ROLE_MISSING"_s)));
    row("sent to another portal", u"PORTAL_OUTCOME_UNKNOWN"_s, [](Draft &draft) {
        draft.submission = PendingSubmission{"key", "hash", "content", u"https://elsewhere.test"_s, {}, true};
        draft.sentTo = draft.submission->portal;
    });
    row("sent to another portal, and the body is lost", u"PORTAL_OUTCOME_UNKNOWN"_s,
        [](Draft &draft) { draft.sentTo = u"https://elsewhere.test"_s; });
}

void TestPortalPush::blockers()
{
    QFETCH(const Draft, draft);
    QFETCH(const QString, code);
    const auto problem = pushBlocker(draft, PortalWorld::knownSite());
    QCOMPARE(problem ? problem->code : QString(), code);
    PushWorld world(draft);
    QCOMPARE(codeOf(world.press(PushWorld::Password)), code);
    QCOMPARE(world.portal.made.isEmpty(), !code.isEmpty());
    if (!code.isEmpty())
        QVERIFY(world.web.door.exchanges.isEmpty() && world.keyring->contents().isEmpty());
}

// The portal's list ends with Exchange 2013 SP1.
void TestPortalPush::theVersionIsOneOfThePortals()
{
    for (const auto &[typed, pushed] : {std::pair{u"V2017_07_11"_s, u"Exchange2013_SP1"_s},
                                        std::pair{u"Exchange2016"_s, u"Exchange2013_SP1"_s},
                                        std::pair{u"Exchange2013"_s, u"Exchange2013"_s},
                                        std::pair{u"Exchange2007"_s, u"Exchange2007_SP1"_s}}) {
        Draft draft = draftToPush();
        draft.integration.server()->exchangeVersion = typed;
        const auto wanted = wantedIntegration(draft);
        QVERIFY(wanted.hasValue());
        QCOMPARE(wanted->exchangeVersion, pushed);
    }
}

void TestPortalPush::staleChecksAreDraftsAgain()
{
    PushWorld world(draftToPush());
    world.mishaps.insert(2, Mishap::RoleMissing);
    QVERIFY(!world.press(PushWorld::Password));
    world.mishaps.clear();
    world.web.clock = FixedClock(now.addDays(2));
    QCOMPARE(codeOf(world.press()), u"PUSH_NOT_CHECKED"_s);
    QVERIFY(world.portal.made.isEmpty());
    QVERIFY(!world.draft().keychainItems.isEmpty()); // still there, and still known
}

void TestPortalPush::theLockMustBeHeld()
{
    PushWorld world(draftToPush());
    const auto other = world.journal.lock(reference);
    QVERIFY(other);
    QCOMPARE(codeOf(world.press(PushWorld::Password)), u"DRAFT_IN_USE"_s);
    QVERIFY(world.web.door.exchanges.isEmpty());
}

void TestPortalPush::theLockMustBeOnThisDraft()
{
    PushWorld world(draftToPush());
    const auto other = world.journal.lock(QUuid::createUuid());
    PortalPush push(world.tools(), {world.id, other.get(), Secret(PushWorld::Password)});
    QCOMPARE(codeOf(outcomeOf<PushOutcome>(push)), u"DRAFT_IN_USE"_s);
}

// The first request is on its way, its body is lost from the keychain, and another one is sealed: when the
// first arrives after all, it is ours; and another portal gets nothing until that is known.
void TestPortalPush::whatWasLostStaysOurs()
{
    PushWorld world(draftToPush());
    world.portal.letsKeysChange = true;
    world.mishaps.insert(2, Mishap::Late);
    QCOMPARE(codeOf(world.press(PushWorld::Password)), u"PORTAL_OUTCOME_UNKNOWN"_s);
    for (const QString &entry : world.keyring->contents().keys())
        if (!entry.startsWith(SecretStore::passwordName(reference)))
            world.keyring->contents().remove(entry);
    world.mishaps = {{2, Mishap::Invalid}}; // the new one is refused for certain
    QVERIFY(!world.press());
    QCOMPARE(world.draft().sentTo, PortalWorld::knownSite().origin);
    world.mishaps.clear();
    world.portal.lateOnesArrive();
    const auto outcome = world.press();
    QVERIFY(outcome);
    QVERIFY(outcome->isOurs);
    QVERIFY(world.draft().sentTo.isEmpty());
}

// A second administrator makes the same one between our question and our request.
void TestPortalPush::whoCameBetweenIsNotTakenForUs()
{
    PushWorld world(draftToPush());
    QJsonObject theirs = integrationJson();
    theirs.insert(u"id"_s, u"int_77"_s);
    world.atEveryMoment = [&] {
        if (world.messages == 2 && world.portal.made.isEmpty())
            world.portal.made.insert(reference.toString(QUuid::WithoutBraces), theirs);
    };
    const auto outcome = world.press(PushWorld::Password);
    QVERIFY(outcome);
    QVERIFY(!outcome->isOurs);
    QCOMPARE(outcome->integration.id, u"int_77"_s);
    QVERIFY(world.portal.passwords.isEmpty());
}

// Also not for the next press, from wherever this one was cut off.
void TestPortalPush::whatSomebodyElseMadeDoesNotBecomeOurs()
{
    PushWorld world(draftToPush());
    QJsonObject theirs = integrationJson();
    theirs.insert(u"id"_s, u"int_77"_s);
    world.portal.made.insert(reference.toString(QUuid::WithoutBraces), theirs);
    const auto moments = momentsOf(world, [&world] { return world.press(PushWorld::Password); });
    QVERIFY(moments.size() > 1);
    for (const Remains &remains : moments) {
        PushWorld again(remains, reference);
        const auto outcome = goOn(again);
        QVERIFY(outcome);
        QVERIFY(!outcome->isOurs);
        QVERIFY(again.draft().state == State::Confirmed);
    }
    // Until it is removed there, and made anew by us.
    world.portal.made.clear();
    QCOMPARE(codeOf(world.press()), u"PORTAL_NOT_FOUND"_s);
    QVERIFY(world.journal.save(draftToPush()));
    QVERIFY(world.press(PushWorld::Password)->isOurs);
    QVERIFY(world.press()->isOurs);
}

// A made integration counts as removed when nobody has it under its own name either.
void TestPortalPush::whatIsNotFoundByItsReferenceYetIsNotGone()
{
    PushWorld world(draftToPush());
    QVERIFY(world.press(PushWorld::Password));
    world.portal.looksUpLate = true;
    const auto outcome = world.press();
    QVERIFY2(outcome, qPrintable(codeOf(outcome)));
    QVERIFY(outcome->isOurs);
    QVERIFY(world.draft().state == State::Confirmed);
    world.mishaps.insert(1, Mishap::LostBefore); // and who cannot ask knows nothing
    QVERIFY(!world.press());
    QVERIFY(world.draft().state == State::Confirmed);
    world.mishaps.clear();
    world.portal.made.clear();
    QCOMPARE(codeOf(world.press()), u"PORTAL_NOT_FOUND"_s);
    QVERIFY(world.draft().state == State::Draft);
}

void TestPortalPush::nothingIsReachedAfterCancel()
{
    PushWorld world(draftToPush());
    const auto lock = world.journal.lock(world.id);
    PortalPush push(world.tools(), {world.id, lock.get(), Secret(PushWorld::Password)});
    QList<State> heard;
    connect(&push, &PushOperation::reached, &push, [&heard](State state) { heard.append(state); });
    // What a moment posts comes before what the act after it posts.
    world.atEveryMoment = [&push] {
        QMetaObject::invokeMethod(
            &push,
            [&push] {
                if (push.draft().state == State::SecretStored)
                    push.cancel();
            },
            Qt::QueuedConnection);
    };
    push.start();
    QTRY_VERIFY(push.draft().state == State::SecretStored);
    QTest::qWait(100);
    QVERIFY(heard.isEmpty());
}

// Started once more, it has none but that of the keychain.
void TestPortalPush::thePasswordDoesNotOutliveThePush()
{
    for (const bool isCancelled : {false, true}) {
        PushWorld world(draftToPush());
        world.mishaps.insert(0, Mishap::NotSent);
        const auto lock = world.journal.lock(world.id);
        PortalPush push(world.tools(), {world.id, lock.get(), Secret(PushWorld::Password)});
        if (isCancelled) {
            push.cancel(); // nothing has begun yet: the password is still due
            push.start();
            push.cancel();
        } else {
            QCOMPARE(codeOf(outcomeOf<PushOutcome>(push)), u"TCP_CONNECTION_REFUSED"_s);
        }
        world.mishaps.clear();
        QCOMPARE(codeOf(outcomeOf<PushOutcome>(push)), u"PASSWORD_MISSING"_s);
    }
    PushWorld world(draftToPush());
    const auto lock = world.journal.lock(world.id);
    PortalPush push(world.tools(), {world.id, lock.get(), Secret(PushWorld::Password)});
    push.cancel();
    QVERIFY(outcomeOf<PushOutcome>(push));
}

void TestPortalPush::nothingIsUnderWayAfterAnEditOrARun_data()
{
    QTest::addColumn<bool>("edit");
    QTest::addColumn<State>("towards");
    QTest::addColumn<bool>("stays");
    for (const bool edit : {false, true}) {
        const char *const what = edit ? "edit" : "run";
        QTest::addRow("%s, towards the keychain", what) << edit << State::SecretStored << false;
        QTest::addRow("%s, towards the portal", what) << edit << State::Submitted << false;
        QTest::addRow("%s, the portal has it", what) << edit << State::Confirmed << true;
    }
}

// The portal's having it is no act that an edit could stop.
void TestPortalPush::nothingIsUnderWayAfterAnEditOrARun()
{
    QFETCH(const bool, edit);
    QFETCH(const State, towards);
    QFETCH(const bool, stays);
    Draft draft = draftToPush();
    draft.towards = towards;
    draft.sentTo = u"https://portal.askcody.test"_s;
    edit ? returnToDraft(draft) : forgetChecks(draft);
    QCOMPARE(draft.towards.has_value(), stays);
    QVERIFY(draft.state == State::Draft);
    QVERIFY(draft.findings.isEmpty() && draft.decisions.isEmpty());
    QCOMPARE(draft.sentTo, u"https://portal.askcody.test"_s); // what may have arrived stays known
}

void TestPortalPush::aDraftHasNoSayOverEntriesOfOthers()
{
    Draft draft = draftToPush();
    const QString others = SecretStore::passwordName(QUuid::createUuid());
    draft.keychainItems = {others};
    PushWorld world(draft);
    world.keyring->contents().insert(others, Secret("theirs"));
    QVERIFY(world.press(PushWorld::Password));
    QCOMPARE(world.keyring->contents().keys(), QStringList{others});
}

void TestPortalPush::theRecordSurvivesItsFile()
{
    Draft draft = draftToPush();
    draft.state = State::Submitted;
    draft.towards = State::Confirmed;
    draft.keychainItems = {SecretStore::passwordName(reference)};
    draft.submission =
        PendingSubmission{"key", "hash", "content", u"https://portal.askcody.test"_s, u"kid"_s, true};
    draft.portalId = u"int_1"_s;
    draft.sentTo = u"https://portal.askcody.test"_s;
    draft.madeByAnother = true;
    const auto read = draftFromJson(toJson(draft));
    QVERIFY(read);
    QCOMPARE(read->sentTo, draft.sentTo);
    QVERIFY(read->madeByAnother);
    QVERIFY(read->state == draft.state && read->towards == draft.towards);
    QCOMPARE(read->keychainItems, draft.keychainItems);
    QVERIFY(read->submission == draft.submission);
    QCOMPARE(read->portalId, draft.portalId);
}

void TestPortalPush::keepsTheOperationContract()
{
    PushWorld answering(draftToPush());
    const auto lock = answering.journal.lock(reference);
    PushWorld silent(draftToPush());
    const auto silentLock = silent.journal.lock(reference);
    silent.web.beSilent();
    OperationContract<PortalPush> contract{
        [&] {
            return std::make_unique<PortalPush>(
                answering.tools(), PushRequest{reference, lock.get(), Secret(PushWorld::Password)});
        },
        [&] {
            silent.web.deadline = std::chrono::seconds(5);
            return std::make_unique<PortalPush>(
                silent.tools(), PushRequest{reference, silentLock.get(), Secret(PushWorld::Password)},
                std::chrono::milliseconds(120));
        }};
    contract.verify(Code::HttpTimeout);
}

QTEST_GUILESS_MAIN(TestPortalPush)
#include "tst_portalpush.moc"
