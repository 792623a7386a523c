// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "hostiletexts.h"
#include "hostileworlds.h"
#include "matrixcommand.h"
#include "matrixworld.h"
#include "support/harmless.h"

#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

// Everything that comes from outside, hostile in every way that we know: nothing of it commands a terminal,
// turns what is read, or adds to a report what is not its own. Other makers' parsers judge what is left here.
class TestHostileWorld : public QObject
{
    Q_OBJECT

private slots:
    void nothingRunsAndNothingMisleads_data();
    void nothingRunsAndNothingMisleads();
};

void TestHostileWorld::nothingRunsAndNothingMisleads_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QJsonObject>("world");
    const auto texts = hostileTexts();
    QVERIFY(texts.size() > 60);
    int number = 0;
    for (const auto &[name, text] : texts) {
        ++number;
        const auto row = [&, name = name](const char *where, const char *code, const QJsonObject &world) {
            QTest::addRow("%s: %s", where, qPrintable(name))
                << u"%1-%2"_s.arg(QString::fromLatin1(where)).arg(number) << QString::fromLatin1(code)
                << world;
        };
        row("subject", "TLS_SELF_SIGNED", HostileWorlds::subjectWorld(text));
        row("headers", "", HostileWorlds::headerWorld(text));
        row("messages", "ErrorImpersonateUserDenied", HostileWorlds::messageWorld(text));
    }
}

void TestHostileWorld::nothingRunsAndNothingMisleads()
{
    QFETCH(const QString, name);
    QFETCH(const QString, code);
    QFETCH(const QJsonObject, world);
    const MatrixRow row = HostileWorlds::rowIn(name, world);
    QVERIFY2(row.awaits.isEmpty(), qPrintable(row.awaits));
    MatrixWorld around(row);
    QString said;
    const QByteArray printed =
        runCommand(around, {u"check"_s, around.file, u"--password-stdin"_s, u"--format"_s, u"json"_s}, said);
    const QJsonObject report = QJsonDocument::fromJson(printed).object();
    QVERIFY2(!report.isEmpty(), qPrintable(said));
    QVERIFY(code.isEmpty() || printed.contains(code.toUtf8()));
    QCOMPARE(harmIn(said.toUtf8()), QString());
    for (const QString &format : reportFormatNames())
        QCOMPARE(harmIn(report, *reportFormatFromString(format)), QString());
    QCOMPARE(checkLines(renderText(report)), report["checks"_L1].toArray().size());
    QVERIFY(leaveForJudges(name, report));
}

QTEST_MAIN(TestHostileWorld)
#include "tst_hostileworld.moc"
