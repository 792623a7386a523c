// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/problemcodes.h"
#include "secrets/forgetsecrets.h"
#include "secrets/keychainkeyring.h"
#include "secrets/keychainproblem.h"
#include "secrets/keychainsecretstore.h"
#include "secrets/keyringprobe.h"
#include "secrets/memorysecretstore.h"
#include "secrets/secretindex.h"
#include "unit/secrets/outcome.h"

#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace Setup;
using namespace SecretTest;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(Setup::KeyringSituation)
Q_DECLARE_METATYPE(QKeychain::Error)

namespace {

const QString Name = u"integration/a/password"_s;
const QString Other = u"integration/b/password"_s;

KeyringSituation secretService(std::optional<bool> isRunning, std::optional<bool> isLocked)
{
    KeyringSituation situation;
    situation.backend = u"Secret Service"_s;
    situation.hasBus = true;
    situation.isRunning = isRunning;
    situation.isLocked = isLocked;
    if (isRunning == true)
        situation.hasCollection = true;
    return situation;
}

KeyringSituation named(const QString &backend, std::optional<bool> isLocked = {})
{
    KeyringSituation situation;
    situation.backend = backend;
    situation.isLocked = isLocked;
    return situation;
}

} // namespace

class TestKeychain : public QObject
{
    Q_OBJECT

private slots:
    void failuresAreToldApart_data();
    void failuresAreToldApart();
    void foreignMessagesAreHarmless();
    void theProbeAnswersOnce();
    void withoutADesktopTheKeychainIsAbsent();
    void cancelSilencesTheKeychain();
    void theStoreMayGoFirst();
    void anUnwritableListStopsTheWriting();

    void theListKeepsNames();
    void theListOfTwoProcessesIsOne();
    void aStrangeListIsExplained_data();
    void aStrangeListIsExplained();

    void forgettingDeletesAll();
    void forgettingRefusesStrangers();
    void forgettingStopsAtTheFirstFailure();
    void forgettingKeepsItsContract();
};

void TestKeychain::failuresAreToldApart_data()
{
    QTest::addColumn<QKeychain::Error>("error");
    QTest::addColumn<KeyringSituation>("situation");
    QTest::addColumn<QString>("code");
    const auto open = secretService(true, false);
    const auto locked = secretService(true, true);
    const auto dead = secretService(false, {});
    auto startable = dead;
    startable.isStartable = true;
    auto none = dead;
    none.isStartable = false;
    auto busless = named(u"Secret Service"_s);
    busless.hasBus = false;
    auto keyringless = secretService(true, {});
    keyringless.hasCollection = false;
    const auto windows = named(u"Windows Credential Manager"_s);
    const auto mac = named(u"macOS Keychain"_s);
    const QString missing = Code::KeychainEntryMissing;
    const QString lockedCode = Code::KeychainLocked;
    const QString absent = Code::KeychainAbsent;
    const QString denied = Code::KeychainDenied;

    QTest::newRow("not there") << QKeychain::EntryNotFound << open << missing;
    QTest::newRow("not there, Windows") << QKeychain::EntryNotFound << windows << missing;
    QTest::newRow("not there, because locked") << QKeychain::EntryNotFound << locked << lockedCode;
    QTest::newRow("not there, no default keyring") << QKeychain::EntryNotFound << keyringless << missing;
    QTest::newRow("not there, nothing known") << QKeychain::EntryNotFound << KeyringSituation() << missing;
    QTest::newRow("denied by user") << QKeychain::AccessDeniedByUser << mac << denied;
    QTest::newRow("denied") << QKeychain::AccessDenied << mac << denied;
    QTest::newRow("libsecret says locked") << QKeychain::AccessDenied << locked << lockedCode;
    QTest::newRow("wallet not opened") << QKeychain::AccessDenied << named(u"KWallet"_s, true) << denied;
    QTest::newRow("no backend") << QKeychain::NoBackendAvailable << busless << absent;
    QTest::newRow("not implemented") << QKeychain::NotImplemented << KeyringSituation() << absent;
    QTest::newRow("no bus") << QKeychain::OtherError << busless << absent;
    QTest::newRow("no service") << QKeychain::OtherError << none << absent;
    QTest::newRow("service does not start") << QKeychain::OtherError << startable << absent;
    QTest::newRow("service died") << QKeychain::OtherError << dead << absent;
    QTest::newRow("prompt dismissed") << QKeychain::OtherError << locked << lockedCode;
    QTest::newRow("making a keyring refused") << QKeychain::OtherError << keyringless << lockedCode;
    QTest::newRow("unexplained") << QKeychain::OtherError << open << QString(Code::KeychainFailed);
    QTest::newRow("unexplained, Windows")
        << QKeychain::OtherError << windows << QString(Code::KeychainFailed);
    QTest::newRow("not deleted") << QKeychain::CouldNotDeleteEntry << mac << denied;
}

