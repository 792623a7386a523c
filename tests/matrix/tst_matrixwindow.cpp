// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/integrationfile.h"
#include "matrixworld.h"
#include "setup/microsoftaccess.h"
#include "wizard/checklistmodel.h"
#include "wizard/checkspage.h"
#include "wizard/currentportal.h"
#include "wizard/currentsession.h"

#include <QLabel>
#include <QListView>
#include <QSignalSpy>
#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

// The window's page of the checks before a real session; nobody needs to see it.
struct Page
{
    Page(std::shared_ptr<Session> session, Workbench &workbench)
        : portal(workbench)
        , ended(&current, &CurrentSession::runFinished)
    {
        current.replace(std::move(session));
        page = std::make_unique<ChecksPage>(current, portal);
    }

    bool runToTheEnd()
    {
        page->initializePage();
        return !ended.isEmpty() || ended.wait(30'000);
    }

    QString words(const QString &name) const
    {
        const auto *label = page->findChild<QLabel *>(name);
        return label ? label->text() : QString();
    }

    // Of a list; shorter ones are its bullets and numbers.
    QString firstText(const QString &list) const
    {
        const auto *shown = page->findChild<QWidget *>(list);
        for (const QLabel *label : shown ? shown->findChildren<QLabel *>() : QList<QLabel *>())
            if (label->text().size() > 3)
                return label->text();
        return {};
    }

    // Of the check that the page has led the eye to: its row, and what stands beside it.
    FirstSight sight() const
    {
        const QModelIndex selected = page->findChild<QListView *>(u"checkList"_s)->currentIndex();
        const QString id = selected.data(CheckListModel::CheckIdRole).toString();
        FirstSight sight{toString(current->verdict()), {}, {}, {}, {}, {}};
        for (const Finding &finding : current->findings()) {
            if (finding.checkId != id || !finding.problem)
                continue;
            sight.check = id;
            sight.status = toString(finding.status);
            sight.code = finding.problem->code;
            sight.owner = ownerNamed(words(u"explanationOwner"_s));
            sight.cause = firstText(u"causeText"_s);
        }
        return sight;
    }

    static QString ownerNamed(const QString &words)
    {
        for (int owner = 0; owner <= static_cast<int>(Owner::Workstation); ++owner)
            if (displayName(static_cast<Owner>(owner)) == words)
                return toString(static_cast<Owner>(owner));
        return words;
    }

    CurrentSession current;
    CurrentPortal portal;
    QSignalSpy ended;
    std::unique_ptr<ChecksPage> page;
};

QList<Finding> withoutDurations(QList<Finding> findings)
{
    for (Finding &finding : findings)
        finding.duration = {};
    return findings;
}

QStringList shown(const QList<Finding> &findings)
{
    QByteArray all;
    for (const Finding &finding : findings)
        all += QJsonDocument(toJson(finding)).toJson();
    return QString::fromUtf8(all).split(u'\n');
}

} // namespace

// Each fault, met by the window's page of the checks with a session as the program has it.
class TestMatrixWindow : public QObject
{
    Q_OBJECT

private slots:
    void theFirstCauseIsTheTrueOne_data();
    void theFirstCauseIsTheTrueOne();

private:
    QString m_complaint;
    QList<MatrixRow> m_rows = matrixRows(m_complaint);
};

void TestMatrixWindow::theFirstCauseIsTheTrueOne_data()
{
    QTest::addColumn<int>("index");
    for (qsizetype i = 0; i < m_rows.size(); ++i)
        QTest::newRow(qPrintable(m_rows.at(i).name)) << static_cast<int>(i);
}

void TestMatrixWindow::theFirstCauseIsTheTrueOne()
{
    QFETCH(const int, index);
    const MatrixRow &row = m_rows.at(index);
    MatrixWorld world(row);
    const auto integration = integrationFromFile(world.file);
    QVERIFY(integration);
    const std::shared_ptr<Session> session = world.workbench.sessionFor(*integration);
    session->setPassword(row.isOnline() ? Secret() : SimulatedWorld::password());
    session->setLoginAttempts(row.loginAttempts);
    if (!row.ewsSettings.isEmpty())
        QVERIFY(session->microsoft().setOrganizationSettings(row.ewsSettings));
    if (!row.mailboxSettings.isEmpty())
        QVERIFY(session->microsoft().setMailboxSettings(row.mailboxSettings));
    connect(&session->microsoft(), &MicrosoftAccess::browserNeeded, &world.person, &SimPerson::open);
    Page page(session, world.workbench);
    QVERIFY(page.runToTheEnd());
    const QString seen = row.fitted(page.sight());
    if (!row.awaits.isEmpty() && seen != row.expected.toString())
        QEXPECT_FAIL("", qPrintable(row.awaits), Continue);
    QCOMPARE(seen, row.expected.toString());
    QVERIFY2(row.fitsStep(page.firstText(u"explanationSteps"_s)), qPrintable(row.step));
    QCOMPARE(world.world.rejectedLogins(), row.rejections);

    const auto recording = session->recording();
    QVERIFY(recording);
    const int connections = world.world.connectionCount();
    const auto opened = world.workbench.openBundle(world.write(u"run.har"_s, *recording));
    QVERIFY(opened);
    Page replay(*opened, world.workbench);
    QVERIFY(replay.runToTheEnd());
    QCOMPARE(shown(withoutDurations((*opened)->findings())), shown(withoutDurations(session->findings())));
    QCOMPARE(replay.sight().toString(), page.sight().toString());
    QCOMPARE(world.world.connectionCount(), connections);
}

QTEST_MAIN(TestMatrixWindow)
#include "tst_matrixwindow.moc"
