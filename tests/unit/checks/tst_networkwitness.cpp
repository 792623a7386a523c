// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/checkids.h"
#include "checks/networkwitness.h"
#include "core/networkcodes.h"
#include "core/problemcodes.h"

#include <QJsonArray>
#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

ExchangeAnswer answer(int status, const HttpHeaders &headers, const QByteArray &body = {})
{
    ExchangeAnswer answer;
    answer.status = status;
    answer.headers = headers;
    answer.body = body;
    return answer;
}

ExchangeAnswer redirect(const QByteArray &location)
{
    return answer(302, {{"Location", location}});
}

ExchangeAnswer page(const QByteArray &title)
{
    return answer(200, {}, "<html><head><title>" + title + "</title></head></html>");
}

Problem withLeaf(QLatin1StringView code, const QJsonObject &leaf)
{
    return {code, {}, {{u"chain"_s, QJsonArray{leaf}}}};
}

QJsonObject leaf(const QString &fingerprint, const QString &name, const QString &issuer)
{
    return {{u"sha256"_s, fingerprint}, {u"names"_s, QJsonArray{name}}, {u"issuer"_s, issuer}};
}

const QJsonObject ofHotel = leaf(u"aa"_s, u"login.hotel.example"_s, u"Hotel"_s);
const ExchangeAnswer healthy = answer(200, {{"Content-Type", "application/json"}}, "{}");

} // namespace

class TestNetworkWitness : public QObject
{
    Q_OBJECT

private slots:
    void whoAnswersForMicrosoftIsOnTheWay_data();
    void whoAnswersForMicrosoftIsOnTheWay();
    void datesAreCompared();
    void theWitnessIsAskedOnlyWhereItTells();
};

void TestNetworkWitness::whoAnswersForMicrosoftIsOnTheWay_data()
{
    QTest::addColumn<Problem>("seen");
    QTest::addColumn<Result<ExchangeAnswer>>("atMicrosoft");
    QTest::addColumn<QString>("code");
    const auto row = [](const char *name, const Problem &seen, const Result<ExchangeAnswer> &atMicrosoft,
                        QLatin1StringView code) {
        QTest::newRow(name) << seen << atMicrosoft << QString(code);
    };
    const Problem moved{
        Code::Http302Elsewhere, {}, {{u"location"_s, u"https://login.hotel.example/splash"_s}}};
    row("one redirect", moved, redirect("https://login.hotel.example/splash?orig=y"), Code::CaptivePortal);
    row("one redirect, with an id of its own each time", moved,
        redirect("https://login.hotel.example/splash#access_token=eyJhbGciOiJub25lIn0.e30."),
        Code::CaptivePortal);
    row("another redirect", moved, redirect("https://login.microsoftonline.com/x"), Code::Http302Elsewhere);
    row("none", moved, healthy, Code::Http302Elsewhere);
    row("Microsoft is out of reach", moved, Problem{Code::TcpTimeout, {}, {}}, Code::Http302Elsewhere);
    const QJsonArray attempts{QJsonObject{{u"target"_s, u"http://login.hotel.example/splash"_s}},
                              QJsonObject{{u"title"_s, u"Welcome"_s}}};
    const Problem notFound{Code::AutodiscoverNotFound, {}, {{u"attempts"_s, attempts}}};
    row("where one attempt was sent", notFound, redirect("http://login.hotel.example/splash"),
        Code::CaptivePortal);
    row("the page of one attempt", notFound, page("Welcome"), Code::CaptivePortal);
    row("another page", notFound, page("Sign in to your account"), Code::AutodiscoverNotFound);
    row("pages without a title", {Code::Http200Html, {}, {{u"title"_s, QString()}}}, page(""),
        Code::Http200Html);
    row("one certificate", withLeaf(Code::TlsSelfSigned, ofHotel), withLeaf(Code::TlsSelfSigned, ofHotel),
        Code::CaptivePortal);
    row("one wrong name", withLeaf(Code::TlsHostnameMismatch, ofHotel),
        withLeaf(Code::TlsHostnameMismatch, leaf(u"bb"_s, u"login.hotel.example"_s, u"R11"_s)),
        Code::CaptivePortal);
    row("two wrong names", withLeaf(Code::TlsHostnameMismatch, ofHotel),
        withLeaf(Code::TlsHostnameMismatch, leaf(u"bb"_s, u"other.example"_s, u"R11"_s)),
        Code::TlsHostnameMismatch);
    row("one issuer", withLeaf(Code::TlsUnknownIssuer, leaf(u"aa"_s, u"mail.contoso.com"_s, u"Filter"_s)),
        withLeaf(Code::TlsUnknownIssuer, leaf(u"bb"_s, u"login.microsoftonline.com"_s, u"Filter"_s)),
        Code::TlsInspected);
    row("two issuers", withLeaf(Code::TlsUnknownIssuer, leaf(u"aa"_s, u"mail.contoso.com"_s, u"Contoso"_s)),
        withLeaf(Code::TlsUnknownIssuer, leaf(u"bb"_s, u"login.microsoftonline.com"_s, u"Filter"_s)),
        Code::TlsUnknownIssuer);
    row("no certificate to compare", {Code::TlsUnknownIssuer, {}, {}},
        Problem{Code::TlsUnknownIssuer, {}, {}}, Code::TlsUnknownIssuer);
}

void TestNetworkWitness::whoAnswersForMicrosoftIsOnTheWay()
{
    QFETCH(const Problem, seen);
    QFETCH(const Result<ExchangeAnswer>, atMicrosoft);
    QFETCH(const QString, code);
    const Problem told = asWitnessed(seen, atMicrosoft);
    QCOMPARE(told.code, code);
    QCOMPARE(told.facts.contains(u"sameAtMicrosoft"_s), code == QString(Code::CaptivePortal));
    for (auto fact = seen.facts.begin(); fact != seen.facts.end(); ++fact)
        QVERIFY(told.facts.contains(fact.key()));
}

void TestNetworkWitness::datesAreCompared()
{
    const Problem expired{Code::TlsCertExpired, {}, {}};
    QCOMPARE(asWitnessed(expired, healthy).facts[u"sameFaultElsewhere"_s], QJsonValue(false));
    QCOMPARE(asWitnessed(expired, expired).facts[u"sameFaultElsewhere"_s], QJsonValue(true));
    QVERIFY(!asWitnessed(expired, Problem{Code::TcpTimeout, {}, {}}).facts.contains(u"sameFaultElsewhere"_s));
}

void TestNetworkWitness::theWitnessIsAskedOnlyWhereItTells()
{
    RunInput input;
    QVERIFY(wantsWitness(input, {Code::Http302Insecure, {}, {}}));
    QVERIFY(wantsWitness(input, {Code::TlsHostnameMismatch, {}, {}}));
    QVERIFY(!wantsWitness(input, {Code::Http503, {}, {}}));
    QVERIFY(!wantsWitness(input, {Code::AutodiscoverNotFound, {}, {}}));
    input.only = QStringList{QString(CheckId::Endpoint)};
    QVERIFY(!wantsWitness(input, {Code::Http302Insecure, {}, {}}));
    QVERIFY(!witnessQuery({}).credential);
}

QTEST_GUILESS_MAIN(TestNetworkWitness)
#include "tst_networkwitness.moc"
