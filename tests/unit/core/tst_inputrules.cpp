// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/inputrules.h"
#include "core/integrationfile.h"
#include "core/problemcodes.h"

#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

class TestInputRules : public QObject
{
    Q_OBJECT

private slots:
    void ewsUrls_data();
    void ewsUrls();
    void aPortalHasOneSpelling_data();
    void aPortalHasOneSpelling();
    void filesNameAPortalInOneSpelling();
    void emails_data();
    void emails();
    void names_data();
    void names();
    void aMessageNeverRepeatsAPassword();
};

void TestInputRules::ewsUrls_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("clean");
    QTest::addColumn<QString>("code");
    QTest::newRow("whole") << u"https://mail.contoso.com/EWS/Exchange.asmx"_s
                           << u"https://mail.contoso.com/EWS/Exchange.asmx"_s << QString();
    QTest::newRow("host only") << u" mail.contoso.com "_s << u"https://mail.contoso.com/EWS/Exchange.asmx"_s
                               << QString();
    QTest::newRow("port") << u"mail.contoso.com:8443"_s
                          << u"https://mail.contoso.com:8443/EWS/Exchange.asmx"_s << QString();
    QTest::newRow("query dropped") << u"https://m.contoso.com/EWS/Exchange.asmx?wsdl#x"_s
                                   << u"https://m.contoso.com/EWS/Exchange.asmx"_s << QString();
    QTest::newRow("IDN") << u"post.bücher.example"_s << u"https://post.bücher.example/EWS/Exchange.asmx"_s
                         << QString();
    QTest::newRow("http") << u"http://mail.contoso.com/EWS/Exchange.asmx"_s << QString()
                          << QString(Code::InputUrlInsecure);
    QTest::newRow("credentials") << u"https://u:p@mail.contoso.com/"_s << QString()
                                 << QString(Code::InputUrlCredentials);
    QTest::newRow("other scheme") << u"ftp://mail.contoso.com"_s << QString() << QString(Code::InputUrl);
    QTest::newRow("blank inside") << u"mail contoso com"_s << QString() << QString(Code::InputUrl);
    QTest::newRow("empty") << QString() << QString() << QString(Code::InputUrl);
    QTest::newRow("bidi") << u"mail.\u202Econtoso.com"_s << QString() << QString(Code::InputCharacters);
    QTest::newRow("control") << u"mail.\x07 contoso.com"_s << QString() << QString(Code::InputCharacters);
    QTest::newRow("a tag") << u"mail.\U000E0041contoso.com"_s << QString() << QString(Code::InputCharacters);
    QTest::newRow("endless") << QString(10000, u'x') << QString() << QString(Code::InputTooLong);
}

void TestInputRules::aPortalHasOneSpelling_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("portal");
    QTest::newRow("as it is") << u"https://portal.example"_s << u"https://portal.example"_s;
    QTest::newRow("letter case") << u"HTTPS://Portal.Example"_s << u"https://portal.example"_s;
    QTest::newRow("slash") << u"https://portal.example/"_s << u"https://portal.example"_s;
    QTest::newRow("page") << u"https://portal.example/manager/?x=1#y"_s << u"https://portal.example"_s;
    QTest::newRow("usual port") << u"https://portal.example:443/"_s << u"https://portal.example"_s;
    QTest::newRow("another port") << u"https://portal.example:8443/"_s << u"https://portal.example:8443"_s;
    QTest::newRow("without scheme") << u" portal.example "_s << u"https://portal.example"_s;
    QTest::newRow("IDN") << u"https://pörtal.example"_s << u"https://xn--prtal-jua.example"_s;
    QTest::newRow("not https") << u"http://portal.example"_s << QString();
    QTest::newRow("with a login") << u"https://me@portal.example"_s << QString();
    QTest::newRow("nothing") << QString() << QString();
}

void TestInputRules::aPortalHasOneSpelling()
{
    QFETCH(QString, typed);
    QFETCH(QString, portal);
    const auto url = InputRules::portal(typed, u"portal"_s);
    QCOMPARE(url ? url->toString(QUrl::FullyEncoded) : QString(), portal);
}

