// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "exchange/bearerauthority.h"

#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

// What a server says of the tokens that it takes.
class TestBearerAuthority : public QObject
{
    Q_OBJECT

private slots:
    void whatIsOffered_data();
    void whatIsOffered();
    void aLongListIsCut();
};

void TestBearerAuthority::whatIsOffered_data()
{
    QTest::addColumn<QByteArray>("offer");
    QTest::addColumn<QString>("host");
    QTest::addColumn<QStringList>("issuers");
    QTest::newRow("Entra") << QByteArray(
        "Bearer client_id=\"0-0\", trusted_issuers=\"i@t\", token_types=\"a b\", "
        "authorization_uri=\"https://login.windows.net/common/oauth2/authorize\"")
                           << u"login.windows.net"_s << QStringList{u"i@t"_s};
    QTest::newRow("AD FS") << QByteArray("Bearer authorization_uri=\"https://ADFS.Contoso.test/adfs/\"")
                           << u"adfs.contoso.test"_s << QStringList();
    QTest::newRow("several issuers") << QByteArray("NTLM, bearer trusted_issuers=\"i@t, ,j@u\"") << QString()
                                     << QStringList{u"i@t"_s, u"j@u"_s};
    QTest::newRow("nothing is told") << QByteArray("Bearer") << QString() << QStringList();
    QTest::newRow("no address") << QByteArray("Bearer authorization_uri=\"not an address\"") << QString()
                                << QStringList();
}

void TestBearerAuthority::whatIsOffered()
{
    QFETCH(const QByteArray, offer);
    QFETCH(const QString, host);
    QFETCH(const QStringList, issuers);
    const auto authority = bearerAuthority(AuthOffers::fromHeaders({{"WWW-Authenticate", offer}}));
    QVERIFY(authority);
    QCOMPARE(authority->host, host);
    QCOMPARE(authority->issuers, issuers);
    QCOMPARE(toJson(*authority).value("authorizationHost"_L1).toString(), host);
    QVERIFY(!bearerAuthority(AuthOffers::fromHeaders({{"WWW-Authenticate", "Negotiate, NTLM"}})));
}

void TestBearerAuthority::aLongListIsCut()
{
    const QByteArray offer = "Bearer trusted_issuers=\"" + QByteArray("a@b,").repeated(1'000) + '"';
    const auto authority = bearerAuthority(AuthOffers::fromHeaders({{"WWW-Authenticate", offer}}));
    QVERIFY(authority);
    QVERIFY(authority->issuers.size() <= 10);
}

QTEST_GUILESS_MAIN(TestBearerAuthority)
#include "tst_bearerauthority.moc"
