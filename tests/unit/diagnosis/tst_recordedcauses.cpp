// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/integration.h"
#include "diagnosis/catalogue.h"
#include "diagnosis/explainer.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <algorithm>

using namespace Setup;
using namespace Qt::StringLiterals;

// Recorded cases: what a run had found, and which causes must be named for it, in which order, with which
// evidence. A file in tests/data/causes has a row for each (README, "Architecture").
class TestRecordedCauses : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void theTrueCauseComesFirst_data();
    void theTrueCauseComesFirst();
    void everyNamedCauseHasItsCase();

private:
    QList<QJsonObject> m_files;
};

namespace {

QStringList strings(const QJsonValue &list)
{
    QStringList all;
    const QJsonArray array = list.toArray();
    for (const auto &text : array)
        all.append(text.toString());
    return all;
}

Explanation explained(const QJsonObject &recorded, const QString &now)
{
    ExplanationContext context;
    context.now = QDateTime::fromString(now, Qt::ISODate);
    const QJsonArray findings = recorded.value("findings"_L1).toArray();
    for (const auto &finding : findings)
        context.findings.append(findingFromJson(finding.toObject()));
    const Problem problem{recorded.value("code"_L1).toString(), {}, recorded.value("facts"_L1).toObject()};
    const QString check = recorded.value("check"_L1).toString();
    const bool isThere = std::any_of(context.findings.begin(), context.findings.end(),
                                     [&check](const Finding &finding) { return finding.checkId == check; });
    if (!check.isEmpty() && !isThere) {
        Finding own;
        own.checkId = check;
        own.status = FindingStatus::Fail;
        own.problem = problem;
        context.findings.append(own);
    }
    Integration integration;
    ExchangeServer server;
    server.email = u"askcody@contoso.com"_s;
    integration.exchange = server;
    ExplanationContext named = ExplanationContext::of(integration, context.findings);
    named.now = context.now;
    return Explainer().explain(problem, check, named);
}

const CatalogueEntry &entryOf(const QJsonObject &recorded)
{
    return Catalogue::standard().entry(recorded.value("code"_L1).toString(),
                                       recorded.value("check"_L1).toString());
}

QStringList ids(const Explanation &explanation)
{
    QStringList ids;
    for (const Cause &cause : explanation.causes)
        ids.append(cause.id);
    return ids;
}

} // namespace

void TestRecordedCauses::initTestCase()
{
    const QDir folder(QStringLiteral(SETUP_SOURCE_DIR "/tests/data/causes"));
    for (const QString &name : folder.entryList({u"*.json"_s}, QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QJsonParseError error{};
        m_files.append(QJsonDocument::fromJson(file.readAll(), &error).object());
        QVERIFY2(error.error == QJsonParseError::NoError, qPrintable(name));
    }
    QVERIFY(m_files.size() >= 2);
}

void TestRecordedCauses::theTrueCauseComesFirst_data()
{
    QTest::addColumn<QJsonObject>("recorded");
    QTest::addColumn<QString>("now");
    for (const QJsonObject &file : std::as_const(m_files)) {
        const QJsonArray cases = file.value("cases"_L1).toArray();
        for (const auto &value : cases) {
            const QJsonObject recorded = value.toObject();
            QTest::newRow(qPrintable(recorded.value("code"_L1).toString() + u": "_s
                                     + recorded.value("name"_L1).toString()))
                << recorded << file.value("now"_L1).toString();
        }
    }
}

void TestRecordedCauses::theTrueCauseComesFirst()
{
    QFETCH(QJsonObject, recorded);
    QFETCH(QString, now);
    const Explanation explanation = explained(recorded, now);
    const QJsonObject expected = recorded.value("expect"_L1).toObject();
    const QStringList order = strings(expected.value("causes"_L1));
    QVERIFY(!order.isEmpty());
    QCOMPARE(ids(explanation).mid(0, order.size()), order);
    QCOMPARE(toString(explanation.owner), expected.value("owner"_L1).toString());
    const Cause &first = explanation.causes.first();
    if (expected.contains("confidence"_L1))
        QCOMPARE(toString(first.confidence), expected.value("confidence"_L1).toString());
    // What is shown as evidence names what was seen, and never stands there with a gap.
    for (const Cause &cause : explanation.causes)
        for (const QString &said : cause.evidenceFor + cause.evidenceAgainst)
            QVERIFY2(!said.contains(u'<'), qPrintable(said));
    for (const QString &part : strings(expected.value("for"_L1)))
        QVERIFY2(first.evidenceFor.join(u'\n').contains(part), qPrintable(first.evidenceFor.join(u'\n')));
    for (const QString &part : strings(expected.value("against"_L1)))
        QVERIFY2(explanation.causes.last().evidenceAgainst.join(u'\n').contains(part),
                 qPrintable(explanation.causes.last().evidenceAgainst.join(u'\n')));
    // What is to be done for the first cause comes first.
    if (expected.contains("step"_L1))
        QCOMPARE(explanation.steps.value(0), expected.value("step"_L1).toString());
    if (expected.contains("command"_L1))
        QCOMPARE(explanation.commands.value(0), expected.value("command"_L1).toString());
    for (const Cause &cause : explanation.causes)
        QVERIFY(!expected.value("nothingSpeaks"_L1).toBool()
                || (cause.evidenceFor.isEmpty() && cause.evidenceAgainst.isEmpty()));
    if (expected.contains("decidedBy"_L1)) {
        QCOMPARE(first.decidedBy.check, expected.value("decidedBy"_L1).toString());
        QVERIFY(first.decidedBy.check.isEmpty() || !first.decidedBy.text.isEmpty());
    }
}

// A cause with a name of its own comes first in some case, or else nobody knows whether its rules are right.
void TestRecordedCauses::everyNamedCauseHasItsCase()
{
    QSet<QString> seen;
    for (const QJsonObject &file : std::as_const(m_files)) {
        const QJsonArray cases = file.value("cases"_L1).toArray();
        for (const auto &recorded : cases) {
            const QString code = entryOf(recorded.toObject()).code;
            const QStringList order =
                strings(recorded.toObject().value("expect"_L1).toObject().value("causes"_L1));
            for (const QString &id : order)
                seen.insert(code + u' ' + id);
        }
    }
    for (const CatalogueEntry &entry : Catalogue::standard().entries())
        for (const CatalogueCause &cause : entry.causes)
            if (!cause.id.isEmpty())
                QVERIFY2(seen.contains(entry.code + u' ' + cause.id),
                         qPrintable(entry.code + u' ' + cause.id));
}

QTEST_GUILESS_MAIN(TestRecordedCauses)
#include "tst_recordedcauses.moc"
