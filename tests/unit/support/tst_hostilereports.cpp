// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "hostiletexts.h"
#include "support/harmless.h"

#include <QJsonDocument>
#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

QJsonObject explanationOf(const QString &text)
{
    const QJsonObject cause{{u"text"_s, text},
                            {u"owner"_s, u"exchangeAdmin"_s},
                            {u"evidenceFor"_s, QJsonArray{text}},
                            {u"evidenceAgainst"_s, QJsonArray{text}}};
    return {{u"title"_s, text},
            {u"what"_s, text},
            {u"tellApart"_s, text},
            {u"owner"_s, u"exchangeAdmin"_s},
            {u"causes"_s, QJsonArray{cause}},
            {u"steps"_s, QJsonArray{text}},
            {u"commands"_s, QJsonArray{text}},
            {u"links"_s, QJsonArray{text}}};
}

QJsonObject checkOf(const QString &id, const QString &status, const QString &text)
{
    return {{u"id"_s, id},
            {u"title"_s, text},
            {u"status"_s, status},
            {u"durationMs"_s, 7},
            {u"requestIds"_s, QJsonArray{text}},
            {u"facts"_s, QJsonObject{{u"names"_s, QJsonArray{text}}, {u"subject"_s, text}}},
            {u"skippedBecause"_s, status == "skipped"_L1 ? text : QString()},
            {u"notTested"_s, status == "notTested"_L1 ? text : QString()},
            {u"problem"_s, QJsonObject{{u"code"_s, text}, {u"detail"_s, text}}},
            {u"explanation"_s, explanationOf(text)}};
}

// A report in which every value that may come from outside does. Values are made harmless where they come in;
// what prints them does not rely on it.
QJsonObject reportOf(const QString &text)
{
    const QJsonObject outside{
        {u"title"_s, text},
        {u"status"_s, u"fail"_s},
        {u"here"_s, u"pass"_s},
        {u"differs"_s, true},
        {u"facts"_s, QJsonObject{{u"test"_s, text}, {u"message"_s, text}, {u"details"_s, text}}}};
    const QJsonObject decision{
        {u"checkId"_s, u"ews.impersonation"_s}, {u"title"_s, text}, {u"code"_s, text}, {u"takenAt"_s, text}};
    return {
        {u"verdict"_s, u"fail"_s},
        {u"startedAt"_s, text},
        {u"durationMs"_s, 1'300},
        {u"checks"_s,
         QJsonArray{checkOf(u"net.dns"_s, u"pass"_s, text), checkOf(u"net.tls"_s, u"fail"_s, text),
                    checkOf(u"ews.rooms"_s, u"warn"_s, text), checkOf(u"auth.login"_s, u"skipped"_s, text),
                    checkOf(u"ews.version"_s, u"notTested"_s, text)}},
        {u"found"_s,
         QJsonObject{{u"ewsUrl"_s, text},
                     {u"internalEwsUrl"_s, text},
                     {u"product"_s, text},
                     {u"username"_s, text},
                     {u"rooms"_s, QJsonArray{text}}}},
        {u"outside"_s, QJsonObject{{u"test"_s, text}, {u"checks"_s, QJsonArray{outside}}}},
        {u"notTested"_s, QJsonArray{text}},
        {u"decisions"_s, QJsonArray{decision}}};
}

} // namespace

class TestHostileReports : public QObject
{
    Q_OBJECT

private slots:
    void noFormatIsBroken_data();
    void noFormatIsBroken();
};

void TestHostileReports::noFormatIsBroken_data()
{
    QTest::addColumn<int>("number");
    QTest::addColumn<QString>("text");
    int number = 0;
    for (const auto &[name, text] : hostileTexts())
        QTest::newRow(qPrintable(name)) << ++number << text;
}

void TestHostileReports::noFormatIsBroken()
{
    QFETCH(const int, number);
    QFETCH(const QString, text);
    const QJsonObject report = reportOf(text);
    for (const QString &format : reportFormatNames())
        if (format != "json"_L1) // it has escapes for everything
            QCOMPARE(harmIn(report, *reportFormatFromString(format)), QString());
    QCOMPARE(checkLines(renderText(report)), report["checks"_L1].toArray().size());
    QVERIFY(leaveForJudges(u"report-%1"_s.arg(number), report));
}

QTEST_MAIN(TestHostileReports)
#include "tst_hostilereports.moc"
