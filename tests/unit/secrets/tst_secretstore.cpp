// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/problemcodes.h"
#include "secrets/memorysecretstore.h"
#include "unit/secrets/outcome.h"

#include <QSignalSpy>
#include <QTest>

using namespace Setup;
using namespace SecretTest;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(Setup::MemoryKeyring::Fault)

namespace {

const QString Name = u"integration/1b4e28ba-2fa1-11d2-883f-0016d3cca427/password"_s;
constexpr qsizetype PartSize = 10;

using Fault = MemoryKeyring::Fault;

// Another process replaces the value between two requests of ours: all of its writing in one moment.
class ReplacingKeyring : public MemoryKeyring
{
public:
    void replaceAfter(int requests, qsizetype newSize)
    {
        m_left = requests;
        m_newSize = newSize;
    }

    std::unique_ptr<KeyringStep> step(const KeyringRequest &request) override
    {
        if (m_left-- == 0)
            replace();
        return MemoryKeyring::step(request);
    }

private:
    void replace()
    {
        const SecretManifest old = *SecretLayout::decode(contents().value(Name));
        const auto plan = SecretLayout::writePlan(Name, old, Secret(QByteArray(m_newSize, 'n')), PartSize);
        for (const KeyringRequest &request : plan->requests) {
            if (request.kind == KeyringRequest::Kind::Write)
                contents().insert(request.entry, request.value);
            else
                contents().remove(request.entry);
        }
    }

    int m_left = -1;
    qsizetype m_newSize = 0;
};

std::optional<Result<Done>> write(SecretStore &store, const QByteArray &value, const QString &name = Name)
{
    const auto operation = store.write(name, Secret(QByteArray(value.constData(), value.size())));
    return outcome<Done>(*operation);
}

std::optional<Result<Secret>> read(SecretStore &store, const QString &name = Name)
{
    const auto operation = store.read(name);
    return outcome<Secret>(*operation);
}

std::optional<Result<Done>> remove(SecretStore &store, const QString &name = Name)
{
    const auto operation = store.remove(name);
    return outcome<Done>(*operation);
}

} // namespace

class TestSecretStore : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u"."_s)); }
    void valuesComeBack_data();
    void valuesComeBack();
    void nothingComesBackAfterDeletion();
    void deletingTwiceIsNoProblem();
    void namesAreListedWithoutParts();
    void tooLongAValueIsRefused();
    void faultsReachTheCaller_data();
    void faultsReachTheCaller();
    void whatIsNotReadBackIsNotWritten();
    void noAnswerIsATimeout();
    void cancelSilences();
    void destructionSilences();
    void anOperationCanBeStartedAgain();
    void theReceiverMayDeleteTheOperation();
    void aSlowKeyringIsAnnouncedOnce();
    void entriesStayWithinTheLimit();
    void anInterruptedWriteLeavesOldOrNew_data();
    void anInterruptedWriteLeavesOldOrNew();
    void anInterruptedWriteLeavesNothingBehindLater_data();
    void anInterruptedWriteLeavesNothingBehindLater();
    void anInterruptedDeletionLeavesOldOrNothing();
    void aFailedSweepIsNoFailedWrite();
    void damageIsSeen_data();
    void damageIsSeen();
    void aDamagedEntryCanBeReplaced();
    void aValueReplacedWhileItIsReadIsReadAnew();
};

void TestSecretStore::valuesComeBack_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("one byte") << QByteArray("x");
    QTest::newRow("umlauts") << u"Größenwahn-Paßwort €"_s.toUtf8();
    QTest::newRow("line ends") << QByteArray("a\r\nb\n");
    QTest::newRow("just fits") << everyByte(PartSize);
    QTest::newRow("one too many") << everyByte(PartSize + 1);
    QTest::newRow("whole parts") << everyByte(3 * PartSize);
    QTest::newRow("every byte") << everyByte(600);
    QTest::newRow("most parts") << everyByte(SecretLayout::MaximumParts * PartSize);
}

