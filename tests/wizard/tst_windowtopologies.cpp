// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/portalaccess.h"
#include "simulators/simtenants.h"
#include "wizard/onlinewindow.h"

#include <QLineEdit>
#include <QRadioButton>
#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

// One window, in which one integration after the other is made.
struct Sitting : OnlineWorld, OnlineWindow
{
    Sitting()
        : OnlineWindow(workbench)
    {}

    // On the last page: one more, of any kind.
    bool beginAnother()
    {
        button(u"anotherButton"_s)->click();
        return page() == PortalPageId && session().integration().name.isEmpty();
    }

    QList<PortalIntegration> in(const QString &portal)
    {
        const auto listed = outcomeOf<QList<PortalIntegration>>(
            *(*workbench.portal(QUrl(portal)))->client().listIntegrations());
        return listed ? *listed : QList<PortalIntegration>();
    }
};

} // namespace

// Several integrations between one tenant and one portal, several tenants to one portal, one tenant to
// several portals: what looks alike is named, nothing is forbidden, and nothing that is there is touched.
class TestWindowTopologies : public QObject
{
    Q_OBJECT

private slots:
    void aSecondOneOfTheSameTenantStandsBesideTheFirst();
    void whatAnotherAdministratorHasMadeIsNamed();
    void aSecondTenantIsNotLikeTheFirst();
    void oneTenantGoesToTwoPortals();
    void whatIsInOnePortalIsNotMadeInAnotherByTheSameDraft();
    void bothHalvesOfAHybridOrganisationInOneSitting();
};

