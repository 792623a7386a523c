// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "diagnosis/catalogue.h"
#include "matrixcommand.h"
#include "support/reportformat.h"
#include "support/undernames.h"

#include <QJsonArray>
#include <QTest>

#include <algorithm>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

QJsonObject reportOf(MatrixWorld &world, const QStringList &arguments, QString &said)
{
    return QJsonDocument::fromJson(runCommand(world, arguments, said)).object();
}

QJsonObject firstToLookAt(const QJsonArray &checks)
{
    for (const auto &status : {"fail"_L1, "warn"_L1})
        for (const QJsonValue &check : checks)
            if (bearing(check.toObject()) == status)
                return check.toObject();
    return {};
}

FirstSight sightOf(const QJsonObject &report)
{
    const QJsonObject check = firstToLookAt(report["checks"_L1].toArray());
    const QJsonValue explanation = check["explanation"_L1];
    const QJsonValue cause = explanation["causes"_L1][0];
    return {report["verdict"_L1].toString(),    check["id"_L1].toString(),
            check["status"_L1].toString(),      check["problem"_L1]["code"_L1].toString(),
            explanation["owner"_L1].toString(), cause["text"_L1].toString()};
}

// Of two causes that look alike from here, no one is claimed; both are named, and what would decide.
QString overclaimed(const QJsonObject &report, const QString &hiddenCause)
{
    const QJsonArray causes =
        firstToLookAt(report["checks"_L1].toArray())["explanation"_L1]["causes"_L1].toArray();
    const bool isNamed = std::any_of(causes.begin(), causes.end(), [&hiddenCause](const QJsonValue &cause) {
        return cause["text"_L1].toString() == hiddenCause;
    });
    if (!isNamed)
        return u"The true cause is not named."_s;
    if (causes.first()["confidence"_L1] == "high"_L1)
        return u"The first cause is claimed."_s;
    return causes.first()["decidedBy"_L1].toObject().isEmpty() ? u"Nothing would decide."_s : QString();
}

// Checks that would decide, and that this run cannot ask.
QStringList strangeDeciders(const QJsonArray &checks)
{
    QStringList wanted;
    QStringList known;
    for (const QJsonValue &check : checks) {
        known.append(check["id"_L1].toString());
        for (const QJsonValue &cause : check["explanation"_L1]["causes"_L1].toArray())
            wanted.append(cause["decidedBy"_L1]["check"_L1].toString());
    }
    wanted.removeIf([&known](const QString &id) { return id.isEmpty() || known.contains(id); });
    return wanted;
}

// A value that a sentence needs and nobody gave stands there as <what it is>; the catalogue's own texts have
// no such sign. Steps and commands may ask for a name that the administrator knows.
QStringList gapsIn(const QJsonObject &report)
{
    QStringList texts;
    for (const QJsonValue &check : report["checks"_L1].toArray()) {
        const QJsonValue explanation = check["explanation"_L1];
        texts += {explanation["title"_L1].toString(), explanation["what"_L1].toString()};
        for (const QJsonValue &cause : explanation["causes"_L1].toArray()) {
            texts.append(cause["text"_L1].toString());
            for (const auto &evidence : {"evidenceFor"_L1, "evidenceAgainst"_L1})
                texts += cause[evidence].toVariant().toStringList();
        }
    }
    return texts.filter(u"<"_s);
}

