// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/problemcodes.h"
#include "unit/setup/campaignworld.h"
#include "unit/setup/faultyproxy.h"
#include "unit/setup/filekeyring.h"

#include <QProcess>
#include <QTest>

#include <csignal>
#include <unistd.h>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

constexpr auto Password = "Kj7-portal-campaign!";

// What must hold after whatever happened, before anybody goes on.
QString complaint(const Draft &draft, const QList<PortalIntegration> &made, const QStringList &keychain)
{
    if (made.size() > 1)
        return u"two integrations"_s;
    const bool isKnown = !draft.sentTo.isEmpty() || draft.state == Session::State::Confirmed
        || draft.towards == Session::State::Confirmed;
    if (!made.isEmpty() && !isKnown)
        return u"made, and the journal does not know that it was sent"_s;
    for (const QString &entry : keychain)
        if (!draft.keychainItems.contains(entry.section(u'#', 0, 0)))
            return u"the journal knows nothing of "_s + entry;
    return {};
}

// And in the end.
QString finalComplaint(const Draft &draft, const QList<PortalIntegration> &made, const QStringList &keychain)
{
    if (made.size() != 1)
        return u"%1 integrations"_s.arg(made.size());
    if (draft.state != Session::State::Confirmed || draft.submission || draft.portalId != made.first().id)
        return u"not confirmed in the journal"_s;
    if (!keychain.isEmpty() || !draft.keychainItems.isEmpty())
        return u"the keychain still holds "_s + keychain.join(u", "_s);
    return {};
}

} // namespace

// Pushes through a network that fails at every piece of what is said, and by processes that are killed.
class TestPortalCampaign : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QVERIFY(m_world.signIn());
        QVERIFY(m_forgetful.signIn());
    }
    void throughAFailingNetwork_data();
    void throughAFailingNetwork();
    void killedAtEveryMoment_data();
    void killedAtEveryMoment();
    void cleanupTestCase()
    {
        qInfo("%d cases", m_cases);
        QVERIFY(m_cases >= 200);
    }

private:
    CampaignWorld m_world;
    CampaignWorld m_forgetful{u"portal/forgetful"_s};
    int m_cases = 0;
};

using Fault = FaultyProxy::Fault;
Q_DECLARE_METATYPE(Fault)

void TestPortalCampaign::throughAFailingNetwork_data()
{
    QTest::addColumn<Fault>("fault");
    QTest::addColumn<bool>("forgets");
    const QList<std::pair<const char *, Fault>> faults{
        {"cut", Fault::Cut},        {"half, then cut", Fault::HalfThenCut},     {"reset", Fault::Reset},
        {"stall", Fault::Stall},    {"half, then stall", Fault::HalfThenStall}, {"twice", Fault::Twice},
        {"garbled", Fault::Garbled}};
    for (const bool forgets : {false, true})
        for (const auto &[name, fault] : faults)
            QTest::addRow("%s%s", name, forgets ? ", forgetful portal" : "") << fault << forgets;
}

