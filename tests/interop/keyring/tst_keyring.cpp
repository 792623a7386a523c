// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/problemcodes.h"
#include "secrets/forgetsecrets.h"
#include "secrets/keychainsecretstore.h"
#include "unit/secrets/outcome.h"

#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusVariant>
#include <QDBusVirtualObject>
#include <QElapsedTimer>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>

#include <csignal>

using namespace Setup;
using namespace SecretTest;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString Name = u"integration/1b4e28ba-2fa1-11d2-883f-0016d3cca427/password"_s;
const QString Killed = u"integration/killed/password"_s;
const auto Service = u"org.freedesktop.secrets"_s;
const auto ServicePath = u"/org/freedesktop/secrets"_s;

Secret secret(const QByteArray &bytes)
{
    return Secret(QByteArray(bytes.constData(), bytes.size()));
}

// Not QDBusInterface: what that learns of the other side, it leaks (Qt 6.4).
QVariant ask(const QString &path, const QString &interface, const QString &method,
             const QVariantList &arguments)
{
    auto question = QDBusMessage::createMethodCall(Service, path, interface, method);
    question.setArguments(arguments);
    const QDBusMessage reply = QDBusConnection::sessionBus().call(question);
    return reply.arguments().value(0);
}

// Takes the place of the window that would ask for the keyring's password, and leaves it unanswered.
class SilentPrompter : public QDBusVirtualObject
{
public:
    QString introspect(const QString &) const override { return {}; }
    bool handleMessage(const QDBusMessage &message, const QDBusConnection &connection) override
    {
        return connection.send(message.createReply());
    }
};

} // namespace

// Runs against a real gnome-keyring in a session bus of its own; run.sh makes the surroundings and says which
// functions belong into which.
class TestKeyring : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void valuesComeBack_data();
    void valuesComeBack();
    void anotherClientFindsTheValue();
    void namesAreListedUntilForgotten();
    void aValueOutlivesTheDaemon();
    void aDaemonThatDiesIsNoticed();
    void aKilledWriterLeavesOldOrNew();
    void aLockedKeyringIsCalledLocked();
    void aPromptThatWaitsIsATimeout();
    void aCancelledRequestIsSurvived();

    void withoutAServiceTheKeychainIsAbsent();
    void theEndOfTheBusIsSurvived();

private:
    void startBus();
    void startDaemon(const QByteArray &password);
    void stopDaemon();
    bool hasService() const;
    void lock();
    bool isLocked() const;

    std::optional<Result<Done>> write(const QByteArray &value, std::chrono::milliseconds deadline = 20s);
    std::optional<Result<Secret>> read(const QString &name = Name, std::chrono::milliseconds deadline = 20s);
    std::optional<Result<Done>> remove(std::chrono::milliseconds deadline = 20s);

    std::unique_ptr<QProcess> m_bus;
    std::unique_ptr<QProcess> m_daemon;
    std::unique_ptr<KeychainSecretStore> m_store;
};

void TestKeyring::init()
{
    m_store = std::make_unique<KeychainSecretStore>();
    if (qEnvironmentVariableIsSet("SETUP_TEST_OWN_BUS"))
        startBus();
    if (qstrncmp(QTest::currentTestFunction(), "without", 7) != 0)
        startDaemon("the keyring's own password");
}

void TestKeyring::cleanup()
{
    stopDaemon();
    m_store.reset();
}

void TestKeyring::startBus()
{
    m_bus = std::make_unique<QProcess>();
    m_bus->setStandardErrorFile(QProcess::nullDevice()); // says that it may not open more files
    m_bus->start(u"dbus-daemon"_s,
                 {u"--nofork"_s, u"--print-address"_s, u"--config-file"_s,
                  qEnvironmentVariable("SETUP_TEST_OWN_BUS")});
    QVERIFY(m_bus->waitForReadyRead());
    qputenv("DBUS_SESSION_BUS_ADDRESS", m_bus->readLine().trimmed());
}

