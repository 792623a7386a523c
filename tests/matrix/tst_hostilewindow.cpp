// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/integrationfile.h"
#include "hostiletexts.h"
#include "hostileworlds.h"
#include "matrixworld.h"
#include "support/harmless.h"
#include "wizard/checkspage.h"
#include "wizard/currentmicrosoft.h"
#include "wizard/currentportal.h"
#include "wizard/currentsession.h"
#include "wizard/donepage.h"

#include <QLabel>
#include <QListView>
#include <QSignalSpy>
#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

// What a label shows is no markup, however much it looks like it, and turns or hides nothing.
void verifyHarmless(QWidget &page)
{
    page.resize(800, 600);
    page.grab(); // laid out and painted
    const QList<QLabel *> labels = page.findChildren<QLabel *>();
    QVERIFY(labels.size() > 3);
    for (const QLabel *label : labels) {
        QVERIFY2(label->textFormat() == Qt::PlainText || !Qt::mightBeRichText(label->text()),
                 qPrintable(label->text()));
        QVERIFY2(harmIn(label->text().toUtf8()).isEmpty(), qPrintable(label->text()));
    }
}

} // namespace

// The pages that say what a run has found, after a run in a world that is hostile in every way that we know.
class TestHostileWindow : public QObject
{
    Q_OBJECT

private slots:
    void nothingMisleads_data();
    void nothingMisleads();
};

void TestHostileWindow::nothingMisleads_data()
{
    QTest::addColumn<QJsonObject>("world");
    const auto texts = hostileTexts();
    QVERIFY(texts.size() > 60);
    for (const auto &[name, text] : texts) {
        QTest::addRow("subject: %s", qPrintable(name)) << HostileWorlds::subjectWorld(text);
        QTest::addRow("headers: %s", qPrintable(name)) << HostileWorlds::headerWorld(text);
        QTest::addRow("messages: %s", qPrintable(name)) << HostileWorlds::messageWorld(text);
    }
}

void TestHostileWindow::nothingMisleads()
{
    QFETCH(const QJsonObject, world);
    const MatrixRow row = HostileWorlds::rowIn(u"hostile"_s, world);
    QVERIFY2(row.awaits.isEmpty(), qPrintable(row.awaits));
    MatrixWorld around(row);
    const auto integration = integrationFromFile(around.file);
    QVERIFY(integration);
    const std::shared_ptr<Session> session = around.workbench.sessionFor(*integration);
    session->setPassword(SimulatedWorld::password());
    CurrentSession current;
    current.replace(session);
    QSignalSpy ended(&current, &CurrentSession::runFinished);
    CurrentPortal portal(around.workbench);
    ChecksPage checks(current, portal);
    checks.initializePage();
    QVERIFY(!ended.isEmpty() || ended.wait(30'000));
    const auto *list = checks.findChild<QListView *>(u"checkList"_s);
    for (int i = 0; i < list->model()->rowCount(); ++i) {
        checks.findChild<QListView *>(u"checkList"_s)->setCurrentIndex(list->model()->index(i, 0));
        verifyHarmless(checks);
    }
    const CurrentMicrosoft microsoft(current, portal);
    DonePage done(current, microsoft);
    done.initializePage();
    QVERIFY(!session->notTested().isEmpty());
    verifyHarmless(done);
}

QTEST_MAIN(TestHostileWindow)
#include "tst_hostilewindow.moc"
