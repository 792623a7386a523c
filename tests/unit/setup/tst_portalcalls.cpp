// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/problemcodes.h"
#include "portal/portaldiscovery.h"
#include "setup/keptsignin.h"
#include "unit/setup/campaignworld.h"
#include "unit/setup/faultyproxy.h"

#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

using Fault = FaultyProxy::Fault;
Q_DECLARE_METATYPE(Fault)

namespace {

constexpr auto Password = "Kj7-portal-calls!";
constexpr auto NewName = "Headquarters, renamed"_L1;
constexpr std::chrono::milliseconds Impatient{400}; // nobody waits for what stalls
constexpr std::chrono::milliseconds Patient{15'000};

const QList<std::pair<const char *, Fault>> &faults()
{
    static const QList<std::pair<const char *, Fault>> all{
        {"cut", Fault::Cut},        {"half, then cut", Fault::HalfThenCut},     {"reset", Fault::Reset},
        {"stall", Fault::Stall},    {"half, then stall", Fault::HalfThenStall}, {"twice", Fault::Twice},
        {"garbled", Fault::Garbled}};
    return all;
}

bool isStall(Fault fault)
{
    return fault == Fault::Stall || fault == Fault::HalfThenStall;
}

template<typename Answer, typename Operation>
Result<Done> ended(std::unique_ptr<Operation> operation)
{
    const auto result = outcomeOf<Answer>(*operation, 20'000);
    return result ? Result<Done>(Done{}) : result.problem();
}

using Call = std::function<Result<Done>(const PortalContext &, const PortalIntegration &)>;

// The calls that a push does not make.
QList<std::pair<QString, Call>> calls()
{
    return {{u"discovery"_s,
             [](const PortalContext &context, const PortalIntegration &) {
                 return ended<DiscoveredPortal>(std::make_unique<PortalDiscovery>(
                     context.door, context.site, context.tag, context.deadline));
             }},
            {u"me"_s,
             [](const PortalContext &context, const PortalIntegration &) {
                 return ended<PortalAccount>(PortalClient(context).readAccount());
             }},
            {u"list"_s,
             [](const PortalContext &context, const PortalIntegration &) {
                 return ended<QList<PortalIntegration>>(PortalClient(context).listIntegrations());
             }},
            {u"read"_s,
             [](const PortalContext &context, const PortalIntegration &there) {
                 return ended<PortalIntegration>(PortalClient(context).readIntegration(there.id));
             }},
            {u"change"_s,
             [](const PortalContext &context, const PortalIntegration &there) {
                 IntegrationChange change;
                 change.name = NewName;
                 return ended<PortalIntegration>(
                     PortalClient(context).changeIntegration(there.id, there.etag, *changeBody(change)));
             }},
            {u"remove"_s,
             [](const PortalContext &context, const PortalIntegration &there) {
                 return ended<Done>(PortalClient(context).removeIntegration(there.id, there.etag));
             }},
            {u"check"_s,
             [](const PortalContext &context, const PortalIntegration &there) {
                 return ended<CloudResult>(PortalClient(context).checkIntegration(there.id));
             }},
            {u"probe"_s, [](const PortalContext &context, const PortalIntegration &there) {
                 return ended<CloudResult>(PortalClient(context).probePath(there.ewsUrl));
             }}};
}

// What must be true of a failure, whatever failed: somebody can say what it was, and it tells no secret.
QString complaint(const Result<Done> &result, const QByteArray &secret)
{
    if (result)
        return {};
    const Problem &problem = result.problem();
    const bool isKnown = Code::all().contains(QLatin1StringView(problem.code.toLatin1()));
    if (!isKnown || problem.code == Code::InternalError)
        return u"no clear problem: "_s + problem.code;
    const QByteArray told = QJsonDocument(toJson(problem)).toJson();
    return told.contains(secret) || told.contains(Password) ? u"it tells a secret"_s : QString();
}

} // namespace

// Every call that is not part of a push, through a network that fails at every piece of what is said.
class TestPortalCalls : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY(m_world.signIn()); }
    void callsThroughAFailingNetwork_data();
    void callsThroughAFailingNetwork();
    void aKeptSignInThroughAFailingNetwork_data();
    void aKeptSignInThroughAFailingNetwork();
    void cleanupTestCase()
    {
        qInfo("%d cases", m_cases);
        QVERIFY(m_cases >= 200);
    }

private:
    bool makeOne();

