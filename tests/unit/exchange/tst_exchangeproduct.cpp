// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/exchangeversion.h"
#include "core/inputrules.h"
#include "exchange/exchangeproduct.h"
#include "exchange/versionsearch.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

class TestExchangeProduct : public QObject
{
    Q_OBJECT

private slots:
    void products_data();
    void products();
    void support_data();
    void support();
    void builds_data();
    void builds();
    void versionsRoundTrip();
    void theTableIsInOrder();
};

void TestExchangeProduct::products_data()
{
    QTest::addColumn<QString>("build");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("update");
    QTest::addColumn<bool>("newer");
    QTest::newRow("2007 RTM") << u"8.0.685.24"_s << u"Exchange Server 2007"_s << QString() << false;
    QTest::newRow("2007 SP3") << u"8.3.517.0"_s << u"Exchange Server 2007 SP3"_s << QString() << false;
    QTest::newRow("2010") << u"14.0.639.21"_s << u"Exchange Server 2010"_s << QString() << false;
    QTest::newRow("2010 SP3") << u"14.3.513.0"_s << u"Exchange Server 2010 SP3"_s << QString() << false;
    QTest::newRow("2013 CU3") << u"15.0.775.38"_s << u"Exchange Server 2013"_s << u"CU3"_s << false;
    QTest::newRow("2013 SP1") << u"15.0.847.32"_s << u"Exchange Server 2013 SP1"_s << u"SP1"_s << false;
    QTest::newRow("2013 CU23") << u"15.0.1497.2"_s << u"Exchange Server 2013 SP1"_s << u"CU23"_s << false;
    QTest::newRow("2016 between updates")
        << u"15.1.2507.62"_s << u"Exchange Server 2016"_s << u"CU23 Oct25SU"_s << false;
    QTest::newRow("2019 RTM") << u"15.2.221.12"_s << u"Exchange Server 2019"_s << QString() << false;
    QTest::newRow("2019 CU15") << u"15.2.1748.10"_s << u"Exchange Server 2019"_s << u"CU15"_s << false;
    QTest::newRow("2019 later") << u"15.2.1748.99"_s << u"Exchange Server 2019"_s << u"CU15 Sep26SU v2"_s
                                << true;
    QTest::newRow("SE RTM") << u"15.2.2562.17"_s << u"Exchange Server SE"_s << u"RTM"_s << false;
    QTest::newRow("SE CU1 to come") << u"15.2.3000.5"_s << u"Exchange Server SE"_s << u"RTM Sep26SU v2"_s
                                    << true;
    QTest::newRow("online") << u"15.20.8000.1"_s << u"Exchange Online"_s << QString() << false;
    QTest::newRow("online, next line") << u"15.21.1.1"_s << u"Exchange Online"_s << QString() << false;
    QTest::newRow("older than anything") << u"6.5.7638.1"_s << QString() << QString() << false;
    QTest::newRow("a new major") << u"16.0.1.1"_s << QString() << QString() << true;
}

void TestExchangeProduct::products()
{
    QFETCH(QString, build);
    QFETCH(QString, name);
    QFETCH(QString, update);
    QFETCH(bool, newer);
    const ExchangeProduct product = ExchangeProducts().productOf(*ExchangeBuild::fromString(build));
    QCOMPARE(product.name, name);
    QCOMPARE(product.update, update);
    QCOMPARE(product.newerThanKnown, newer);
}

void TestExchangeProduct::support_data()
{
    QTest::addColumn<QString>("build");
    QTest::addColumn<QDate>("day");
    QTest::addColumn<QString>("state");
    QTest::newRow("2013 on its last day") << u"15.0.1497.2"_s << QDate(2023, 4, 10) << u"supported"_s;
    QTest::newRow("2013 ended") << u"15.0.1497.2"_s << QDate(2023, 4, 11) << u"ended"_s;
    QTest::newRow("2016 before") << u"15.1.2507.6"_s << QDate(2025, 10, 13) << u"supported"_s;
    QTest::newRow("2016 paid") << u"15.1.2507.6"_s << QDate(2026, 5, 1) << u"paidOnly"_s;
    QTest::newRow("2019 paid on the last day") << u"15.2.1748.10"_s << QDate(2026, 10, 31) << u"paidOnly"_s;
    QTest::newRow("2019 ended") << u"15.2.1748.10"_s << QDate(2026, 11, 1) << u"ended"_s;
    QTest::newRow("SE") << u"15.2.2562.17"_s << QDate(2026, 11, 23) << u"supported"_s;
    QTest::newRow("unknown") << u"17.0.0.0"_s << QDate(2026, 11, 23) << u"unknown"_s;
}