void TestKeychain::failuresAreToldApart()
{
    QFETCH(QKeychain::Error, error);
    QFETCH(KeyringSituation, situation);
    QFETCH(QString, code);
    const Problem problem = keychainProblem(error, u"words"_s, situation);
    QCOMPARE(problem.code, code);
    QCOMPARE(problem.detail, u"words"_s);
    QCOMPARE(problem.facts.value("backend"_L1).toString(), situation.backend);
    QVERIFY(!problem.facts.value("error"_L1).toString().isEmpty());
    QCOMPARE(problem.facts.contains("locked"_L1), situation.isLocked.has_value());
}

void TestKeychain::foreignMessagesAreHarmless()
{
    const Problem problem = keychainProblem(QKeychain::OtherError, u"a\u001b[31m\u202Eb"_s, {});
    QVERIFY(!problem.detail.contains(u'\u001b'));
    QVERIFY(!problem.detail.contains(u'\u202E'));
}

void TestKeychain::theProbeAnswersOnce()
{
    const auto probe = KeyringProbe::create();
    QSignalSpy spy(probe.get(), &KeyringProbe::finished);
    probe->start();
    QCOMPARE(spy.count(), 0);
    QVERIFY(spy.wait());
    QTest::qWait(50);
    QCOMPARE(spy.count(), 1);
    const auto situation = spy.at(0).at(0).value<KeyringSituation>();
    QCOMPARE(situation.backend, u"Secret Service"_s);
    QCOMPARE(situation.hasBus, std::optional(false)); // as this test's environment has it
    QVERIFY(situation.isAbsent());

    auto silenced = KeyringProbe::create();
    QSignalSpy silence(silenced.get(), &KeyringProbe::finished);
    silenced->start();
    silenced.reset();
    QTest::qWait(50);
    QCOMPARE(silence.count(), 0);
}

void TestKeychain::withoutADesktopTheKeychainIsAbsent()
{
    const QTemporaryDir folder;
    KeychainSecretStore store(folder.filePath(u"names.ini"_s));
    const auto writing = store.write(Name, Secret("value"));
    const auto written = outcome<Done>(*writing);
    QCOMPARE(told(written), QString(Code::KeychainAbsent));
    QCOMPARE(written->problem().facts.value("sessionBus"_L1), QJsonValue(false));
    QCOMPARE(told(outcome<Secret>(*store.read(Name))), QString(Code::KeychainAbsent));
    QCOMPARE(told(outcome<Done>(*store.remove(Name))), QString(Code::KeychainAbsent));
    QVERIFY(store.names() && store.names()->isEmpty());
}

void TestKeychain::cancelSilencesTheKeychain()
{
    const QTemporaryDir folder;
    KeychainSecretStore store(folder.filePath(u"names.ini"_s));
    const auto reading = store.read(Name);
    QSignalSpy spy(reading.get(), &ReadSecret::finished);
    for (const int delay : {0, 1, 3}) {
        reading->start();
        QTest::qWait(delay);
        reading->cancel();
        const auto before = spy.count();
        QTest::qWait(50);
        QCOMPARE(spy.count(), before);
    }
    QCOMPARE(told(outcome<Secret>(*reading)), QString(Code::KeychainAbsent));
}

void TestKeychain::theStoreMayGoFirst()
{
    const QTemporaryDir folder;
    auto store = std::make_unique<KeychainSecretStore>(folder.filePath(u"names.ini"_s));
    auto writing = store->write(Name, Secret("value"));
    QSignalSpy spy(writing.get(), &WriteSecret::finished);
    writing->start();
    QTest::qWait(1);
    const auto before = spy.count();
    writing->cancel();
    store.reset();
    QTest::qWait(100); // QtKeychain's own end of it comes here
    QCOMPARE(spy.count(), before);
}