    CampaignWorld m_world;
    int m_cases = 0;
};

void TestPortalCalls::callsThroughAFailingNetwork_data()
{
    QTest::addColumn<int>("call");
    QTest::addColumn<Fault>("fault");
    for (int call = 0; call < calls().size(); ++call)
        for (const auto &[name, fault] : faults())
            QTest::addRow("%s, %s", qPrintable(calls().at(call).first), name) << call << fault;
}

// Through a network without faults.
bool TestPortalCalls::makeOne()
{
    Place place = m_world.place(m_world.portalPort());
    QTemporaryDir folder(PushWorld::scratch());
    const Journal journal(folder.path());
    MemorySecretStore secrets;
    const QUuid id = QUuid::createUuid();
    if (!journal.save(Place::draft(id)))
        return false;
    WorldDoor door(place.table);
    const auto lock = journal.lock(id);
    PortalPush push({place.context(door, Patient), secrets, journal, place.random},
                    {id, lock.get(), Secret(Password)});
    return outcomeOf<PushOutcome>(push, 20'000).hasValue();
}

void TestPortalCalls::callsThroughAFailingNetwork()
{
    QFETCH(const int, call);
    QFETCH(const Fault, fault);
    const QString name = calls().at(call).first;
    const Call make = calls().at(call).second;
    FaultyProxy proxy(m_world.portalPort());
    bool hasStruck = true;
    for (int piece = 0; hasStruck; ++piece) {
        const QString where = u"piece %1: "_s.arg(piece);
        if (m_world.made().isEmpty())
            QVERIFY(makeOne());
        const PortalIntegration before = m_world.made().first();
        Place place = m_world.place(proxy.serverPort());
        const auto press = [&](std::chrono::milliseconds patience, const PortalIntegration &there) {
            WorldDoor door(place.table); // no connection is left from before
            PortalContext context = place.context(door, patience);
            context.cloudDeadline = patience;
            return make(context, there);
        };
        proxy.arm(fault, piece);
        const auto first = press(isStall(fault) ? Impatient : Patient, before);
        hasStruck = proxy.hasStruck();
        proxy.arm(Fault::None, 0);
        const QString wrong = complaint(first, place.tokens.present);
        QVERIFY2(wrong.isEmpty(), qPrintable(where + wrong));
        QVERIFY2(hasStruck || first || isStall(fault), qPrintable(where + codeOf(first))); // or too slow

        const QList<PortalIntegration> then = m_world.made();
        const bool mayBeGone = name == "remove"_L1;
        QVERIFY2(then.size() == 1 || (mayBeGone && then.isEmpty()), qPrintable(where));
        if (first && mayBeGone)
            QVERIFY2(then.isEmpty(), qPrintable(where));
        if (!then.isEmpty()) {
            QCOMPARE(then.first().id, before.id);
            const bool isRenamed = name == "change"_L1 && then.first().name == NewName;
            QVERIFY2(isRenamed || then.first().name == before.name, qPrintable(where));
            QCOMPARE(then.first().ewsUrl, before.ewsUrl);
        }

        // It can be repeated, by whoever looks first where it stands.
        auto again = press(Patient, then.isEmpty() ? before : then.first());
        // The first one was still on its way to the portal when it was looked at: the tag tells, so look
        // anew.
        if (codeOf(again) == Code::PortalChangedMeanwhile && !m_world.made().isEmpty())
            again = press(Patient, m_world.made().first());
        const bool wasGone = then.isEmpty() && codeOf(again) == Code::PortalNotFound;
        QVERIFY2(again || wasGone, qPrintable(where + codeOf(again)));
        if (name == "change"_L1)
            QCOMPARE(m_world.made().first().name, NewName);
        QCOMPARE(m_world.made().size(), mayBeGone ? 0 : 1);
        m_cases += hasStruck ? 1 : 0;
    }
    QVERIFY(m_world.clear());
}

void TestPortalCalls::aKeptSignInThroughAFailingNetwork_data()
{
    QTest::addColumn<Fault>("fault");
    // Not the stalls: the steps of a sign-in have deadlines of their own, too long to be waited for here.
    for (const auto &[name, fault] : faults())
        if (!isStall(fault))
            QTest::newRow(name) << fault;
}

// Discovery, the issuer's metadata, the renewal of the token, and /me. A refresh token is good once: where
// its successor was lost on the way, somebody has to sign in again, and is told so.
void TestPortalCalls::aKeptSignInThroughAFailingNetwork()
{
    QFETCH(const Fault, fault);
    FaultyProxy proxy(m_world.portalPort());
    WorldTable table = m_world.world.table();
    const quint16 portal = m_world.portalPort();
    for (auto port = table.loopbackPorts.begin(); port != table.loopbackPorts.end(); ++port)
        if (*port == portal) // the issuer, too, where it is the same server
            *port = proxy.serverPort();
    const PortalSite site = m_world.access->site();
    bool hasStruck = true;
    for (int piece = 0; hasStruck; ++piece) {
        const QString where = u"piece %1: "_s.arg(piece);
        MemorySecretStore keychain;
        JwkCache keys;
        const auto start = [&](const WorldTable &network, const SignInWay &way) {
            WorldDoor door(network);
            PortalAccess access({door, m_world.clock, m_world.random, keychain, keys}, site,
                                [this](const QUrl &url) { return m_world.world.browserUrl(url); });
            QObject::connect(&access, &PortalAccess::browserNeeded, &m_world.person, &SimPerson::open);
            QSignalSpy opened(&access, &PortalAccess::opened);
            QSignalSpy signedIn(&access, &PortalAccess::signedIn);
            access.open();
            if (!opened.wait(25'000))
                return Result<Done>(Problem{u"(no outcome)"_s, {}, {}});
            const auto offer = opened.first().first().value<Result<DiscoveredPortal>>();
            if (!offer)
                return Result<Done>(offer.problem());
            access.signIn(way);
            if (!signedIn.wait(40'000))
                return Result<Done>(Problem{u"(no outcome)"_s, {}, {}});
            const auto account = signedIn.first().first().value<Result<PortalAccount>>();
            return account ? Result<Done>(Done{}) : Result<Done>(account.problem());
        };
        SignInWay byBrowser;
        byBrowser.keep = true;
        QVERIFY(start(m_world.world.table(), byBrowser));
        const QString name = keptSignInName(site.origin);
        const QByteArray kept = keychain.keyring().contents().value(name).bytes().toByteArray();
        QVERIFY(!kept.isEmpty());

        proxy.arm(fault, piece);
        const auto first = start(table, {SignInWay::Kind::Kept});
        hasStruck = proxy.hasStruck();
        proxy.arm(Fault::None, 0);
        const QString wrong = complaint(first, kept);
        QVERIFY2(wrong.isEmpty(), qPrintable(where + wrong));
        QVERIFY2(hasStruck || first, qPrintable(where + codeOf(first)));

        const auto again = start(m_world.world.table(), {SignInWay::Kind::Kept});
        const bool isTold = codeOf(again) == Code::SignInRequired || codeOf(again) == Code::OauthInvalidGrant;
        QVERIFY2(again || isTold, qPrintable(where + codeOf(again)));
        if (first)
            QVERIFY2(again, qPrintable(where)); // what worked once is kept
        if (!again)
            QVERIFY2(start(m_world.world.table(), byBrowser), qPrintable(where));
        m_cases += hasStruck ? 1 : 0;
    }
}

QTEST_GUILESS_MAIN(TestPortalCalls)
#include "tst_portalcalls.moc"