void TestExchangeProduct::support()
{
    QFETCH(QString, build);
    QFETCH(QDate, day);
    QFETCH(QString, state);
    const ExchangeProduct product = ExchangeProducts().productOf(*ExchangeBuild::fromString(build));
    QVERIFY2(Setup::toString(product.supportOn(day)) == state,
             qPrintable(Setup::toString(product.supportOn(day))));
}

void TestExchangeProduct::builds_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("build"); // empty: none
    QTest::newRow("four") << u"15.2.1748.10"_s << u"15.2.1748.10"_s;
    QTest::newRow("three") << u" 15.1.2507"_s << u"15.1.2507.0"_s;
    QTest::newRow("two") << u"15.1"_s << QString();
    QTest::newRow("five") << u"15.1.2.3.4"_s << QString();
    QTest::newRow("sign") << u"15.-1.2.3"_s << QString();
    QTest::newRow("huge") << u"15.1.2.99999999999"_s << QString();
    QTest::newRow("words") << u"a.b.c.d"_s << QString();
    QTest::newRow("empty parts") << u"..."_s << QString();
    QTest::newRow("empty") << QString() << QString();
}

void TestExchangeProduct::builds()
{
    QFETCH(QString, text);
    QFETCH(QString, build);
    const auto parsed = ExchangeBuild::fromString(text);
    QCOMPARE(parsed ? parsed->toString() : QString(), build);
    QVERIFY((ExchangeBuild{15, 1, 9, 9} < ExchangeBuild{15, 2, 0, 0}));
}

void TestExchangeProduct::versionsRoundTrip()
{
    for (const ExchangeVersion version : allExchangeVersions())
        QVERIFY(exchangeVersionFromString(Setup::toString(version)) == version);
    QVERIFY(!exchangeVersionFromString(u"Exchange2019"_s));
    QVERIFY(!exchangeVersionFromString(u"V2018_01_08"_s)); // servers say so; it is no valid question
    QVERIFY(!exchangeVersionFromString(u"Exchange2012"_s)); // in Microsoft's schema, never released
    QStringList names;
    for (const ExchangeVersion version : allExchangeVersions())
        names.append(Setup::toString(version));
    QCOMPARE(InputRules::knownExchangeVersions(), names);
    QFile file(QStringLiteral(SETUP_SOURCE_DIR "/resources/integration.schema.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonValue server =
        QJsonDocument::fromJson(file.readAll())
            .object()["properties"_L1]["integration"_L1]["oneOf"_L1][0]["properties"_L1];
    QCOMPARE(server["exchangeVersion"_L1]["enum"_L1].toArray(),
             QJsonArray::fromStringList(QStringList{u"auto"_s, QString()} + names));
    QVERIFY(refusesVersion(u"ErrorInvalidServerVersion"_s));
    QVERIFY(!refusesVersion(u"ErrorAccessDenied"_s));
}

void TestExchangeProduct::theTableIsInOrder()
{
    const ExchangeProducts products;
    QVERIFY(products.dated().isValid());
    const ExchangeProducts broken("{");
    QVERIFY(broken.productOf({15, 2, 2562, 17}).name.isEmpty());
    // Every build of the table names its own update, so no row is hidden by one before it.
    for (const auto &build :
         {u"15.0.620.29"_s, u"15.0.1473.3"_s, u"15.1.396.30"_s, u"15.2.330.5"_s, u"15.2.2562.53"_s})
        QVERIFY(!products.productOf(*ExchangeBuild::fromString(build)).newerThanKnown);
}

QTEST_GUILESS_MAIN(TestExchangeProduct)
#include "tst_exchangeproduct.moc"
