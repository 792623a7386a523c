// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/problemcodes.h"
#include "core/utctime.h"
#include "portal/portaltokens.h"
#include "portal/sharedrenewal.h"
#include "support/operationcontract.h"
#include "support/outcome.h"
#include "unit/portal/portalworld.h"

#include <QSignalSpy>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

// An issuer behind a fake door, whose refresh tokens are good for one use.
struct Issuer
{
    explicit Issuer(const Secret &clientSecret = {})
        : tokens(context(), {metadata(), {u"askcody-exchange-setup"_s, clientSecret}, {u"openid"_s}})
    {
        door.onExchange = [this](const ExchangeQuery &query) {
            asked.append(query.body);
            FakeReply<ExchangeAnswer> reply{
                jsonAnswer(200,
                           {{u"access_token"_s, u"access-%1"_s.arg(asked.size())},
                            {u"refresh_token"_s, u"refresh-%1"_s.arg(asked.size())},
                            {u"token_type"_s, u"Bearer"_s},
                            {u"expires_in"_s, 3600}})};
            reply.silent = isSilent;
            return reply;
        };
    }

    OAuthContext context() { return {door, clock, random, keys, {u"portal.signin"_s, 1}}; }
    static IssuerMetadata metadata()
    {
        IssuerMetadata metadata;
        metadata.issuer = u"https://login.askcody.test"_s;
        metadata.tokenEndpoint = QUrl(u"https://login.askcody.test/token"_s);
        return metadata;
    }
    void signIn()
    {
        TokenSet set;
        set.accessToken = Secret("access-0");
        set.refreshToken = Secret("refresh-0");
        tokens.setTokens(set);
    }
    Result<Secret> renewed(const QByteArray &refused)
    {
        return outcomeOf<Secret>(*tokens.renew(Secret(refused)));
    }

    FakeDoor door;
    FixedClock clock{inUtc({2026, 11, 24}, {9, 0})};
    SystemRandomSource random;
    JwkCache keys;
    QList<QByteArray> asked;
    bool isSilent = false;
    PortalTokens tokens;
};

QByteArray text(const Result<Secret> &secret)
{
    return secret ? secret->bytes().toByteArray() : secret.problem().code.toLatin1();
}

} // namespace

class TestPortalTokens : public QObject
{
    Q_OBJECT

private slots:
    void aRenewalUsesTheNewestRefreshToken();
    void aNewerTokenNeedsNoRenewal();
    void callersShareOneRenewal();
    void cancellingStopsNobodyElse();
    void nobodySignedInIsToldLater();
    void aDeadRefreshTokenEndsTheSignIn();
    void aBrokenNetworkEndsNothing();
    void aClientWithASecretNeedsNoPerson();
    void forgettingEndsTheWait();
    void renewalsKeepTheContract();
};

void TestPortalTokens::aRenewalUsesTheNewestRefreshToken()
{
    Issuer issuer;
    issuer.signIn();
    QSignalSpy kept(&issuer.tokens, &PortalTokens::renewed);
    QCOMPARE(text(issuer.renewed("access-0")), QByteArray("access-1"));
    QVERIFY(issuer.asked.last().contains("refresh_token=refresh-0"));
    QCOMPARE(kept.size(), 1);
    QCOMPARE(text(issuer.renewed("access-1")), QByteArray("access-2"));
    QVERIFY(issuer.asked.last().contains("refresh_token=refresh-1"));
    QCOMPARE(issuer.tokens.token().bytes().toByteArray(), QByteArray("access-2"));
}

void TestPortalTokens::aNewerTokenNeedsNoRenewal()
{
    Issuer issuer;
    issuer.signIn();
    QCOMPARE(text(issuer.renewed("access-of-before")), QByteArray("access-0"));
    QVERIFY(issuer.asked.isEmpty());
}