void TestSecretStore::valuesComeBack()
{
    QFETCH(QByteArray, value);
    MemorySecretStore store;
    store.setPartSize(PartSize);
    QCOMPARE(told(write(store, "former")), u"done"_s);
    QCOMPARE(told(write(store, value)), u"done"_s);
    const auto answer = read(store);
    QVERIFY(answer && *answer);
    QCOMPARE(plain(**answer), value);
}

void TestSecretStore::nothingComesBackAfterDeletion()
{
    for (const qsizetype size : {3, 35}) {
        MemorySecretStore store;
        store.setPartSize(PartSize);
        QCOMPARE(told(write(store, everyByte(size))), u"done"_s);
        QCOMPARE(told(remove(store)), u"done"_s);
        QCOMPARE(told(read(store)), QString(Code::KeychainEntryMissing));
        QVERIFY(store.keyring().contents().isEmpty());
    }
}

void TestSecretStore::deletingTwiceIsNoProblem()
{
    MemorySecretStore store;
    QCOMPARE(told(remove(store)), u"done"_s);
}

void TestSecretStore::namesAreListedWithoutParts()
{
    MemorySecretStore store;
    store.setPartSize(PartSize);
    QCOMPARE(told(write(store, everyByte(40))), u"done"_s);
    QCOMPARE(told(write(store, "x", u"integration/b/password"_s)), u"done"_s);
    const auto names = store.names();
    QVERIFY(names);
    QCOMPARE(*names, QStringList({Name, u"integration/b/password"_s}));
}

void TestSecretStore::tooLongAValueIsRefused()
{
    MemorySecretStore store;
    store.setPartSize(PartSize);
    const auto result = write(store, everyByte(SecretLayout::MaximumParts * PartSize + 1));
    QCOMPARE(told(result), QString(Code::InputTooLong));
    QCOMPARE(result->problem().facts.value("maximum"_L1).toInt(), SecretLayout::MaximumParts * PartSize);
    QVERIFY(store.keyring().contents().isEmpty());
}

void TestSecretStore::faultsReachTheCaller_data()
{
    QTest::addColumn<Fault>("fault");
    QTest::addColumn<QString>("code");
    QTest::newRow("locked") << Fault::Locked << QString(Code::KeychainLocked);
    QTest::newRow("absent") << Fault::Absent << QString(Code::KeychainAbsent);
    QTest::newRow("denied") << Fault::Denied << QString(Code::KeychainDenied);
}

void TestSecretStore::faultsReachTheCaller()
{
    QFETCH(Fault, fault);
    QFETCH(QString, code);
    MemorySecretStore store;
    QCOMPARE(told(write(store, "value")), u"done"_s);
    for (const int after : {0, 1}) {
        store.keyring().setFaultAfter(after, fault);
        QCOMPARE(told(write(store, "other")), code);
        store.keyring().setFault(Fault::None);
    }
    store.keyring().setFaultAfter(0, fault);
    const auto answer = read(store);
    QCOMPARE(told(answer), code);
    QCOMPARE(answer->problem().facts.value("entry"_L1).toString(), Name);
    QCOMPARE(answer->problem().facts.value("backend"_L1).toString(), u"memory"_s);
    QCOMPARE(told(remove(store)), code);
}

void TestSecretStore::whatIsNotReadBackIsNotWritten()
{
    MemorySecretStore store;
    store.keyring().setFault(Fault::Forgetful);
    QCOMPARE(told(write(store, "value")), QString(Code::KeychainCorrupt));
}

void TestSecretStore::noAnswerIsATimeout()
{
    MemorySecretStore store;
    store.keyring().setFault(Fault::Silent);
    const auto operation = store.write(Name, Secret("value"));
    operation->setDeadline(50ms);
    const auto result = outcome<Done>(*operation);
    QCOMPARE(told(result), QString(Code::KeychainTimeout));
    QVERIFY(result->problem().facts.value("promptMayBeWaiting"_L1).toBool());
    QCOMPARE(result->problem().facts.value("seconds"_L1).toDouble(), 0.05);
    QVERIFY(!operation->isRunning());
}