void TestKeyring::startDaemon(const QByteArray &password)
{
    m_daemon = std::make_unique<QProcess>();
    m_daemon->setStandardErrorFile(QProcess::nullDevice()); // says that it has no IPC_LOCK
    m_daemon->start(u"gnome-keyring-daemon"_s, {u"--foreground"_s, u"--unlock"_s, u"--components=secrets"_s});
    m_daemon->write(password);
    m_daemon->closeWriteChannel();
    QTRY_VERIFY(hasService());
    QTRY_VERIFY(!isLocked());
}

void TestKeyring::stopDaemon()
{
    if (!m_daemon)
        return;
    m_daemon->kill();
    QTRY_COMPARE(m_daemon->state(), QProcess::NotRunning);
    m_daemon.reset();
    QTRY_VERIFY(!hasService());
}

bool TestKeyring::hasService() const
{
    auto *bus = QDBusConnection::sessionBus().interface();
    return bus->isServiceRegistered(Service);
}

void TestKeyring::lock()
{
    const auto collection =
        ask(ServicePath, u"org.freedesktop.Secret.Service"_s, u"ReadAlias"_s, {u"default"_s})
            .value<QDBusObjectPath>();
    ask(ServicePath, u"org.freedesktop.Secret.Service"_s, u"Lock"_s,
        {QVariant::fromValue(QList<QDBusObjectPath>{collection})});
    QTRY_VERIFY(isLocked());
}

bool TestKeyring::isLocked() const
{
    const auto collection =
        ask(ServicePath, u"org.freedesktop.Secret.Service"_s, u"ReadAlias"_s, {u"default"_s})
            .value<QDBusObjectPath>();
    return ask(collection.path(), u"org.freedesktop.DBus.Properties"_s, u"Get"_s,
               {u"org.freedesktop.Secret.Collection"_s, u"Locked"_s})
        .value<QDBusVariant>()
        .variant()
        .toBool();
}

std::optional<Result<Done>> TestKeyring::write(const QByteArray &value, std::chrono::milliseconds deadline)
{
    const auto operation = m_store->write(Name, secret(value));
    operation->setDeadline(deadline);
    return outcome<Done>(*operation, 30s);
}

std::optional<Result<Secret>> TestKeyring::read(const QString &name, std::chrono::milliseconds deadline)
{
    const auto operation = m_store->read(name);
    operation->setDeadline(deadline);
    return outcome<Secret>(*operation, 30s);
}

std::optional<Result<Done>> TestKeyring::remove(std::chrono::milliseconds deadline)
{
    const auto operation = m_store->remove(Name);
    operation->setDeadline(deadline);
    return outcome<Done>(*operation, 30s);
}

void TestKeyring::valuesComeBack_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("a password") << qgetenv("SETUP_TEST_CANARY");
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("umlauts") << u"Größenwahn-Paßwort €"_s.toUtf8();
    QTest::newRow("every byte") << everyByte(256);
    QTest::newRow("10 kB") << qgetenv("SETUP_TEST_CANARY") + everyByte(10 * 1024);
}

void TestKeyring::valuesComeBack()
{
    QFETCH(QByteArray, value);
    QCOMPARE(told(write(value)), u"done"_s);
    const auto answer = read();
    QVERIFY2(answer && *answer, qPrintable(told(answer)));
    QCOMPARE(plain(**answer), value);
    QCOMPARE(told(remove()), u"done"_s);
    QCOMPARE(told(read()), QString(Code::KeychainEntryMissing));
}

void TestKeyring::anotherClientFindsTheValue()
{
    const QByteArray canary = qgetenv("SETUP_TEST_CANARY");
    QCOMPARE(told(write(canary)), u"done"_s);
    QProcess tool;
    tool.start(u"secret-tool"_s, {u"lookup"_s, u"server"_s, u"AskCody Exchange Setup"_s, u"user"_s, Name});
    QVERIFY(tool.waitForFinished());
    QCOMPARE(tool.exitCode(), 0);
    const QByteArray entry = QByteArray::fromBase64(tool.readAllStandardOutput());
    QVERIFY(entry.startsWith("ASKCODY-SETUP-SECRET-1 "));
    QVERIFY(entry.endsWith('\n' + canary));
}