void TestPortalTokens::callersShareOneRenewal()
{
    Issuer issuer;
    issuer.signIn();
    const auto one = issuer.tokens.renew(Secret("access-0"));
    const auto other = issuer.tokens.renew(Secret("access-0"));
    QSignalSpy ends(one.get(), &TokenRenewal::finished);
    QSignalSpy otherEnds(other.get(), &TokenRenewal::finished);
    one->start();
    other->start();
    QTRY_COMPARE(ends.size(), 1);
    QTRY_COMPARE(otherEnds.size(), 1);
    QCOMPARE(issuer.asked.size(), 1);
}

void TestPortalTokens::cancellingStopsNobodyElse()
{
    Issuer issuer;
    issuer.signIn();
    QSignalSpy kept(&issuer.tokens, &PortalTokens::renewed);
    const auto one = issuer.tokens.renew(Secret("access-0"));
    one->start();
    one->cancel();
    QTRY_COMPARE(kept.size(), 1); // what the issuer gave is not lost
    QCOMPARE(text(issuer.renewed("access-0")), QByteArray("access-1"));
    QCOMPARE(issuer.asked.size(), 1);
}

void TestPortalTokens::nobodySignedInIsToldLater()
{
    Issuer issuer;
    QVERIFY(issuer.tokens.token().isEmpty());
    QCOMPARE(text(issuer.renewed({})), QByteArray("SIGN_IN_REQUIRED"));
    QVERIFY(issuer.asked.isEmpty());
}

void TestPortalTokens::aDeadRefreshTokenEndsTheSignIn()
{
    Issuer issuer;
    issuer.signIn();
    issuer.door.onExchange = [](const ExchangeQuery &) {
        return FakeReply<ExchangeAnswer>{jsonAnswer(400, {{u"error"_s, u"invalid_grant"_s}})};
    };
    const auto ended = issuer.renewed("access-0");
    QCOMPARE(text(ended), QByteArray("SIGN_IN_REQUIRED"));
    QCOMPARE(ended.problem().facts["reason"_L1].toString(), u"invalid_grant"_s);
    QVERIFY(issuer.tokens.token().isEmpty());
}

void TestPortalTokens::aBrokenNetworkEndsNothing()
{
    Issuer issuer;
    issuer.signIn();
    const auto answering = issuer.door.onExchange;
    issuer.door.onExchange = [](const ExchangeQuery &) {
        return FakeReply<ExchangeAnswer>{Problem{Code::TcpTimeout, {}, {}}};
    };
    QCOMPARE(text(issuer.renewed("access-0")), QByteArray("TCP_TIMEOUT"));
    issuer.door.onExchange = answering;
    QCOMPARE(text(issuer.renewed("access-0")), QByteArray("access-1"));
    QVERIFY(issuer.asked.last().contains("refresh_token=refresh-0"));
}

void TestPortalTokens::aClientWithASecretNeedsNoPerson()
{
    Issuer issuer(Secret("client secret"));
    QCOMPARE(text(issuer.renewed({})), QByteArray("access-1"));
    QVERIFY(issuer.asked.last().contains("grant_type=client_credentials"));
}

void TestPortalTokens::forgettingEndsTheWait()
{
    Issuer issuer;
    issuer.signIn();
    issuer.isSilent = true;
    const auto one = issuer.tokens.renew(Secret("access-0"));
    QSignalSpy ends(one.get(), &TokenRenewal::finished);
    one->start();
    issuer.tokens.forget();
    QTRY_COMPARE(ends.size(), 1);
    QCOMPARE(text(ends.first().first().value<Result<Secret>>()), QByteArray("SIGN_IN_REQUIRED"));
    QVERIFY(issuer.tokens.token().isEmpty());
}

void TestPortalTokens::renewalsKeepTheContract()
{
    Issuer issuer;
    issuer.signIn();
    Issuer quiet;
    quiet.signIn();
    quiet.isSilent = true;
    OperationContract<TokenRenewal>([&] { return issuer.tokens.renew(issuer.tokens.token()); },
                                    [&]() -> std::unique_ptr<TokenRenewal> {
                                        return std::make_unique<SharedRenewal>(
                                            quiet.tokens, Secret("access-0"), std::chrono::milliseconds(120));
                                    })
        .verify(Code::HttpTimeout);
}

QTEST_GUILESS_MAIN(TestPortalTokens)
#include "tst_portaltokens.moc"
