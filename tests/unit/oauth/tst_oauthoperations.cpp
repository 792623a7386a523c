// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/problemcodes.h"
#include "oauth/devicesignin.h"
#include "oauth/issuerdiscovery.h"
#include "oauth/revocation.h"
#include "support/operationcontract.h"
#include "unit/oauth/browserdouble.h"
#include "unit/oauth/issuerdouble.h"

using namespace Setup;
using namespace Qt::StringLiterals;

using std::chrono::milliseconds;

namespace {

constexpr milliseconds Soon{120};

// An issuer that takes an hour for every answer.
struct MuteIssuer : IssuerDouble
{
    MuteIssuer()
    {
        delay = [] { return std::chrono::hours(1); };
    }
};

// A sign-in that brings its browser along.
class BrowsedSignIn : public SignIn
{
public:
    BrowsedSignIn(IssuerDouble &door, const SignInRequest &request)
        : SignIn(door.context(), request)
        , m_browser(*this)
    {}

private:
    BrowserDouble m_browser;
};

SignInRequest request(milliseconds deadline)
{
    SignInRequest what{IssuerDouble::metadata(), u"setup"_s, {u"openid"_s}};
    what.deadline = deadline;
    return what;
}

Grant refresh(milliseconds deadline)
{
    Grant grant = refreshGrant(IssuerDouble::metadata(), {u"setup"_s, {}}, Secret("refresh-1"));
    grant.deadline = deadline;
    return grant;
}

constexpr milliseconds Long{10'000};

} // namespace

// The contract of operations, clause by clause, for every operation of this layer.
class TestOauthOperations : public QObject
{
    Q_OBJECT

private slots:
    void issuerDiscovery();
    void issuerDiscoveryOfNonsense();
    void jwksFetch();
    void grantRequest();
    void idTokenProof();
    void revocation();
    void signInThatNobodyAnswers();
    void signInWhoseIssuerIsSilent();
    void deviceSignIn();

private:
    IssuerDouble m_door;
    MuteIssuer m_mute;
};

void TestOauthOperations::issuerDiscovery()
{
    OperationContract<IssuerOperation> contract{
        [this] {
            return std::make_unique<IssuerDiscovery>(m_door.context(),
                                                     IssuerQuery{IssuerDouble::issuer(), {}});
        },
        [this] {
            return std::make_unique<IssuerDiscovery>(m_mute.context(),
                                                     IssuerQuery{IssuerDouble::issuer(), {}, Soon});
        }};
    contract.verify(Code::HttpTimeout);
}

void TestOauthOperations::issuerDiscoveryOfNonsense()
{
    OperationContract<IssuerOperation> contract{
        [this] {
            return std::make_unique<IssuerDiscovery>(m_door.context(), IssuerQuery{u"nonsense"_s, {}});
        },
        [this] {
            return std::make_unique<IssuerDiscovery>(m_mute.context(),
                                                     IssuerQuery{IssuerDouble::issuer(), {}, Soon});
        }};
    contract.verify(Code::HttpTimeout);
}

void TestOauthOperations::jwksFetch()
{
    const QUrl url = IssuerDouble::at(u"/keys"_s);
    OperationContract<KeysOperation> contract{
        [&] { return std::make_unique<JwksFetch>(m_door, url, OperationTag{}); },
        [&] { return std::make_unique<JwksFetch>(m_mute, url, OperationTag{}, Soon); }};
    contract.verify(Code::HttpTimeout);
}

void TestOauthOperations::grantRequest()
{
    OperationContract<TokenOperation> contract{
        [this] { return std::make_unique<GrantRequest>(m_door.context(), refresh(Long)); },
        [this] { return std::make_unique<GrantRequest>(m_mute.context(), refresh(Soon)); }};
    contract.verify(Code::HttpTimeout);
}

void TestOauthOperations::idTokenProof()
{
    TokenSet tokens;
    tokens.idToken = Secret(m_door.idToken(m_door.claims()));
    IdTokenQuery query{tokens, IssuerDouble::at(u"/keys"_s), {IssuerDouble::issuer(), u"setup"_s, {}}};
    IdTokenQuery brief = query;
    brief.deadline = Soon;
    OperationContract<TokenOperation> contract{
        [&] { return std::make_unique<IdTokenProof>(m_door.context(), query); },
        [&] { return std::make_unique<IdTokenProof>(m_mute.context(), brief); }};
    contract.verify(Code::HttpTimeout);
}

void TestOauthOperations::revocation()
{
    RevocationQuery query{IssuerDouble::metadata(), m_door.client, Secret("refresh-1")};
    RevocationQuery brief = query;
    brief.deadline = Soon;
    OperationContract<RevocationOperation> contract{
        [&] { return std::make_unique<Revocation>(m_door.context(), query); },
        [&] { return std::make_unique<Revocation>(m_mute.context(), brief); }};
    contract.verify(Code::HttpTimeout);
}

void TestOauthOperations::signInThatNobodyAnswers()
{
    OperationContract<TokenOperation> contract{
        [this] { return std::make_unique<BrowsedSignIn>(m_door, request(Long)); },
        [this] { return std::make_unique<SignIn>(m_door.context(), request(Soon)); }};
    contract.verify(Code::LoopbackNoCallback);
}

void TestOauthOperations::signInWhoseIssuerIsSilent()
{
    OperationContract<TokenOperation> contract{
        [this] { return std::make_unique<BrowsedSignIn>(m_door, request(Long)); },
        [this] { return std::make_unique<BrowsedSignIn>(m_mute, request(Soon)); }};
    contract.verify(Code::HttpTimeout);
}

void TestOauthOperations::deviceSignIn()
{
    m_door.otherAnswer = [] {
        return IssuerDouble::json({{u"device_code"_s, u"d-1"_s},
                                   {u"user_code"_s, u"WDJB"_s},
                                   {u"verification_uri"_s, u"https://id.contoso.test/device"_s},
                                   {u"expires_in"_s, 1000}});
    };
    const auto request = [](milliseconds deadline) {
        return DeviceSignInRequest{
            IssuerDouble::metadata(), {u"setup"_s, {}}, {u"openid"_s}, deadline, milliseconds(1)};
    };
    OperationContract<TokenOperation> contract{
        [&] { return std::make_unique<DeviceSignIn>(m_door.context(), request(Long)); },
        [&] { return std::make_unique<DeviceSignIn>(m_mute.context(), request(Soon)); }};
    contract.verify(Code::HttpTimeout);
}

QTEST_GUILESS_MAIN(TestOauthOperations)
#include "tst_oauthoperations.moc"