// What both runs have to have in common.
QStringList lastingPart(const QJsonObject &report)
{
    QJsonArray checks;
    for (const QJsonValue &value : report["checks"_L1].toArray()) {
        QJsonObject check = value.toObject();
        check.remove("durationMs"_L1);
        checks.append(check);
    }
    const QString lines = report["verdict"_L1].toString() + QString::fromUtf8(QJsonDocument(checks).toJson());
    return lines.split(u'\n');
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

// Each fault, met by the command line: arguments and files in, a report out, and the same report again from
// the recording alone, also where it was saved under made-up names. One process for all rows: starting one
// each would cost more than the rows do.
class TestMatrixCommands : public QObject
{
    Q_OBJECT

private slots:
    void theMatrixIsThere();
    void everyCauseIsOneOfTheCatalogue_data() { addRows(); }
    void everyCauseIsOneOfTheCatalogue();
    void theFirstCauseIsTheTrueOne_data() { addRows(); }
    void theFirstCauseIsTheTrueOne();

private:
    void addRows();

    QString m_complaint;
    QList<MatrixRow> m_rows = matrixRows(m_complaint);
};

void TestMatrixCommands::addRows()
{
    QTest::addColumn<int>("index");
    for (qsizetype i = 0; i < m_rows.size(); ++i)
        QTest::newRow(qPrintable(m_rows.at(i).name)) << static_cast<int>(i);
}

void TestMatrixCommands::theMatrixIsThere()
{
    QVERIFY2(m_complaint.isEmpty(), qPrintable(m_complaint));
    QVERIFY(m_rows.size() >= 120);
    QStringList names;
    for (const MatrixRow &row : std::as_const(m_rows))
        names.append(row.name);
    QCOMPARE(names.removeDuplicates(), 0);
}

// A row that waits for words which nobody can say would prove nothing when it fails.
void TestMatrixCommands::everyCauseIsOneOfTheCatalogue()
{
    QFETCH(const int, index);
    const FirstSight &expected = m_rows.at(index).expected;
    if (!m_rows.at(index).awaits.isEmpty() && !Catalogue::standard().contains(expected.code))
        QSKIP("awaited");
    const CatalogueEntry &entry = Catalogue::standard().entry(expected.code, expected.check);
    const bool isKnown =
        std::any_of(entry.causes.begin(), entry.causes.end(), [&expected](const CatalogueCause &cause) {
            return cause.text == expected.cause && toString(cause.owner) == expected.owner;
        });
    QVERIFY2(isKnown != expected.code.isEmpty(), qPrintable(expected.toString()));
    const QString &hidden = m_rows.at(index).hiddenCause;
    QVERIFY(hidden.isEmpty() || hidden != expected.cause);
    QVERIFY2(hidden.isEmpty()
                 || std::any_of(entry.causes.begin(), entry.causes.end(),
                                [&hidden](const CatalogueCause &cause) { return cause.text == hidden; }),
             qPrintable(hidden));
}

void TestMatrixCommands::theFirstCauseIsTheTrueOne()
{
    QFETCH(const int, index);
    const MatrixRow &row = m_rows.at(index);
    MatrixWorld world(row);
    const QString recording = world.path(u"run.har"_s);
    QStringList arguments{u"check"_s, world.file, u"--format"_s, u"json"_s, u"--record"_s, recording};
    if (!row.isOnline())
        arguments += {u"--password-stdin"_s, u"--login-attempts"_s, QString::number(row.loginAttempts)};
    if (!row.ewsSettings.isEmpty())
        arguments += {u"--ews-settings"_s, world.write(u"ews.txt"_s, row.ewsSettings.toUtf8())};
    if (!row.mailboxSettings.isEmpty())
        arguments += {u"--mailbox-settings"_s, world.write(u"mailbox.txt"_s, row.mailboxSettings.toUtf8())};
    QString said;
    const QJsonObject report = reportOf(world, arguments, said);
    QVERIFY2(!report.isEmpty(), qPrintable(said));
    const QString seen = row.fitted(sightOf(report));
    if (!row.awaits.isEmpty() && seen != row.expected.toString())
        QEXPECT_FAIL("", qPrintable(row.awaits), Continue);
    QCOMPARE(seen, row.expected.toString());
    const QJsonValue todo = firstToLookAt(report["checks"_L1].toArray())["explanation"_L1];
    QVERIFY2(row.fitsStep(todo["steps"_L1][0].toString()), qPrintable(todo["steps"_L1][0].toString()));
    QVERIFY2(row.fitsCommand(todo["commands"_L1][0].toString()),
             qPrintable(todo["commands"_L1][0].toString()));
    QCOMPARE(strangeDeciders(report["checks"_L1].toArray()), QStringList());
    QCOMPARE(gapsIn(report), QStringList());
    if (!row.hiddenCause.isEmpty())
        QCOMPARE(overclaimed(report, row.hiddenCause), QString());
    QCOMPARE(world.world.rejectedLogins(), row.rejections);
    QVERIFY(world.world.rejectedLogins() <= row.loginAttempts);

    const int connections = world.world.connectionCount();
    const QJsonObject replayed = reportOf(world, {u"replay"_s, recording, u"--format"_s, u"json"_s}, said);
    QCOMPARE(lastingPart(replayed), lastingPart(report));
    QVERIFY(!replayed.contains("statedOtherwise"_L1));
    const QByteArray har = contentOf(recording);
    QVERIFY(har.size() <= 2'000'000);
    const auto original = ReplayedWorld::open(recording);
    QVERIFY(original);
    const QString difference =
        differenceUnderNames(world.workbench, har, (*original)->findings(), world.path(u"names.har"_s));
    QVERIFY2(difference.isEmpty(), qPrintable(difference));
    QCOMPARE(world.world.connectionCount(), connections);
}

QTEST_GUILESS_MAIN(TestMatrixCommands)
#include "tst_matrixcommands.moc"