void TestSecretStore::cancelSilences()
{
    MemorySecretStore store;
    store.setPartSize(PartSize);
    const auto writing = store.write(Name, Secret(everyByte(35)));
    const auto reading = store.read(Name);
    const auto removing = store.remove(Name);
    QSignalSpy written(writing.get(), &WriteSecret::finished);
    QSignalSpy found(reading.get(), &ReadSecret::finished);
    QSignalSpy removed(removing.get(), &DeleteSecret::finished);
    const QList<SecretOperation *> operations{writing.get(), reading.get(), removing.get()};
    for (SecretOperation *operation : operations) {
        operation->setDeadline(20ms);
        operation->start();
        operation->cancel();
        QVERIFY(!operation->isRunning());
    }
    QTest::qWait(60);
    QCOMPARE(written.count() + found.count() + removed.count(), 0);
    QVERIFY(store.keyring().contents().isEmpty());
}

void TestSecretStore::destructionSilences()
{
    MemorySecretStore store;
    auto reading = store.read(Name);
    int answers = 0;
    connect(reading.get(), &ReadSecret::finished, this, [&answers] { ++answers; });
    reading->start();
    reading.reset();
    QTest::qWait(30);
    QCOMPARE(answers, 0);
}

void TestSecretStore::anOperationCanBeStartedAgain()
{
    MemorySecretStore store;
    const auto writing = store.write(Name, Secret("value"));
    QCOMPARE(told(outcome<Done>(*writing)), u"done"_s);
    writing->start();
    writing->cancel();
    QCOMPARE(told(outcome<Done>(*writing)), u"done"_s);
    const auto reading = store.read(Name);
    QCOMPARE(told(outcome<Secret>(*reading)), u"value"_s);
    QCOMPARE(told(outcome<Secret>(*reading)), u"value"_s);
    const auto removing = store.remove(Name);
    QCOMPARE(told(outcome<Done>(*removing)), u"done"_s);
    QCOMPARE(told(outcome<Done>(*removing)), u"done"_s);
}

void TestSecretStore::theReceiverMayDeleteTheOperation()
{
    MemorySecretStore store;
    store.setPartSize(PartSize);
    auto writing = store.write(Name, Secret(everyByte(35)));
    connect(writing.get(), &WriteSecret::finished, this, [&writing] { writing.reset(); });
    writing->start();
    QTRY_VERIFY(!writing);

    auto reading = store.read(Name);
    QByteArray value;
    connect(reading.get(), &ReadSecret::finished, this, [&](const Result<Secret> &answer) {
        reading.reset();
        value = plain(*answer);
    });
    reading->start();
    QTRY_VERIFY(!reading);
    QCOMPARE(value, everyByte(35));

    store.keyring().setFault(Fault::Silent);
    auto removing = store.remove(Name);
    removing->setDeadline(10ms);
    connect(removing.get(), &DeleteSecret::finished, this, [&removing] { removing.reset(); });
    removing->start();
    QTRY_VERIFY(!removing);
}

void TestSecretStore::aSlowKeyringIsAnnouncedOnce()
{
    MemorySecretStore store;
    const auto quick = store.write(Name, Secret("value"));
    QSignalSpy quickSpy(quick.get(), &SecretOperation::waitingForUser);
    QCOMPARE(told(outcome<Done>(*quick)), u"done"_s);
    QCOMPARE(quickSpy.count(), 0);

    store.keyring().setDelay(60ms);
    const auto slow = store.write(Name, Secret("value"));
    slow->setPatience(20ms);
    QSignalSpy slowSpy(slow.get(), &SecretOperation::waitingForUser);
    QCOMPARE(told(outcome<Done>(*slow)), u"done"_s);
    QCOMPARE(slowSpy.count(), 1);
}

void TestSecretStore::entriesStayWithinTheLimit()
{
    MemorySecretStore store;
    QCOMPARE(told(write(store, everyByte(SecretLayout::DefaultPartSize))), u"done"_s);
    QCOMPARE(told(write(store, everyByte(64 * SecretLayout::DefaultPartSize))), u"done"_s);
    QCOMPARE(store.keyring().contents().size(), 65);
    for (const Secret &entry : std::as_const(store.keyring().contents()))
        QVERIFY(entry.size() <= 2560);
}