void TestKeychain::anUnwritableListStopsTheWriting()
{
    const QTemporaryDir folder;
    // A file where the folder should be: unwritable for root, too.
    QFile file(folder.filePath(u"file"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    SecretIndex index(folder.filePath(u"file/names.ini"_s));
    const auto added = index.add(Name);
    QVERIFY(!added);
    QCOMPARE(added.problem().code, Code::FileNotWritable);

    KeychainKeyring keyring(u"service"_s, folder.filePath(u"file/names.ini"_s));
    const auto writing = keyring.step({KeyringRequest::Kind::Write, Name, Secret("value")});
    const auto written = outcome<Secret>(*writing);
    QCOMPARE(told(written), QString(Code::FileNotWritable)); // and not that there is no keychain
}

void TestKeychain::theListKeepsNames()
{
    const QTemporaryDir folder;
    SecretIndex index(folder.filePath(u"deep/er/names.ini"_s));
    QVERIFY(index.names() && index.names()->isEmpty());
    QVERIFY(index.remove(Name));
    QVERIFY(index.add(Name));
    QVERIFY(index.add(Name));
    QVERIFY(index.add(Other));
    QCOMPARE(*index.names(), QStringList({Name, Other}));
    QVERIFY(index.remove(Name));
    QCOMPARE(*index.names(), QStringList{Other});
}

void TestKeychain::theListOfTwoProcessesIsOne()
{
    const QTemporaryDir folder;
    SecretIndex one(folder.filePath(u"names.ini"_s));
    SecretIndex two(folder.filePath(u"names.ini"_s));
    QVERIFY(one.add(Name));
    QVERIFY(two.add(Other));
    QCOMPARE(*one.names(), QStringList({Name, Other}));
    QVERIFY(two.remove(Name));
    QCOMPARE(*one.names(), QStringList{Other});
}

void TestKeychain::aStrangeListIsExplained_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QStringList>("names");
    QTest::newRow("empty") << QByteArray("") << QString() << QStringList();
    QTest::newRow("names that are not ours")
        << QByteArray("[secrets]\n..\\evil name=true\nGROSS=1\nintegration\\a\\password=true\n") << QString()
        << QStringList{Name};
    QTest::newRow("no INI file") << QByteArray("[[[\n\0\0=\n]", 9) << QString(Code::FileMalformed)
                                 << QStringList();
    QTest::newRow("endless") << QByteArray(2 * 1024 * 1024, '#') << QString(Code::FileMalformed)
                             << QStringList();
}

void TestKeychain::aStrangeListIsExplained()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, code);
    QFETCH(QStringList, names);
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"names.ini"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
    file.close();
    const SecretIndex index(file.fileName());
    const auto found = index.names();
    QCOMPARE(found.hasValue(), code.isEmpty());
    if (found)
        QCOMPARE(*found, names);
    else
        QCOMPARE(found.problem().code, code);
}

void TestKeychain::forgettingDeletesAll()
{
    MemorySecretStore store;
    for (const QString &name : {Name, Other})
        QCOMPARE(told(outcome<Done>(*store.write(name, Secret("value")))), u"done"_s);
    ForgetSecrets forgetting(store, *store.names());
    const auto forgotten = outcome<QStringList>(forgetting);
    QVERIFY(forgotten && *forgotten);
    QCOMPARE(**forgotten, QStringList({Name, Other}));
    QVERIFY(store.keyring().contents().isEmpty());
    ForgetSecrets nothing(store, {});
    QVERIFY(*outcome<QStringList>(nothing));
}

void TestKeychain::forgettingRefusesStrangers()
{
    MemorySecretStore store;
    QCOMPARE(told(outcome<Done>(*store.write(Name, Secret("value")))), u"done"_s);
    ForgetSecrets forgetting(store, {Name, u"../evil\u202E"_s});
    const auto forgotten = outcome<QStringList>(forgetting);
    QVERIFY(forgotten && !*forgotten);
    QCOMPARE(forgotten->problem().code, Code::KeychainEntryMissing);
    QVERIFY(!forgotten->problem().facts.value("entry"_L1).toString().contains(u'\u202E'));
    QCOMPARE(store.keyring().contents().size(), 1);
}

void TestKeychain::forgettingStopsAtTheFirstFailure()
{
    MemorySecretStore store;
    for (const QString &name : {Name, Other})
        QCOMPARE(told(outcome<Done>(*store.write(name, Secret("value")))), u"done"_s);
    store.keyring().setFaultAfter(3, MemoryKeyring::Fault::Locked); // look up, remove, look again
    ForgetSecrets forgetting(store, {Name, Other});
    const auto forgotten = outcome<QStringList>(forgetting);
    QVERIFY(forgotten && !*forgotten);
    QCOMPARE(forgotten->problem().code, Code::KeychainLocked);
    QCOMPARE(forgotten->problem().facts.value("entry"_L1).toString(), Other);
    QCOMPARE(forgotten->problem().facts.value("forgotten"_L1).toArray().size(), 1);
    store.keyring().setFaultAfter(0, MemoryKeyring::Fault::Silent);
    ForgetSecrets waiting(store, {Other});
    waiting.setDeadline(20ms);
    QCOMPARE(outcome<QStringList>(waiting)->problem().code, Code::KeychainTimeout);
}

void TestKeychain::forgettingKeepsItsContract()
{
    MemorySecretStore store;
    QCOMPARE(told(outcome<Done>(*store.write(Name, Secret("value")))), u"done"_s);
    auto forgetting = std::make_unique<ForgetSecrets>(store, QStringList{Name});
    QSignalSpy spy(forgetting.get(), &ForgetSecrets::finished);
    forgetting->start();
    forgetting->cancel();
    QTest::qWait(30);
    QCOMPARE(spy.count(), 0);
    QVERIFY(*outcome<QStringList>(*forgetting));
    QCOMPARE(spy.count(), 1);
    connect(forgetting.get(), &ForgetSecrets::finished, this, [&forgetting] { forgetting.reset(); });
    forgetting->start(); // ends with a Problem: the name is not there any more
    QTRY_VERIFY(!forgetting);
}

QTEST_GUILESS_MAIN(TestKeychain)
#include "tst_keychain.moc"
