// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/filefacts.h"
#include "core/integrationfile.h"
#include "core/nearname.h"
#include "core/privatefile.h"
#include "core/problemcodes.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

// What is told of a file, and of a name in it, that cannot be used.
class TestFileFacts : public QObject
{
    Q_OBJECT

private slots:
    void aFileIsThereOrNot();
    void aFolderTakesFilesOrNot();
    void whatIsInTheWayIsTold();
    void anUnreadableFileSaysWhetherItIsThere();
    void brokenJsonNamesItsLine();
    void slipsAreSeen_data();
    void slipsAreSeen();
    void anUnknownFieldProposesAKnownOne();
};

void TestFileFacts::aFileIsThereOrNot()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"hq.json"_s);
    QCOMPARE(aboutFile(path), (QJsonObject{{u"path"_s, path}, {u"exists"_s, false}}));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(aboutFile(path), (QJsonObject{{u"path"_s, path}, {u"exists"_s, true}}));
    QVERIFY(!aboutFile(u"a\nb"_s)["path"_L1].toString().contains(u'\n'));
}

void TestFileFacts::aFolderTakesFilesOrNot()
{
    QTemporaryDir folder;
#if defined(Q_OS_WIN)
    QVERIFY(!aboutFolderOf(folder.filePath(u"a"_s)).contains("mayWrite"_L1));
#else
    QCOMPARE(aboutFolderOf(folder.filePath(u"a"_s))["mayWrite"_L1], QJsonValue(true));
#endif
    QCOMPARE(aboutFolderOf(folder.filePath(u"a"_s))["diskFull"_L1], QJsonValue(false));
    QCOMPARE(aboutFolderOf(folder.filePath(u"nowhere/a"_s))["mayWrite"_L1], QJsonValue(false));
    const auto refused = writePrivateFile(folder.filePath(u"nowhere/a"_s), "x");
    QCOMPARE(refused.problem().facts["mayWrite"_L1], QJsonValue(false));
}

void TestFileFacts::whatIsInTheWayIsTold()
{
    QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkdir(u"a"_s));
    const auto refused = writePrivateFile(folder.filePath(u"a"_s), "x");
    QCOMPARE(refused.problem().facts["isProtected"_L1], QJsonValue(true));
    QCOMPARE(aboutUnwritten(folder.filePath(u"b"_s))["isProtected"_L1], QJsonValue(false));
    QVERIFY(writePrivateFile(folder.filePath(u"b"_s), "x"));
    QCOMPARE(aboutUnwritten(folder.filePath(u"b"_s))["isProtected"_L1], QJsonValue(false));
    // What has no size is not full.
    QVERIFY(!aboutFolderOf(u"/proc/a"_s).contains("diskFull"_L1));
}

void TestFileFacts::anUnreadableFileSaysWhetherItIsThere()
{
    QTemporaryDir folder;
    const auto missing = integrationFromFile(folder.filePath(u"hq.json"_s));
    QCOMPARE(missing.problem().code, Code::FileUnreadable);
    QCOMPARE(missing.problem().facts["exists"_L1], QJsonValue(false));
    // A folder is there, and no file.
    const auto closed = integrationFromFile(folder.path());
    QCOMPARE(closed.problem().facts["exists"_L1], QJsonValue(true));
}

void TestFileFacts::brokenJsonNamesItsLine()
{
    const auto broken = integrationFromJson("{\n  \"integration\": {\n    \"name\": \"HQ\",,\n  }\n}\n");
    QCOMPARE(broken.problem().code, Code::FileMalformed);
    QCOMPARE(broken.problem().facts["line"_L1].toInt(), 3);
    QVERIFY(!integrationFromJson("[]").problem().facts.contains("line"_L1));
}

void TestFileFacts::slipsAreSeen_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("near");
    QTest::newRow("two letters changed places") << u"emial"_s << u"email"_s;
    QTest::newRow("a letter too many") << u"emaill"_s << u"email"_s;
    QTest::newRow("a letter too few") << u"usernme"_s << u"username"_s;
    QTest::newRow("another case") << u"testmailbox"_s << u"testMailbox"_s;
    QTest::newRow("the nearest of two") << u"namee"_s << u"name"_s;
    QTest::newRow("three slips") << u"emilie"_s << QString();
    QTest::newRow("nothing like it") << u"password"_s << QString();
    QTest::newRow("half of it") << u"nn"_s << QString();
    QTest::newRow("empty") << QString() << QString();
    QTest::newRow("endless") << QString(100'000, u'e') << QString();
}

void TestFileFacts::slipsAreSeen()
{
    QFETCH(const QString, typed);
    QFETCH(const QString, near);
    QCOMPARE(nearName(typed, {u"email"_s, u"name"_s, u"username"_s, u"testMailbox"_s}), near);
}

void TestFileFacts::anUnknownFieldProposesAKnownOne()
{
    const auto misspelt =
        integrationFromJson(R"({"integration":{"type":"exchangeServer","email":"a@b.c","usernmae":"a"}})");
    QCOMPARE(misspelt.problem().code, Code::InputUnknownField);
    QCOMPARE(misspelt.problem().facts["proposal"_L1].toString(), u"username"_s);
    const auto strange =
        integrationFromJson(R"({"integration":{"type":"exchangeServer","email":"a@b.c","password":"x"}})");
    QVERIFY(!strange.problem().facts.contains("proposal"_L1));
}

QTEST_GUILESS_MAIN(TestFileFacts)
#include "tst_filefacts.moc"
