// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/problemcodes.h"
#include "setup/inportal.h"
#include "setup/journal.h"
#include "setup/portalaccess.h"
#include "setup/pushoperation.h"
#include "simulators/simperson.h"
#include "support/outcome.h"
#include "support/testedworld.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

// A whole simulated world with somebody signed in to its portal, and a session that is ready to be pushed.
class WatchedDoor : public WorldDoor
{
public:
    using WorldDoor::WorldDoor;
    std::unique_ptr<Exchange> exchange(const ExchangeQuery &query) override
    {
        asked.append(query);
        return WorldDoor::exchange(query);
    }
    QList<ExchangeQuery> asked;
};

// In the spellings that programs leave a secret in.
QList<QByteArray> spellingsOf(const QByteArray &secret)
{
    QList<QByteArray> spellings{secret, secret.toHex(), secret.toHex().toUpper(), secret.toPercentEncoding()};
    for (int offset = 0; offset < 3; ++offset) {
        const QByteArray coded = (QByteArray(offset, 'x') + secret).toBase64();
        // Without what the neighbours decide.
        const QByteArray middle = coded.mid(offset == 0 ? 0 : offset + 1, coded.size() - 8);
        spellings += middle;
        spellings += QByteArray(middle).replace('+', '-').replace('/', '_');
    }
    QByteArray wide;
    for (const char byte : secret)
        wide.append(byte).append('\0');
    return spellings << wide;
}

struct Pushing
{
    explicit Pushing(const QString &scenario = u"healthy"_s)
        : tested(scenario)
        , person(u"owner@contoso.test"_s, SimAccount::password())
    {
        PortalSite site;
        site.origin = SimulatedPortal::origin();
        site.trust = PortalSite::Trust::Known;
        PortalDirectory directory;
        directory.add(site);
        tested.workbench.setPortals(directory,
                                    [this](const QUrl &url) { return tested.world.browserUrl(url); });
    }