void TestWindowTopologies::aSecondOneOfTheSameTenantStandsBesideTheFirst()
{
    Sitting window;
    VERIFY_DONE(window.walk(DonePageId));
    const QList<PortalIntegration> before = window.inThePortal();
    QCOMPARE(before.size(), 1);
    QVERIFY(window.beginAnother());
    window.plan.name = u"Fabrikam again"_s;
    VERIFY_DONE(window.walk(ReviewPageId));
    QCOMPARE(window.codeOf(u"portal.duplicate"_s), u"PORTAL_DUPLICATE"_s);
    QVERIFY(window.statusOf(u"portal.duplicate"_s) == FindingStatus::Warn);
    QTRY_VERIFY_WITH_TIMEOUT(window.notice(u"existingNotice"_s).startsWith(u"Looks like the same"_s), 10'000);
    const QString told = window.notice(u"existingNotice"_s);
    QVERIFY2(told.contains(u"“Fabrikam” (admin@fabrikam.test"_s), qPrintable(told));
    QVERIFY(told.contains(u"is not changed"_s));
    VERIFY_DONE(window.walk(DonePageId));
    QCOMPARE(window.session().state(), Session::State::Confirmed);
    const QList<PortalIntegration> after = window.inThePortal();
    QCOMPARE(after.size(), 2);
    QVERIFY(after.contains(before.first())); // as it was
    QVERIFY(after.at(0).clientReference != after.at(1).clientReference);
    QCOMPARE(after.at(0).tenant, after.at(1).tenant);
}

// Neither account nor name are the same: the tenant is.
void TestWindowTopologies::whatAnotherAdministratorHasMadeIsNamed()
{
    Sitting window;
    VERIFY_DONE(window.walk(DonePageId));
    QVERIFY(window.beginAnother());
    window.people.administrator = u"cloudadmin@fabrikam.test"_s;
    window.plan.name = u"By somebody else"_s;
    VERIFY_DONE(window.walk(ReviewPageId));
    QCOMPARE(window.codeOf(u"portal.duplicate"_s), u"PORTAL_DUPLICATE"_s);
    QTRY_VERIFY_WITH_TIMEOUT(window.notice(u"existingNotice"_s).startsWith(u"Looks like the same"_s), 10'000);
    VERIFY_DONE(window.walk(DonePageId));
    QCOMPARE(window.inThePortal().size(), 2);
}

void TestWindowTopologies::aSecondTenantIsNotLikeTheFirst()
{
    Sitting window;
    VERIFY_DONE(window.walk(DonePageId));
    const QList<PortalIntegration> before = window.inThePortal();
    QVERIFY(window.beginAnother());
    window.people.administrator = u"admin@adatum.test"_s;
    window.plan.name = u"Adatum"_s;
    VERIFY_DONE(window.walk(ReviewPageId));
    QVERIFY(window.statusOf(u"portal.duplicate"_s) == FindingStatus::Pass);
    QTRY_VERIFY_WITH_TIMEOUT(window.notice(u"existingNotice"_s).contains(u"none like this one"_s), 10'000);
    VERIFY_DONE(window.walk(DonePageId));
    const QList<PortalIntegration> after = window.inThePortal();
    QCOMPARE(after.size(), 2);
    QVERIFY(after.contains(before.first()));
    QVERIFY(after.at(0).tenant != after.at(1).tenant);
}

void TestWindowTopologies::oneTenantGoesToTwoPortals()
{
    Sitting window;
    VERIFY_DONE(window.walk(DonePageId));
    const QUuid first = window.session().integration().id;
    const QList<PortalIntegration> before = window.inThePortal();
    QVERIFY(window.beginAnother());
    window.plan.portal = QUrl(OnlineWorld::otherPortal());
    window.plan.name = u"Fabrikam over there"_s;
    VERIFY_DONE(window.walk(ReviewPageId));
    // Another portal is another list: there is nothing to be alike in it.
    QVERIFY(window.statusOf(u"portal.duplicate"_s) == FindingStatus::Pass);
    QTRY_VERIFY_WITH_TIMEOUT(window.notice(u"existingNotice"_s).contains(u"no integration yet"_s), 10'000);
    VERIFY_DONE(window.walk(DonePageId));
    QCOMPARE(window.session().state(), Session::State::Confirmed);
    QVERIFY(window.session().integration().id != first);
    const QList<PortalIntegration> there = window.in(OnlineWorld::otherPortal());
    QCOMPARE(there.size(), 1);
    QCOMPARE(there.first().tenant, before.first().tenant);
    QVERIFY(window.in(SimulatedPortal::origin()) == before);
    // Both proved themselves to Microsoft, each by its own certificate.
    QVERIFY(window.session().cloudResult());
    QVERIFY(
        window.sentences(u"handedList"_s).last().startsWith(u"How long it works: EWS is allowed until"_s));
}

// The draft of the first one, led to the other portal: its reference is taken, and what is there stays.
void TestWindowTopologies::whatIsInOnePortalIsNotMadeInAnotherByTheSameDraft()
{
    Sitting window;
    VERIFY_DONE(window.walk(DonePageId));
    const QList<PortalIntegration> before = window.inThePortal();
    while (window.page() != PortalPageId)
        window.wizard->back();
    window.plan.portal = QUrl(OnlineWorld::otherPortal());
    const auto ended = window.walk(DonePageId);
    QVERIFY(!ended);
    QCOMPARE(ended.problem().code, u"PORTAL_OUTCOME_UNKNOWN"_s);
    QVERIFY(window.in(OnlineWorld::otherPortal()).isEmpty());
    QVERIFY(window.in(SimulatedPortal::origin()) == before);
}

// The server's half with AskCody's code "default", then that of Exchange Online with "remote": one portal,
// one sign-in there, and what was entered for both is not asked twice.
void TestWindowTopologies::bothHalvesOfAHybridOrganisationInOneSitting()
{
    Sitting window;
    window.people.administrator = u"askcody@adatum.test"_s;
    window.plan.online = false;
    window.plan.password = SimulatedWorld::password();
    window.plan.name = u"Adatum, on the server"_s;
    VERIFY_DONE(window.walk(TopologyPageId));
    auto *email = window.find<QLineEdit>(u"emailEdit"_s);
    email->setFocus();
    QTest::keyClicks(email, window.people.administrator);
    // From outside, a hybrid organisation looks like one with a server, and with a tenant that may be for
    // Teams.
    QTRY_VERIFY_WITH_TIMEOUT(!window.session().found().locationReasons.isEmpty(), 20'000);
    QVERIFY(!window.button(u"onlineRadio"_s)->isChecked());
    window.button(u"bothRadio"_s)->click();
    VERIFY_DONE(window.walk(DonePageId));
    QCOMPARE(window.session().state(), Session::State::Confirmed);
    const QList<PortalIntegration> first = window.inThePortal();
    QCOMPARE(first.size(), 1);
    QCOMPARE(first.first().identificationCode, u"default"_s);
    QVERIFY(first.first().kind == PortalIntegration::Kind::ExchangeServer);

    const qsizetype visits = window.pages.opened.size();
    QVERIFY(window.button(u"otherHalfButton"_s)->isVisible());
    window.button(u"otherHalfButton"_s)->click();
    QCOMPARE(window.page(), TopologyPageId);
    QVERIFY(window.button(u"onlineRadio"_s)->isChecked());
    window.people.administrator = u"admin@adatum.test"_s;
    window.plan.online = true;
    window.plan.name = u"Adatum, in the cloud"_s;
    VERIFY_DONE(window.walk(ReviewPageId));
    // A half is no duplicate of the other one.
    QCOMPARE(window.codeOf(u"portal.duplicate"_s), QString());
    VERIFY_DONE(window.walk(DonePageId));
    QCOMPARE(window.session().state(), Session::State::Confirmed);
    QVERIFY(!window.button(u"otherHalfButton"_s)->isVisible()); // both are there
    for (const QUrl &url : window.pages.opened.mid(visits))
        QVERIFY2(OnlinePeople::isMicrosofts(url),
                 qPrintable(url.path())); // nobody signs in to the portal again
    const QList<PortalIntegration> both = window.inThePortal();
    QCOMPARE(both.size(), 2);
    QVERIFY(both.contains(first.first())); // as it was
    const PortalIntegration &second = both.at(both.first() == first.first() ? 1 : 0);
    QCOMPARE(second.identificationCode, u"remote"_s);
    QVERIFY(second.kind == PortalIntegration::Kind::ExchangeOnline);
    QCOMPARE(second.tenant, SimTenant::find(SimTenant::hybridDomain())->id);
    QVERIFY(window.session().cloudResult()); // the portal has proved itself to the hybrid tenant, too
}

QTEST_MAIN(TestWindowTopologies)
#include "tst_windowtopologies.moc"