// The id of a file without one is made of what it says; it is what the portal knows the integration by.
void TestInputRules::filesNameAPortalInOneSpelling()
{
    const auto file = [](const QByteArray &portal) {
        return integrationFromJson(
            R"({"portal":")" + portal
            + R"(","integration":{"type":"exchangeServer","email":"a@contoso.test"}})");
    };
    const auto usual = file("https://portal.example");
    QVERIFY(usual);
    for (const char *const spelling : {"https://portal.example/", "https://PORTAL.example:443"}) {
        const auto other = file(spelling);
        QVERIFY(other);
        QVERIFY(*other == *usual);
    }
    QVERIFY(file("https://portal.example:8443")->id != usual->id);
}

void TestInputRules::ewsUrls()
{
    QFETCH(QString, typed);
    QFETCH(QString, clean);
    QFETCH(QString, code);
    const auto url = InputRules::ewsUrl(typed, u"ewsUrl"_s);
    QCOMPARE(url.hasValue(), code.isEmpty());
    if (url) {
        QCOMPARE(url->toString(), QUrl(clean).toString());
        return;
    }
    QCOMPARE(url.problem().code, code);
    if (code == Code::InputUrlInsecure)
        QCOMPARE(url.problem().facts.value("proposal"_L1).toString(),
                 u"https://mail.contoso.com/EWS/Exchange.asmx"_s);
}

void TestInputRules::emails_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("code");
    QTest::newRow("plain") << u"askcody@contoso.com"_s << QString();
    QTest::newRow("IDN domain") << u"askcody@bücher.example"_s << QString();
    QTest::newRow("plus and dots") << u"ask.cody+x@mail.contoso.co.uk"_s << QString();
    QTest::newRow("empty") << u"  "_s << QString(Code::InputMissing);
    QTest::newRow("no domain") << u"askcody@"_s << QString(Code::InputEmail);
    QTest::newRow("no dot") << u"askcody@contoso"_s << QString(Code::InputEmail);
    QTest::newRow("dot at the end of nothing") << u"askcody@contoso..com"_s << QString(Code::InputEmail);
    QTest::newRow("display name") << u"Ask <askcody@contoso.com>"_s << QString(Code::InputEmail);
    QTest::newRow("two") << u"a@contoso.com, b@contoso.com"_s << QString(Code::InputEmail);
    QTest::newRow("new line") << u"a@contoso.com\nX: y"_s << QString(Code::InputCharacters);
    QTest::newRow("endless") << QString(10000, u'a') + u"@b.c"_s << QString(Code::InputTooLong);
}

void TestInputRules::emails()
{
    QFETCH(QString, typed);
    QFETCH(QString, code);
    const auto email = InputRules::email(typed, u"email"_s);
    QCOMPARE(email.hasValue(), code.isEmpty());
    if (!email)
        QCOMPARE(email.problem().code, code);
}

void TestInputRules::names_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<bool>("accepted");
    QTest::newRow("domain and user") << u"CONTOSO\\askcody"_s << true;
    QTest::newRow("bare") << u"askcody"_s << true;
    QTest::newRow("colon") << u"ask:cody"_s << false;
    QTest::newRow("control") << u"ask\u0000cody"_s << false;
    QTest::newRow("a tag") << u"ask\U000E0041cody"_s << false;
    QTest::newRow("half a character") << u"ask"_s + QChar(0xD800) + u"cody"_s << false;
    QTest::newRow("beyond the first plane") << u"ask\U00020BB7cody"_s << true;
}

void TestInputRules::names()
{
    QFETCH(QString, typed);
    QFETCH(bool, accepted);
    QCOMPARE(InputRules::userName(typed, u"username"_s).hasValue(), accepted);
}

void TestInputRules::aMessageNeverRepeatsAPassword()
{
    for (const QString &typed : {u"https://u:s3cret@mail.contoso.com/"_s, u"u:s3cret@mail.contoso.com"_s,
                                 u"http://u:s3cret@mail.contoso.com/"_s, u"https://u:s3cret@ bad host/"_s}) {
        const auto url = InputRules::ewsUrl(typed, u"ewsUrl"_s);
        QVERIFY(!url);
        QVERIFY2(!QDebug::toString(url.problem().facts).contains("s3cret"_L1), qPrintable(typed));
    }
}

QTEST_GUILESS_MAIN(TestInputRules)
#include "tst_inputrules.moc"