    bool signIn()
    {
        const auto found = tested.workbench.portal(QUrl(SimulatedPortal::origin()));
        if (!found)
            return false;
        portal = *found;
        QObject::connect(portal.get(), &PortalAccess::browserNeeded, &person, &SimPerson::open);
        QSignalSpy opened(portal.get(), &PortalAccess::opened);
        portal->open();
        if (!opened.wait(10'000) || !portal->hasInterface())
            return false;
        QSignalSpy signedIn(portal.get(), &PortalAccess::signedIn);
        portal->signIn({});
        return signedIn.wait(10'000) && portal->isSignedIn();
    }

    std::shared_ptr<Session> checkedSession()
    {
        std::shared_ptr<Session> session = tested.workbench.newSession();
        Integration integration = TestedWorld::integration();
        integration.portal = QUrl(SimulatedPortal::origin());
        session->setIntegration(integration);
        session->setPassword(SimulatedWorld::password());
        TestedWorld::runToEnd(*session);
        return session;
    }

    Result<PushOutcome> push(Session &session)
    {
        QSignalSpy finished(&session, &Session::pushFinished);
        const auto started = session.push(portal);
        if (!started)
            return started.problem();
        if (!finished.wait(20'000))
            return Problem{u"SILENCE"_s, {}, {}};
        return finished.first().first().value<Result<PushOutcome>>();
    }

    QList<PortalIntegration> inThePortal() const
    {
        const auto listed = outcomeOf<QList<PortalIntegration>>(*portal->client().listIntegrations());
        return listed ? *listed : QList<PortalIntegration>();
    }

    TestedWorld tested;
    SimPerson person;
    std::shared_ptr<PortalAccess> portal;
};

} // namespace

class TestSessionPush : public QObject
{
    Q_OBJECT

private slots:
    void aCheckedSessionIsConnected()
    {
        Pushing pushing;
        QVERIFY(pushing.signIn());
        const auto session = pushing.checkedSession();
        QList<Session::State> states;
        connect(session.get(), &Session::reached, this, [&states](Session::State state) { states += state; });
        const auto outcome = pushing.push(*session);
        QVERIFY2(outcome, outcome ? "" : qPrintable(outcome.problem().code));
        QVERIFY(outcome->isOurs);
        QVERIFY(outcome->differences.isEmpty());
        const QList<Session::State> arrows{Session::State::SecretStored, Session::State::Submitted,
                                           Session::State::Confirmed};
        QCOMPARE(states, arrows);
        QVERIFY(session->state() == Session::State::Confirmed);
        QVERIFY(!session->isPushing());
        QCOMPARE(pushing.inThePortal().size(), 1);
        QCOMPARE(pushing.inThePortal().first().id, session->portalId());
        QVERIFY(pushing.tested.secrets.names()->isEmpty()); // nobody asked to keep the password
    }

    // The canary: over everything that is said to the portal and to its identity provider, and in what is
    // kept.
    void thePasswordLeavesOnlyInsideTheSeal()
    {
        Pushing pushing;
        WatchedDoor door(pushing.tested.world.table());
        TestedWorld &tested = pushing.tested;
        const QString drafts = tested.drafts.path() + u"/watched"_s;
        LocalWorkbench workbench({door, tested.clock, tested.random, tested.secrets}, drafts, false);
        PortalSite site;
        site.origin = SimulatedPortal::origin();
        site.trust = PortalSite::Trust::Known;
        PortalDirectory directory;
        directory.add(site);
        workbench.setPortals(directory, [&tested](const QUrl &url) { return tested.world.browserUrl(url); });
        pushing.portal = *workbench.portal(QUrl(SimulatedPortal::origin()));
        connect(pushing.portal.get(), &PortalAccess::browserNeeded, &pushing.person, &SimPerson::open);
        QSignalSpy opened(pushing.portal.get(), &PortalAccess::opened);
        pushing.portal->open();
        QVERIFY(opened.wait(10'000));
        QSignalSpy signedIn(pushing.portal.get(), &PortalAccess::signedIn);
        pushing.portal->signIn({});
        QVERIFY(signedIn.wait(10'000));
        const auto session = workbench.newSession();
        Integration integration = TestedWorld::integration();
        integration.portal = QUrl(SimulatedPortal::origin());
        session->setIntegration(integration);
        session->setPassword(SimulatedWorld::password());
        TestedWorld::runToEnd(*session);
        const auto outcome = pushing.push(*session);
        QVERIFY2(outcome, outcome ? "" : qPrintable(outcome.problem().code));
        QVERIFY(outcomeOf<CloudResult>(*pushing.portal->client().checkIntegration(session->portalId())));

        const QList<QByteArray> needles = spellingsOf(SimulatedWorld::password().bytes().toByteArray());
        int portalRequests = 0;
        int sealed = 0;
        for (const ExchangeQuery &query : std::as_const(door.asked)) {
            if (!query.url.host().endsWith("askcody.test"_L1))
                continue;
            ++portalRequests;
            QByteArray said = query.url.toEncoded() + '\n' + query.body;
            for (const auto &[name, value] : query.headers.fields())
                said += QByteArray("\n") + name + ": " + value;
            for (const QByteArray &needle : needles)
                QVERIFY2(!said.contains(needle), said.left(400).constData());
            const QByteArray jwe =
                QJsonDocument::fromJson(query.body).object()["credential"_L1].toString().toLatin1();
            sealed += jwe.count('.') == 4 ? 1 : 0;
        }
        QVERIFY2(portalRequests >= 8, qPrintable(QString::number(portalRequests)));
        QCOMPARE(sealed, 1);
        const QByteArray har = *session->recording();
        for (const QByteArray &needle : needles)
            QVERIFY(!har.contains(needle));
        const QFileInfoList files = QDir(drafts).entryInfoList(QDir::Files);
        QVERIFY(!files.isEmpty());
        for (const QFileInfo &info : files) {
            QFile file(info.filePath());
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray content = file.readAll();
            for (const QByteArray &needle : needles)
                QVERIFY2(!content.contains(needle), qPrintable(info.fileName()));
        }
    }

    void twiceIsOnce()
    {
        Pushing pushing;
        QVERIFY(pushing.signIn());
        const auto session = pushing.checkedSession();
        QVERIFY(pushing.push(*session));
        QVERIFY(pushing.push(*session));
        QCOMPARE(pushing.inThePortal().size(), 1);
    }

    // What the session saves after a push must not undo what the push wrote.
    void anEditAfterThePushKeepsWhatItWrote()
    {
        Pushing pushing;
        QVERIFY(pushing.signIn());
        const auto session = pushing.checkedSession();
        QVERIFY(pushing.push(*session));
        Integration integration = session->integration();
        integration.name = u"Renamed"_s;
        session->setIntegration(integration);
        const auto drafts = pushing.tested.workbench.drafts();
        QVERIFY(drafts.first().state == Session::State::Confirmed);
        QVERIFY(!session->portalId().isEmpty());
    }

    void anEditEndsAPushAndTheNextOneGoesOn()
    {
        Pushing pushing;
        QVERIFY(pushing.signIn());
        const auto session = pushing.checkedSession();
        QSignalSpy finished(session.get(), &Session::pushFinished);
        connect(session.get(), &Session::reached, session.get(), [&session](Session::State state) {
            if (state != Session::State::Submitted)
                return;
            Integration integration = session->integration();
            integration.name = u"Renamed"_s;
            session->setIntegration(integration);
        });
        QVERIFY(session->push(pushing.portal));
        QTRY_VERIFY(session->integration().name == "Renamed"_L1);
        QVERIFY(!session->isPushing());
        session->disconnect(session.get());
        QVERIFY(!finished.wait(150));
        QVERIFY(pushing.push(*session));
        QCOMPARE(pushing.inThePortal().size(), 1);
    }

    void checkingAgainEndsAPushAndLeavesItsJournalAlone()
    {
        Pushing pushing;
        QVERIFY(pushing.signIn());
        const auto session = pushing.checkedSession();
        bool isEnded = false;
        connect(session.get(), &Session::reached, this, [&](Session::State state) {
            if (state != Session::State::Submitted)
                return;
            QVERIFY(session->repeat(u"workstation.keychain"_s));
            isEnded = !session->isPushing();
        });
        QSignalSpy checked(session.get(), &Session::runFinished);
        QVERIFY(session->push(pushing.portal));
        QVERIFY(checked.wait(20'000));
        QVERIFY(isEnded);
        QVERIFY(session->isOutcomeOpen());
        const auto draft = Journal(pushing.tested.drafts.path()).load(session->integration().id);
        QVERIFY(draft);
        QCOMPARE(draft->sentTo, SimulatedPortal::origin());
    }

    void whatCannotBeWrittenIsNotPushed()
    {
        Pushing pushing;
        QVERIFY(pushing.signIn());
        const auto session = pushing.checkedSession();
        const QString file = pushing.tested.drafts.filePath(
            session->integration().id.toString(QUuid::WithoutBraces) + u".json"_s);
        QVERIFY(QFile::remove(file) && QDir().mkdir(file)); // nobody can write a file there
        const auto started = session->push(pushing.portal);
        QVERIFY(!started);
        QCOMPARE(started.problem().code, Code::FileNotWritable);
        QVERIFY(!session->isPushing());
    }

    void anUncheckedDraftIsNotPushed()
    {
        Pushing pushing;
        QVERIFY(pushing.signIn());
        const auto session = pushing.tested.workbench.newSession();
        session->setIntegration(TestedWorld::integration());
        session->setPassword(SimulatedWorld::password());
        const auto outcome = pushing.push(*session);
        QVERIFY(!outcome);
        QVERIFY(pushing.inThePortal().isEmpty());
    }

    void aSecondWindowCannotPush()
    {
        Pushing pushing;
        QVERIFY(pushing.signIn());
        const auto first = pushing.checkedSession();
        const auto second = pushing.tested.workbench.resume(first->integration().id);
        QVERIFY(second);
        const auto outcome = pushing.push(**second);
        QVERIFY(!outcome);
        QCOMPARE(outcome.problem().code, Code::DraftInUse);
    }

    void aDiscardedDraftLeavesNothingInTheKeychain()
    {
        Pushing pushing(u"portal/stalls-after-commit"_s);
        QVERIFY(pushing.signIn());
        auto session = pushing.checkedSession();
        connect(session.get(), &Session::reached, session.get(), [&session](Session::State state) {
            if (state == Session::State::Submitted)
                session->cancel();
        });
        QVERIFY(session->push(pushing.portal));
        QTRY_VERIFY(!session->isPushing());
        QVERIFY(session->isOutcomeOpen());
        QCOMPARE(pushing.tested.secrets.names()->size(), 2); // password and sealed body
        session->discardDraft();
        session.reset();
        QTRY_VERIFY(pushing.tested.secrets.names()->isEmpty());
    }

    // By hand there might be a second one of what may stand in the portal already.
    void handingOffDoesNotHideAnOpenSubmission()
    {
        Pushing pushing(u"portal/stalls-after-commit"_s);
        QVERIFY(pushing.signIn());
        const auto session = pushing.checkedSession();
        connect(session.get(), &Session::reached, session.get(), [&session](Session::State state) {
            if (state == Session::State::Submitted)
                session->cancel();
        });
        QVERIFY(session->push(pushing.portal));
        QTRY_VERIFY(!session->isPushing());
        session->markHandedOff();
        QVERIFY(session->state() == Session::State::Submitted);
        QVERIFY(inPortal(*session) == InPortal::Unknown);
    }

    void handingOffDoesNotHideWhatIsMade()
    {
        Pushing pushing;
        QVERIFY(pushing.signIn());
        const auto session = pushing.checkedSession();
        QVERIFY(inPortal(*session) == InPortal::Nothing);
        QVERIFY(pushing.push(*session));
        QVERIFY(inPortal(*session) == InPortal::Made);
        session->markHandedOff();
        QVERIFY(session->state() == Session::State::Confirmed);
    }

    void aFileIsAppliedWhereItStopped()
    {
        Pushing pushing;
        QVERIFY(pushing.signIn());
        Integration integration = TestedWorld::integration();
        integration.portal = QUrl(SimulatedPortal::origin());
        {
            const auto session = pushing.tested.workbench.sessionToApply(integration);
            QVERIFY(session);
            (*session)->setPassword(SimulatedWorld::password());
            QVERIFY(TestedWorld::runToEnd(**session) == Verdict::Pass);
            const auto second = pushing.tested.workbench.sessionToApply(integration);
            QVERIFY(!second);
            QCOMPARE(second.problem().code, Code::DraftInUse);
        }
        const auto again = pushing.tested.workbench.sessionToApply(integration);
        QVERIFY(again);
        QVERIFY((*again)->state() == Session::State::Checked);
        (*again)->setPassword(SimulatedWorld::password());
        // Another password is another login: it is to be checked first.
        QVERIFY((*again)->state() == Session::State::Draft);
    }
};

QTEST_GUILESS_MAIN(TestSessionPush)
#include "tst_sessionpush.moc"