void TestKeyring::namesAreListedUntilForgotten()
{
    QCOMPARE(told(write("value")), u"done"_s);
    const auto names = m_store->names();
    QVERIFY(names);
    QVERIFY(names->contains(Name));
    ForgetSecrets forgetting(*m_store, {Name});
    const auto forgotten = outcome<QStringList>(forgetting, 20s);
    QVERIFY(forgotten && *forgotten);
    QCOMPARE(**forgotten, QStringList{Name});
    QVERIFY(!m_store->names()->contains(Name));
    QCOMPARE(told(read()), QString(Code::KeychainEntryMissing));
}

void TestKeyring::aValueOutlivesTheDaemon()
{
    const QByteArray value = everyByte(5000);
    QCOMPARE(told(write(value)), u"done"_s);
    stopDaemon();
    QCOMPARE(told(read()), QString(Code::KeychainAbsent));
    startDaemon("the keyring's own password");
    const auto answer = read();
    QVERIFY2(answer && *answer, qPrintable(told(answer)));
    QCOMPARE(plain(**answer), value);
}

void TestKeyring::aDaemonThatDiesIsNoticed()
{
    QCOMPARE(told(write("former")), u"done"_s);
    const auto pid = static_cast<pid_t>(m_daemon->processId());
    const auto operation = m_store->write(Name, secret(everyByte(10000)));
    QTimer::singleShot(300, m_daemon.get(), [pid] { ::kill(pid, SIGKILL); });
    ::kill(pid, SIGSTOP); // so that it is in the middle for certain
    const auto result = outcome<Done>(*operation, 30s);
    QCOMPARE(told(result), QString(Code::KeychainAbsent));
    QCOMPARE(result->problem().facts.value("running"_L1), QJsonValue(false));
    QTRY_COMPARE(m_daemon->state(), QProcess::NotRunning);
    startDaemon("the keyring's own password");
    QCOMPARE(told(read()), u"former"_s);
}

void TestKeyring::aKilledWriterLeavesOldOrNew()
{
    for (int delay = 40; delay <= 400; delay += 40) {
        QProcess writer;
        writer.start(QCoreApplication::applicationFilePath(), {u"--write-for-ever"_s});
        QVERIFY(writer.waitForStarted());
        QVERIFY(writer.waitForReadyRead()); // the first value stands
        QTest::qWait(delay); // not to prove anything: to be killed at different moments
        writer.kill();
        QVERIFY(writer.waitForFinished());
        const auto answer = read(Killed);
        QVERIFY2(answer && *answer, qPrintable(told(answer)));
        const QByteArray value = plain(**answer);
        QVERIFY(value.size() == 10000 || value.size() == 3000);
        QCOMPARE(value, QByteArray(value.size(), value.at(0)));
    }
    const auto removing = m_store->remove(Killed);
    QCOMPARE(told(outcome<Done>(*removing, 20s)), u"done"_s);
    QProcess tool;
    tool.start(u"secret-tool"_s, {u"search"_s, u"--all"_s, u"server"_s, u"AskCody Exchange Setup"_s});
    QVERIFY(tool.waitForFinished());
    QVERIFY(!tool.readAllStandardOutput().contains("killed"));
    QVERIFY(!tool.readAllStandardError().contains("killed"));
}

void TestKeyring::aLockedKeyringIsCalledLocked()
{
    QCOMPARE(told(write("former")), u"done"_s);
    lock();
    const auto reading = read();
    QCOMPARE(told(reading), QString(Code::KeychainLocked));
    const QJsonObject facts = reading->problem().facts;
    QCOMPARE(facts.value("locked"_L1), QJsonValue(true));
    QCOMPARE(facts.value("backend"_L1), QJsonValue(u"Secret Service"_s));
    QCOMPARE(told(write("other")), QString(Code::KeychainLocked));
    QCOMPARE(told(remove()), QString(Code::KeychainLocked));
    stopDaemon();
    startDaemon("the keyring's own password");
    QCOMPARE(told(read()), u"former"_s);
}