void TestSecretStore::anInterruptedWriteLeavesOldOrNew_data()
{
    QTest::addColumn<qsizetype>("oldSize");
    QTest::addColumn<qsizetype>("newSize");
    for (const qsizetype oldSize : {-1, 5, 35}) {
        for (const qsizetype newSize : {5, 45})
            QTest::addRow("%d to %d", int(oldSize), int(newSize)) << oldSize << newSize;
    }
}

void TestSecretStore::anInterruptedWriteLeavesOldOrNew()
{
    QFETCH(qsizetype, oldSize);
    QFETCH(qsizetype, newSize);
    const QString oldValue = oldSize < 0 ? QString(Code::KeychainEntryMissing) : QString(oldSize, u'o');
    const QString newValue(newSize, u'n');
    bool sawOld = false;
    bool sawNew = false;
    for (int steps = 0;; ++steps) {
        MemorySecretStore store;
        store.setPartSize(PartSize);
        if (oldSize >= 0)
            QCOMPARE(told(write(store, oldValue.toUtf8())), u"done"_s);
        // Refused from here on: what stands in the keyring is what a killed program would have left.
        store.keyring().setFaultAfter(steps, Fault::Denied);
        const int before = store.keyring().requestCount();
        (void)write(store, newValue.toUtf8());
        const bool isComplete = store.keyring().requestCount() <= before + steps;
        store.keyring().setFaultAfter(0, Fault::None);
        const QString found = told(read(store));
        QVERIFY2(found == oldValue || found == newValue, qPrintable(found));
        QVERIFY(!sawNew || found == newValue); // once new, never old again
        sawOld = sawOld || found == oldValue;
        sawNew = sawNew || found == newValue;
        if (isComplete)
            break;
    }
    QVERIFY(sawOld);
    QVERIFY(sawNew);
}

void TestSecretStore::anInterruptedWriteLeavesNothingBehindLater_data()
{
    anInterruptedWriteLeavesOldOrNew_data();
}

void TestSecretStore::anInterruptedWriteLeavesNothingBehindLater()
{
    QFETCH(qsizetype, oldSize);
    QFETCH(qsizetype, newSize);
    for (int steps = 0; steps < 40; ++steps) {
        for (const bool thenDelete : {false, true}) {
            MemorySecretStore store;
            store.setPartSize(PartSize);
            if (oldSize >= 0)
                QCOMPARE(told(write(store, everyByte(oldSize))), u"done"_s);
            store.keyring().setFaultAfter(steps, Fault::Denied);
            (void)write(store, everyByte(newSize));
            store.keyring().setFaultAfter(0, Fault::None);
            QCOMPARE(told(thenDelete ? remove(store) : write(store, "short")), u"done"_s);
            QCOMPARE(store.keyring().contents().size(), thenDelete ? 0 : 1);
        }
    }
}

void TestSecretStore::anInterruptedDeletionLeavesOldOrNothing()
{
    const QString value(35, u'v');
    bool isGone = false;
    for (int steps = 0; steps < 15; ++steps) {
        MemorySecretStore store;
        store.setPartSize(PartSize);
        QCOMPARE(told(write(store, value.toUtf8())), u"done"_s);
        store.keyring().setFaultAfter(steps, Fault::Denied);
        (void)remove(store);
        store.keyring().setFaultAfter(0, Fault::None);
        const QString found = told(read(store));
        QVERIFY2(found == QString(Code::KeychainEntryMissing) || (!isGone && found == value),
                 qPrintable(found));
        isGone = found != value;
        QCOMPARE(told(remove(store)), u"done"_s);
        QVERIFY(store.keyring().contents().isEmpty());
    }
    QVERIFY(isGone);
}

void TestSecretStore::aFailedSweepIsNoFailedWrite()
{
    MemorySecretStore store;
    store.setPartSize(PartSize);
    QCOMPARE(told(write(store, everyByte(35))), u"done"_s);
    store.keyring().setFaultAfter(3, Fault::Denied); // look up, write, read back
    QCOMPARE(told(write(store, "short")), u"done"_s);
    store.keyring().setFaultAfter(0, Fault::None);
    QCOMPARE(told(read(store)), u"short"_s);
    QCOMPARE(store.keyring().contents().size(), 5);
    QCOMPARE(told(write(store, "again")), u"done"_s);
    QCOMPARE(store.keyring().contents().size(), 1);
}

