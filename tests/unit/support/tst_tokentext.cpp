// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/problemcodes.h"
#include "support/tokentext.h"

#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

class TestTokenText : public QObject
{
    Q_OBJECT

private slots:
    void headerAndClaimsAreShown();
    void whatIsNoTokenIsSaid_data();
    void whatIsNoTokenIsSaid();
    void hostileClaimsAreText();
};

namespace {

QString token(const QByteArray &header, const QByteArray &claims)
{
    const auto part = [](const QByteArray &bytes) {
        return QString::fromLatin1(
            bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
    };
    return part(header) + u'.' + part(claims) + u".c2lnbmF0dXJl"_s;
}

} // namespace

void TestTokenText::headerAndClaimsAreShown()
{
    const QString jwt = token(
        R"({"alg":"RS256","kid":"k1"})",
        R"({"aud":"https://outlook.office365.com","exp":1795424400,"scp":"EWS.AccessAsUser.All","roles":["a","b"]})");
    for (const QString &pasted : {jwt, u"Bearer "_s + jwt, jwt.left(20) + u"\n"_s + jwt.mid(20)}) {
        const auto text = tokenText(pasted);
        QVERIFY(text);
        for (const auto &part : {u"alg: RS256"_s, u"aud: https://outlook.office365.com"_s,
                                 u"exp: 2026-11-23T"_s, u"roles: a b"_s, u"scp: EWS.AccessAsUser.All"_s})
            QVERIFY2(text->contains(part), qPrintable(*text));
        QVERIFY(!text->contains(u"c2lnbmF0dXJl"_s));
        QVERIFY(!text->contains(jwt.section(u'.', 1, 1)));
    }
}

void TestTokenText::whatIsNoTokenIsSaid_data()
{
    QTest::addColumn<QString>("pasted");
    QTest::newRow("nothing") << QString();
    QTest::newRow("words") << u"no token at all"_s;
    QTest::newRow("opaque") << u"0.AXoA1234"_s;
    QTest::newRow("encrypted") << u"a.b.c.d.e"_s;
    QTest::newRow("not JSON") << u"YQ.Yg.Yw"_s;
    QTest::newRow("huge") << token("{\"alg\":\"x\"}", QByteArray(100'000, 'a'));
    QTest::newRow("not base64") << u"{\"a\":1}.{\"b\":2}.c"_s;
}

void TestTokenText::whatIsNoTokenIsSaid()
{
    QFETCH(const QString, pasted);
    const auto text = tokenText(pasted);
    QVERIFY(!text);
    QCOMPARE(text.problem().code, QString(Code::AnswerMalformed));
}

void TestTokenText::hostileClaimsAreText()
{
    const auto text = tokenText(token(R"({"alg":"none"})", R"({"name":"\u001b[31m\u202Egpj.exe"})"));
    QVERIFY(text);
    QVERIFY(!text->contains(QChar(0x1b)));
    QVERIFY(!text->contains(QChar(0x202E)));
}

QTEST_GUILESS_MAIN(TestTokenText)
#include "tst_tokentext.moc"