void TestKeyring::aPromptThatWaitsIsATimeout()
{
    QCOMPARE(told(write("former")), u"done"_s);
    SilentPrompter prompter;
    auto prompts = QDBusConnection::connectToBus(QDBusConnection::SessionBus, u"prompter"_s);
    QVERIFY(prompts.registerVirtualObject(u"/org/gnome/keyring/Prompter"_s, &prompter));
    QVERIFY(prompts.registerService(u"org.gnome.keyring.SystemPrompter"_s));
    lock();
    const auto operation = m_store->read(Name);
    operation->setDeadline(3s);
    operation->setPatience(500ms);
    QSignalSpy waiting(operation.get(), &SecretOperation::waitingForUser);
    const auto result = outcome<Secret>(*operation, 30s);
    QCOMPARE(told(result), QString(Code::KeychainTimeout));
    QCOMPARE(waiting.count(), 1);
    QCOMPARE(result->problem().facts.value("locked"_L1), QJsonValue(true));
    QCOMPARE(result->problem().facts.value("promptMayBeWaiting"_L1), QJsonValue(true));

    // The prompt still waits, so the next one says so; when the prompt is gone, everything goes on.
    const auto behind = read(Name, 500ms);
    QCOMPARE(told(behind), QString(Code::KeychainTimeout));
    QCOMPARE(behind->problem().facts.value("earlierRequestUnanswered"_L1), QJsonValue(true));
    QVERIFY(prompts.unregisterService(u"org.gnome.keyring.SystemPrompter"_s));
    QCOMPARE(told(read()), QString(Code::KeychainLocked));
    stopDaemon();
    startDaemon("the keyring's own password");
    QCOMPARE(told(read()), u"former"_s);
}

void TestKeyring::aCancelledRequestIsSurvived()
{
    QCOMPARE(told(write("former")), u"done"_s);
    for (int turn = 0; turn < 20; ++turn) {
        auto operation = m_store->write(Name, secret(everyByte(4000)));
        operation->start();
        QTest::qWait(turn % 5);
        if (turn % 2 == 0)
            operation->cancel();
        operation.reset();
        if (turn % 3 == 0) // the store may go, too, while QtKeychain is still at work
            m_store = std::make_unique<KeychainSecretStore>();
    }
    const auto answer = read();
    QVERIFY2(answer && *answer, qPrintable(told(answer)));
    QCOMPARE(told(write("latter")), u"done"_s);
    QCOMPARE(told(read()), u"latter"_s);
}

void TestKeyring::withoutAServiceTheKeychainIsAbsent()
{
    QElapsedTimer clock;
    clock.start();
    const auto writing = write("value");
    QCOMPARE(told(writing), QString(Code::KeychainAbsent));
    const bool hasBus = qEnvironmentVariableIntValue("SETUP_TEST_HAS_BUS") != 0;
    QCOMPARE(writing->problem().facts.value("sessionBus"_L1), QJsonValue(hasBus));
    QCOMPARE(told(read()), QString(Code::KeychainAbsent));
    QCOMPARE(told(remove()), QString(Code::KeychainAbsent));
    QVERIFY(clock.elapsed() < 10000);
}

void TestKeyring::theEndOfTheBusIsSurvived()
{
    QCOMPARE(told(write("former")), u"done"_s);
    m_bus->kill();
    QTRY_COMPARE(m_bus->state(), QProcess::NotRunning);
    const auto answer = read();
    QCOMPARE(told(answer), QString(Code::KeychainAbsent));
    QCOMPARE(answer->problem().facts.value("sessionBus"_L1), QJsonValue(false));
}

namespace {

// The program that is killed: two values, one after the other, until the end.
int writeForEver()
{
    KeychainSecretStore store;
    for (int turn = 0;; ++turn) {
        const auto operation = store.write(
            Killed, secret(QByteArray(turn % 2 == 0 ? 10000 : 3000, static_cast<char>('a' + turn % 2))));
        const auto result = outcome<Done>(*operation, 20s);
        if (!result || !*result)
            return 1;
        std::puts("written");
        std::fflush(stdout);
    }
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    if (application.arguments().contains("--write-for-ever"_L1))
        return writeForEver();
    TestKeyring test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_keyring.moc"