void TestPortalCampaign::throughAFailingNetwork()
{
    QFETCH(const Fault, fault);
    QFETCH(const bool, forgets);
    CampaignWorld &world = forgets ? m_forgetful : m_world;
    FaultyProxy proxy(world.portalPort());
    bool hasStruck = true;
    for (int piece = 0; hasStruck; ++piece) {
        const QString where = u"piece %1: "_s.arg(piece);
        Place place = world.place(proxy.serverPort());
        QTemporaryDir folder(PushWorld::scratch());
        const Journal journal(folder.path());
        auto *keyring = new MemoryKeyring;
        SecretStore secrets{std::unique_ptr<Keyring>(keyring)};
        const QUuid id = QUuid::createUuid();
        QVERIFY(journal.save(Place::draft(id)));
        std::chrono::milliseconds patience{};
        const auto press = [&](const QByteArray &password) {
            WorldDoor door(place.table); // a new program: no connection is left from before
            const auto lock = journal.lock(id);
            PortalPush push({place.context(door, patience), secrets, journal, place.random},
                            {id, lock.get(), Secret(password)});
            return outcomeOf<PushOutcome>(push, 20'000);
        };
        proxy.arm(fault, piece);
        patience = std::chrono::milliseconds(400); // nobody waits for what stalls
        auto outcome = press(Password);
        hasStruck = proxy.hasStruck();
        proxy.arm(Fault::None, 0);
        const QString before = complaint(*journal.load(id), world.made(), keyring->contents().keys());
        QVERIFY2(before.isEmpty(), qPrintable(where + before));
        patience = std::chrono::seconds(15);
        outcome = press({});
        if (codeOf(outcome) == Code::PasswordMissing)
            outcome = press(Password);
        QVERIFY2(outcome, qPrintable(where + codeOf(outcome)));
        QVERIFY2(outcome->isOurs && outcome->differences.isEmpty(), qPrintable(where));
        const QString after = finalComplaint(*journal.load(id), world.made(), keyring->contents().keys());
        QVERIFY2(after.isEmpty(), qPrintable(where + after));
        QVERIFY(world.clear());
        m_cases += hasStruck ? 1 : 0;
    }
}

void TestPortalCampaign::killedAtEveryMoment_data()
{
    QTest::addColumn<bool>("forgets");
    QTest::newRow("a portal as it should be") << false;
    QTest::newRow("a portal that forgets idempotency keys") << true;
}

// Each act on keychain and portal is a moment before and one after; the journal is written between them.
void TestPortalCampaign::killedAtEveryMoment()
{
    QFETCH(const bool, forgets);
    CampaignWorld &world = forgets ? m_forgetful : m_world;
    bool wasKilled = true;
    for (int moment = 0; wasKilled; ++moment) {
        const QString where = u"moment %1: "_s.arg(moment);
        QTemporaryDir folder(PushWorld::scratch());
        const Journal journal(folder.path() + u"/drafts"_s);
        const QString keyring = folder.filePath(u"keyring.json"_s);
        const QUuid id = QUuid::createUuid();
        QVERIFY(journal.save(Place::draft(id)));
        QFile placeFile(folder.filePath(u"place.json"_s));
        QVERIFY(placeFile.open(QIODevice::WriteOnly));
        placeFile.write(QJsonDocument(world.place(world.portalPort()).toJson()).toJson());
        placeFile.close();
        const auto run = [&](int killAt) {
            QProcess victim;
            QSignalSpy finished(&victim, &QProcess::finished);
            victim.start(QCoreApplication::applicationFilePath(),
                         {u"--victim"_s, folder.path(), id.toString(), QString::number(killAt)});
            if (!finished.wait(20'000))
                return -1;
            return victim.exitStatus() == QProcess::CrashExit ? SIGKILL : victim.exitCode();
        };
        const int code = run(moment);
        wasKilled = code == SIGKILL;
        QVERIFY2(wasKilled || code == 0, qPrintable(where + u"ended with %1"_s.arg(code)));
        const QString before = complaint(*journal.load(id), world.made(), FileKeyring::read(keyring).keys());
        QVERIFY2(before.isEmpty(), qPrintable(where + before));
        QVERIFY2(run(1'000'000) == 0, qPrintable(where));
        const QString after =
            finalComplaint(*journal.load(id), world.made(), FileKeyring::read(keyring).keys());
        QVERIFY2(after.isEmpty(), qPrintable(where + after));
        QVERIFY(world.clear());
        m_cases += wasKilled ? 1 : 0;
    }
}

namespace {

// One push by a process of its own, which dies at the wanted moment.
int victim(const QStringList &arguments)
{
    const QString folder = arguments.value(2);
    const QUuid id = QUuid::fromString(arguments.value(3));
    int left = arguments.value(4).toInt();
    const auto moment = [&left] {
        if (left-- == 0)
            ::kill(::getpid(), SIGKILL);
    };
    QFile file(folder + u"/place.json"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 2;
    Place place = Place::fromJson(QJsonDocument::fromJson(file.readAll()).object());

    class MortalDoor : public WorldDoor
    {
    public:
        MortalDoor(const WorldTable &table, std::function<void()> moment)
            : WorldDoor(table)
            , m_moment(std::move(moment))
        {}
        std::unique_ptr<Exchange> exchange(const ExchangeQuery &query) override
        {
            m_moment();
            auto made = WorldDoor::exchange(query);
            QObject::connect(made.get(), &Exchange::finished, made.get(), m_moment);
            return made;
        }

    private:
        std::function<void()> m_moment;
    };

    MortalDoor door(place.table, moment);
    SecretStore secrets{std::make_unique<FileKeyring>(folder + u"/keyring.json"_s, moment)};
    const Journal journal(folder + u"/drafts"_s);
    const PortalContext context = place.context(door, std::chrono::seconds(10));
    const auto press = [&](const QByteArray &password) {
        const auto lock = journal.lock(id);
        PortalPush push({context, secrets, journal, place.random}, {id, lock.get(), Secret(password)});
        return outcomeOf<PushOutcome>(push, 20'000);
    };
    const auto outcome = press(Password);
    if (!outcome)
        qWarning("%s", qPrintable(outcome.problem().code));
    return outcome && outcome->isOurs && outcome->differences.isEmpty() ? 0 : 1;
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    if (QCoreApplication::arguments().value(1) == "--victim"_L1)
        return victim(QCoreApplication::arguments());
    TestPortalCampaign test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_portalcampaign.moc"
