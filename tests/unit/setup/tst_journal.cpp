// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/problemcodes.h"
#include "setup/journal.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

class TestJournal : public QObject
{
    Q_OBJECT

private slots:
    void aDraftSurvives();
    void aHalfFilledDraftLosesNothing();
    void draftsAreListedNewestFirst();
    void onlyOneWindowHasADraft();
    void theFilesAreForThisUserAlone();
    void brokenDraftsAreRefusedNotCrashed_data();
    void brokenDraftsAreRefusedNotCrashed();
    void anUnwritableFolderIsSaid();
    void checksGetStale_data();
    void checksGetStale();
};

namespace {

const QDateTime Noon = QDateTime::fromString(u"2026-11-23T12:00:00.000Z"_s, Qt::ISODateWithMs);

Draft checkedDraft()
{
    ExchangeServer server;
    server.email = u"askcody@contoso.test"_s;
    server.ewsUrl = QUrl(u"https://mail.contoso.test/EWS/Exchange.asmx"_s);
    server.testMailboxes = QStringList{u"room1@contoso.test"_s};
    Draft draft;
    draft.integration.id = QUuid::createUuid();
    draft.integration.name = u"Headquarters"_s;
    draft.integration.exchange = server;
    draft.state = Session::State::Checked;
    draft.changedAt = Noon;
    draft.checkedAt = Noon;
    draft.checkedInput = inputHash(draft.integration);
    draft.findings.append({u"net.dns"_s, FindingStatus::Pass, {}, {}, {}, {}, {}, {}});
    draft.verdict = Verdict::Pass;
    return draft;
}

} // namespace

void TestJournal::aDraftSurvives()
{
    QTemporaryDir folder;
    const Journal journal(folder.path());
    const Draft draft = checkedDraft();
    QVERIFY(journal.save(draft));
    const auto loaded = journal.load(draft.integration.id);
    QVERIFY(loaded);
    QCOMPARE(*loaded, draft);
    journal.remove(draft.integration.id);
    QCOMPARE(journal.load(draft.integration.id).problem().code, Code::DraftNotFound);
}

void TestJournal::aHalfFilledDraftLosesNothing()
{
    QTemporaryDir folder;
    const Journal journal(folder.path());
    Draft draft;
    draft.integration.id = QUuid::createUuid();
    draft.integration.name = u"Only a name so far"_s;
    draft.changedAt = Noon;
    QVERIFY(journal.save(draft));
    const auto loaded = journal.load(draft.integration.id);
    QVERIFY(loaded);
    QCOMPARE(loaded->integration, draft.integration);
}

void TestJournal::draftsAreListedNewestFirst()
{
    QTemporaryDir folder;
    const Journal journal(folder.path());
    Draft older = checkedDraft();
    older.changedAt = Noon.addDays(-1);
    const Draft newer = checkedDraft();
    QVERIFY(journal.save(older));
    QVERIFY(journal.save(newer));
    QFile stray(folder.filePath(u"notes.json"_s));
    QVERIFY(stray.open(QIODevice::WriteOnly));
    const auto drafts = journal.drafts();
    QCOMPARE(drafts.size(), 2);
    QCOMPARE(drafts.first().id, newer.integration.id);
    QCOMPARE(drafts.first().email, u"askcody@contoso.test"_s);
    QVERIFY(!drafts.first().inUse);
}

void TestJournal::onlyOneWindowHasADraft()
{
    QTemporaryDir folder;
    const Journal journal(folder.path());
    const Draft draft = checkedDraft();
    QVERIFY(journal.save(draft));
    auto lock = journal.lock(draft.integration.id);
    QVERIFY(lock);
    QVERIFY(!journal.lock(draft.integration.id));
    QVERIFY(journal.drafts().first().inUse);
    lock.reset();
    QVERIFY(journal.lock(draft.integration.id));
}

void TestJournal::theFilesAreForThisUserAlone()
{
    QTemporaryDir folder;
    const Journal journal(folder.filePath(u"drafts"_s));
    QVERIFY(journal.save(checkedDraft()));
    const auto others = QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther;
    QVERIFY(!(QFile::permissions(folder.filePath(u"drafts"_s)) & others));
    for (const QFileInfo &file : QDir(folder.filePath(u"drafts"_s)).entryInfoList(QDir::Files))
        QVERIFY2(!(file.permissions() & others), qPrintable(file.fileName()));
}

void TestJournal::brokenDraftsAreRefusedNotCrashed_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("cut off") << QByteArray(R"({"schema":"askcody-exchange-setup/draft/1","sta)");
    QTest::newRow("another program's") << QByteArray(R"({"schema":"x","state":"Draft"})");
    QTest::newRow("unknown state") << QByteArray(
        R"({"schema":"askcody-exchange-setup/draft/1","state":"Gone"})");
    QTest::newRow("deep") << QByteArray(100'000, '[');
}

void TestJournal::brokenDraftsAreRefusedNotCrashed()
{
    QFETCH(QByteArray, content);
    QTemporaryDir folder;
    const QUuid id = QUuid::createUuid();
    QFile file(folder.filePath(id.toString(QUuid::WithoutBraces) + u".json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
    file.close();
    const Journal journal(folder.path());
    QCOMPARE(journal.load(id).problem().code, Code::FileMalformed);
    QVERIFY(journal.drafts().isEmpty());
    QVERIFY(file.exists()); // nothing is thrown away
}

void TestJournal::anUnwritableFolderIsSaid()
{
    QTemporaryDir folder;
    QFile inTheWay(folder.filePath(u"drafts"_s));
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    const Journal journal(folder.filePath(u"drafts"_s));
    QCOMPARE(journal.save(checkedDraft()).problem().code, Code::FileNotWritable);
}

void TestJournal::checksGetStale_data()
{
    QTest::addColumn<int>("hoursLater");
    QTest::addColumn<QString>("newName");
    QTest::addColumn<QString>("newEmail");
    QTest::addColumn<bool>("stale");
    const QString same = u"askcody@contoso.test"_s;
    QTest::newRow("an hour later") << 1 << u"Headquarters"_s << same << false;
    QTest::newRow("the name is not checked") << 1 << u"HQ"_s << same << false;
    QTest::newRow("the account is") << 1 << u"Headquarters"_s << u"other@contoso.test"_s << true;
    QTest::newRow("a day and an hour later") << 25 << u"Headquarters"_s << same << true;
}

void TestJournal::checksGetStale()
{
    QFETCH(int, hoursLater);
    QFETCH(QString, newName);
    QFETCH(QString, newEmail);
    QFETCH(bool, stale);
    Draft draft = checkedDraft();
    draft.integration.name = newName;
    draft.integration.server()->email = newEmail;
    const Draft now = withStaleChecksDropped(draft, Noon.addSecs(hoursLater * 3600));
    QCOMPARE(now.state, stale ? Session::State::Draft : Session::State::Checked);
    QCOMPARE(now.findings.isEmpty(), stale);
}

QTEST_GUILESS_MAIN(TestJournal)
#include "tst_journal.moc"
