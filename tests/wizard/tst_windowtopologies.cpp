// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/portalaccess.h"
#include "wizard/onlinewindow.h"

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
    void aSecondTenantIsNotLikeTheFirst();
    void oneTenantGoesToTwoPortals();
    void whatIsInOnePortalIsNotMadeInAnotherByTheSameDraft();
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

QTEST_MAIN(TestWindowTopologies)
#include "tst_windowtopologies.moc"
