// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "diagnosis/catalogue.h"
#include "diagnosis/placeholders.h"
#include "remedies.h"

#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <algorithm>

using namespace Setup;
using namespace Qt::StringLiterals;

// What the catalogue asks for is there: evidence for each of several causes, facts that somebody gives,
// values for the names in its texts.
class TestCauseEvidence : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void rivalsHaveEvidenceOrSayWhatWouldDecide();
    void theFirstCauseSaysWhatWouldProveIt();
    void factsAreSeenBySomebody();
    void placeholdersAreFilledBySomebody_data();
    void placeholdersAreFilledBySomebody();
    void nothingStandsInTheTableInVain();

private:
    QSet<QString> m_words; // all that stands in quotation marks in the sources
    QSet<QString> m_readings;
    QJsonArray m_givers;
};

namespace {

QString textOf(const QString &path)
{
    QFile file(QStringLiteral(SETUP_SOURCE_DIR "/") + path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QSet<QString> quotedIn(const QString &text)
{
    static const QRegularExpression quoted(u"\"([A-Za-z][A-Za-z0-9-]*)\""_s);
    QSet<QString> words;
    auto matches = quoted.globalMatch(text);
    while (matches.hasNext())
        words.insert(matches.next().captured(1));
    return words;
}

bool isBare(const CatalogueCause &cause)
{
    return cause.evidenceFor.isEmpty() && cause.evidenceAgainst.isEmpty() && cause.decidedBy.isEmpty();
}

QStringList factsOf(const CatalogueEntry &entry)
{
    QStringList facts;
    for (const CatalogueCause &cause : entry.causes)
        for (const Condition &condition : cause.evidenceFor + cause.evidenceAgainst)
            for (const FactTest &test : condition.tests)
                facts.append(test.fact.section(u':', -1));
    return facts;
}

QStringList textsOf(const CatalogueEntry &entry)
{
    QStringList texts{entry.title, entry.what, entry.tellApart};
    for (const CatalogueCause &cause : entry.causes) {
        texts.append(cause.text);
        for (const Condition &condition : cause.evidenceFor + cause.evidenceAgainst)
            texts.append(condition.says);
        for (const CatalogueDecider &decider : cause.decidedBy)
            texts.append(decider.says);
    }
    return texts + everyRemedy(entry).steps + everyRemedy(entry).commands;
}

// The customer's own names and what is made of them are not the business of a problem (ExplanationContext).
bool isOfTheContext(const QString &name)
{
    static const QStringList names{u"account"_s,
                                   u"accountName"_s,
                                   u"assignmentName"_s,
                                   u"roomAssignmentName"_s,
                                   u"username"_s,
                                   u"domain"_s,
                                   u"ewsHost"_s,
                                   u"ewsUrl"_s,
                                   u"publicUrl"_s,
                                   u"host"_s,
                                   u"url"_s,
                                   u"port"_s,
                                   u"mailbox"_s,
                                   u"forbiddenMailbox"_s,
                                   u"server"_s,
                                   u"application"_s,
                                   u"tenant"_s,
                                   u"autodiscoverHost"_s,
                                   u"autodiscoverSrv"_s,
                                   u"redirect"_s,
                                   u"code"_s,
                                   u"check"_s,
                                   u"because"_s,
                                   u"client"_s,
                                   u"retirementBegan"_s,
                                   u"lastEwsDay"_s,
                                   u"frontlineFrom"_s,
                                   u"frontlineUntil"_s};
    return names.contains(name);
}

bool covers(const QJsonObject &row, const QString &code)
{
    const QString pattern = row.value("codes"_L1).toString();
    return QRegularExpression(QRegularExpression::anchoredPattern(pattern)).match(code).hasMatch();
}

} // namespace

void TestCauseEvidence::initTestCase()
{
    QDirIterator files(QStringLiteral(SETUP_SOURCE_DIR "/src"), {u"*.cpp"_s, u"*.h"_s}, QDir::Files,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString path = files.next();
        const QString inside = path.mid(QStringLiteral(SETUP_SOURCE_DIR "/").size());
        // The rules themselves, the simulators and the pages are no witnesses.
        const bool isReading = inside == "src/diagnosis/readings.cpp"_L1;
        if (isReading
            || !QRegularExpression(u"^src/(diagnosis|simulators|wizard|app)/"_s).match(inside).hasMatch())
            m_words.unite(quotedIn(textOf(inside)));
    }
    QVERIFY(m_words.contains(u"exchangeHeaders"_s));
    m_readings = quotedIn(textOf(u"src/diagnosis/readings.cpp"_s));
    m_givers = QJsonDocument::fromJson(textOf(u"tests/data/placeholder-givers.json"_s).toUtf8())
                   .object()["givers"_L1]
                   .toArray();
    QVERIFY(m_givers.size() > 20);
}

// To tell n causes apart takes n - 1 answers, so one of them may be what is left.
void TestCauseEvidence::rivalsHaveEvidenceOrSayWhatWouldDecide()
{
    int rivals = 0;
    for (const CatalogueEntry &entry : Catalogue::standard().entries()) {
        if (entry.causes.size() < 2)
            continue;
        ++rivals;
        QVERIFY2(std::count_if(entry.causes.begin(), entry.causes.end(), &isBare) <= 1,
                 qPrintable(entry.code));
    }
    QVERIFY(rivals > 300);
}

void TestCauseEvidence::theFirstCauseSaysWhatWouldProveIt()
{
    // Where nothing was seen, the cause that stands first has to say how somebody could be sure of it.
    for (const CatalogueEntry &entry : Catalogue::standard().entries()) {
        const bool isSeen = !factsOf(entry).isEmpty();
        if (entry.causes.size() > 1 && !isSeen)
            QVERIFY2(!entry.causes.first().decidedBy.isEmpty(), qPrintable(entry.code));
    }
}

void TestCauseEvidence::factsAreSeenBySomebody()
{
    static const QStringList always{u"status"_s, u"code"_s, u"checkId"_s}; // evidence.cpp
    for (const CatalogueEntry &entry : Catalogue::standard().entries())
        for (const QString &fact : factsOf(entry))
            for (const QString &name : fact.split(u'/'))
                QVERIFY2(always.contains(name) || m_words.contains(name),
                         qPrintable(entry.code + u": "_s + fact));
}

void TestCauseEvidence::placeholdersAreFilledBySomebody_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("name");
    for (const CatalogueEntry &entry : Catalogue::standard().entries()) {
        QSet<QString> names;
        for (const QString &text : textsOf(entry))
            for (const QString &name : Placeholders::in(text))
                names.insert(name);
        for (const QString &name : std::as_const(names))
            if (!isOfTheContext(name))
                QTest::newRow(qPrintable(entry.code + u' ' + name)) << entry.code << name;
    }
}

// tests/data/placeholder-givers.json says where a problem of this code gets the value, under which name.
void TestCauseEvidence::placeholdersAreFilledBySomebody()
{
    QFETCH(QString, code);
    QFETCH(QString, name);
    for (const auto &value : std::as_const(m_givers)) {
        const QJsonObject row = value.toObject();
        if (!covers(row, code))
            continue;
        const QString fact = row.value("gives"_L1).toObject().value(name).toString();
        if (fact.isEmpty())
            continue;
        QVERIFY2(quotedIn(textOf(row.value("in"_L1).toString())).contains(fact), qPrintable(fact));
        if (fact != name && fact != "rung"_L1) // a rung has its check's title: placeholders.cpp
            QVERIFY2(m_readings.contains(name), qPrintable(name));
        return;
    }
    QFAIL("no problem of this code gives it");
}

void TestCauseEvidence::nothingStandsInTheTableInVain()
{
    const QList<CatalogueEntry> entries = Catalogue::standard().entries();
    for (const auto &value : std::as_const(m_givers)) {
        const QJsonObject row = value.toObject();
        QVERIFY2(std::any_of(entries.begin(), entries.end(),
                             [&row](const CatalogueEntry &entry) { return covers(row, entry.code); }),
                 qPrintable(row.value("codes"_L1).toString()));
    }
}

QTEST_GUILESS_MAIN(TestCauseEvidence)
#include "tst_causeevidence.moc"