void TestSecretStore::damageIsSeen_data()
{
    QTest::addColumn<QString>("entry");
    QTest::addColumn<QByteArray>("content"); // null: the entry is taken away
    const QString part = SecretLayout::partName(Name, 1, 2);
    const QByteArray magic = "ASKCODY-SETUP-SECRET-1 ";
    const QByteArray hash(64, 'a');
    QTest::newRow("part lost") << part << QByteArray();
    QTest::newRow("part changed") << part << QByteArray("0123456789");
    QTest::newRow("part cut") << part << QByteArray("01");
    QTest::newRow("not ours") << Name << QByteArray("a password");
    QTest::newRow("manifest empty") << Name << QByteArray("");
    QTest::newRow("no line end") << Name << QByteArray(magic + "1 4 35 " + hash + " -");
    QTest::newRow("a field too few") << Name << QByteArray(magic + "1 4 35 -\n");
    QTest::newRow("no number") << Name << QByteArray(magic + "1 x 35 " + hash + " -\n");
    QTest::newRow("negative") << Name << QByteArray(magic + "1 -4 35 " + hash + " -\n");
    QTest::newRow("too many parts") << Name << QByteArray(magic + "1 65 35 " + hash + " -\n");
    QTest::newRow("other length") << Name << QByteArray(magic + "1 4 36 " + hash + " -\n");
    QTest::newRow("negative length") << Name << QByteArray(magic + "1 4 -35 " + hash + " -\n");
    QTest::newRow("other hash") << Name << QByteArray(magic + "1 4 35 " + hash + " -\n");
    QTest::newRow("short hash") << Name << QByteArray(magic + "1 4 35 abc -\n");
    QTest::newRow("inline, other hash") << Name << QByteArray(magic + "1 0 3 " + hash + " -\nabc");
    QTest::newRow("leavings unreadable") << Name << QByteArray(magic + "1 4 35 " + hash + " 1\n");
    QTest::newRow("leavings endless")
        << Name << QByteArray(magic + "1 4 35 " + hash + " 2:1,3:1,4:1,5:1,6:1\n");
    QTest::newRow("leavings in use") << Name << QByteArray(magic + "1 4 35 " + hash + " 1:4\n");
}

void TestSecretStore::damageIsSeen()
{
    QFETCH(QString, entry);
    QFETCH(QByteArray, content);
    MemorySecretStore store;
    store.setPartSize(PartSize);
    QCOMPARE(told(write(store, everyByte(35))), u"done"_s);
    if (content.isNull())
        QCOMPARE(store.keyring().contents().remove(entry), 1);
    else
        store.keyring().contents().insert(entry, Secret(content));
    QCOMPARE(told(read(store)), QString(Code::KeychainCorrupt));
}

void TestSecretStore::aDamagedEntryCanBeReplaced()
{
    MemorySecretStore store;
    store.keyring().contents().insert(Name, Secret("rubbish"));
    QCOMPARE(told(write(store, "value")), u"done"_s);
    QCOMPARE(told(read(store)), u"value"_s);
    store.keyring().contents().insert(Name, Secret("rubbish"));
    QCOMPARE(told(remove(store)), u"done"_s);
    QVERIFY(store.keyring().contents().isEmpty());
}

void TestSecretStore::aValueReplacedWhileItIsReadIsReadAnew()
{
    for (const qsizetype newSize : {5, 45}) {
        for (int steps = 0; steps < 8; ++steps) {
            auto owned = std::make_unique<ReplacingKeyring>();
            ReplacingKeyring &keyring = *owned;
            SecretStore store(std::move(owned));
            store.setPartSize(PartSize);
            QCOMPARE(told(write(store, QByteArray(35, 'o'))), u"done"_s);
            keyring.replaceAfter(steps, newSize);
            const QString found = told(read(store));
            const bool isLate = steps > 4; // the manifest and four parts had been read
            QCOMPARE(found, isLate ? QString(35, u'o') : QString(newSize, u'n'));
        }
    }
}

QTEST_GUILESS_MAIN(TestSecretStore)
#include "tst_secretstore.moc"
