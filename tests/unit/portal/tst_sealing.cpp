// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/problemcodes.h"
#include "core/utctime.h"
#include "portal/credentialsealer.h"
#include "simulators/simsealedbox.h"
#include "support/operationcontract.h"
#include "support/outcome.h"
#include "unit/jose/signingkey.h"
#include "unit/portal/portalworld.h"

#include <QDir>
#include <QFile>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

const SimRsaKey &portalKey()
{
    static const SimRsaKey key = SimRsaKey::generate();
    return key;
}

const SimRsaKey &newKey()
{
    static const SimRsaKey key = SimRsaKey::generate();
    return key;
}

const SigningKey &signer()
{
    static const SigningKey key = SigningKey::ec();
    return key;
}

QJsonObject sealing(const SimRsaKey &key)
{
    return key.publicJwk(u"enc"_s, u"RSA-OAEP-256"_s);
}

QJsonObject keysJson(const QList<SimRsaKey> &keys)
{
    QJsonArray list;
    for (const SimRsaKey &key : keys)
        list.append(sealing(key));
    return {{u"keys"_s, list}};
}

QJsonObject payload(const PortalWorld &world)
{
    const qint64 now = world.clock.now().toSecsSinceEpoch();
    QJsonObject json = keysJson({portalKey()});
    json.insert(u"portal"_s, world.site.origin);
    json.insert(u"iat"_s, now);
    json.insert(u"exp"_s, now + 3600);
    return json;
}

QJsonObject signedJson(const QJsonObject &payload, const SigningKey &by = signer(),
                       const QString &type = u"askcody-keys+jws"_s)
{
    QJsonObject json = keysJson({newKey()}); // those of the outside do not count
    json.insert(u"signedKeys"_s,
                QString::fromLatin1(by.sign({{u"alg"_s, u"ES256"_s}, {u"typ"_s, type}}, bytesOf(payload))));
    json.insert(u"signer"_s, signer().jwk(u"signer"_s));
    return json;
}

PortalSite pinned(PortalSite site)
{
    site.keySigners = {QString::fromLatin1(thumbprint(*parseJwk(signer().jwk(u"signer"_s))))};
    return site;
}

SealQuery query(const QByteArray &password = "Pa\"ss\\w\u00f6rd\n\x01")
{
    const WantedIntegration wanted = wantedIntegration();
    return {wanted.username, Secret(password), wanted.ewsUrl, wanted.clientReference, {}};
}

Result<SealedCredential> sealed(PortalWorld &world, const SealQuery &with)
{
    CredentialSealer sealer(world.context(), with);
    return outcomeOf<SealedCredential>(sealer);
}

} // namespace

class TestSealing : public QObject
{
    Q_OBJECT

private slots:
    void thePortalOpensWhatWasSealed();
    void anyPasswordSurvives_data();
    void anyPasswordSurvives();
    void passwordsThatCannotBeSealed_data();
    void passwordsThatCannotBeSealed();
    void itCountsByThePortalsClock();
    void aRefusedKeyIsNotUsedAgain();
    void onlyGoodKeysSeal();
    void nothingIsSealedForAPortalThatNobodyConfirmed();
    void failuresOfThePortalAreTold();
    void itKeepsTheContract();
    void keysAreSignedOrNot();
    void aKnownPortalMustSign_data();
    void aKnownPortalMustSign();
};

void TestSealing::thePortalOpensWhatWasSealed()
{
    PortalWorld world;
    ExchangeAnswer answer = jsonAnswer(200, keysJson({portalKey()}));
    answer.headers.set("Date", "no date");
    world.answer(answer);
    const auto made = sealed(world, query());
    QVERIFY2(made.hasValue(), qPrintable(codeOf(made)));
    QCOMPARE(made->kid, portalKey().kid());
    QVERIFY(!made->keyIsSigned);
    QCOMPARE(made->expiresAt, world.clock.now().addSecs(900));

    const SimSealedBox box = SimSealedBox::open(made->jwe, {portalKey()});
    QVERIFY(box.flaw == SimSealedBox::Flaw::None);
    const QJsonObject claims = QJsonDocument::fromJson(box.content).object();
    const qint64 now = world.clock.now().toSecsSinceEpoch();
    QCOMPARE(claims,
             QJsonObject({{u"username"_s, u"CONTOSO\\askcody"_s},
                          {u"password"_s, u"Pa\"ss\\w\u00f6rd\n\u0001"_s},
                          {u"ewsUrl"_s, u"https://mail.contoso.com/EWS/Exchange.asmx"_s},
                          {u"clientReference"_s, u"6f9619ff-8b86-4d01-b42d-00cf4fc964ff"_s},
                          {u"aud"_s, u"https://portal.askcody.test"_s},
                          {u"iat"_s, now},
                          {u"exp"_s, now + 900}}));
    const QString folder = QStringLiteral(SETUP_BINARY_DIR) + u"/portal-bodies"_s;
    QVERIFY(QDir().mkpath(folder));
    QFile file(folder + u"/SealedCredential--all.json"_s);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(box.content);
    // Every time another text: nobody can see whether a password is the one of before.
    QVERIFY(sealed(world, query())->jwe != made->jwe);
}

void TestSealing::anyPasswordSurvives_data()
{
    QTest::addColumn<QString>("password");
    QString controls;
    for (char16_t c = 1; c < 0x20; ++c)
        controls += QChar(c);
    QTest::newRow("control characters") << controls;
    QTest::newRow("JSON") << u"\",\"aud\":\"https://evil.test\",\"x\":\""_s;
    QTest::newRow("backslashes") << u"\\\\\\u0041\\"_s;
    QTest::newRow("other scripts") << u"пароль密码🔑"_s;
    QTest::newRow("DEL and separators") << u"\u007f\u2028\u2029/"_s;
    QTest::newRow("blanks") << u"  x  "_s;
    QTest::newRow("the longest") << QString(1024, u'ä');
}

void TestSealing::anyPasswordSurvives()
{
    QFETCH(const QString, password);
    CredentialClaims claims;
    claims.password = Secret(password.toUtf8());
    const auto text = credentialText(claims);
    QVERIFY(text.hasValue());
    const QJsonDocument json = QJsonDocument::fromJson(text->bytes().toByteArray());
    QCOMPARE(json.object().size(), 7);
    QCOMPARE(json["password"_L1].toString(), password);
    QCOMPARE(json["aud"_L1].toString(), QString());
}

void TestSealing::passwordsThatCannotBeSealed_data()
{
    QTest::addColumn<QByteArray>("password");
    QTest::addColumn<QString>("code");
    QTest::newRow("none") << QByteArray() << u"PASSWORD_MISSING"_s;
    QTest::newRow("no UTF-8") << QByteArray("\xff\xfe") << u"INPUT_CHARACTERS"_s;
    QTest::newRow("too long") << QByteArray(1025, 'x') << u"INPUT_TOO_LONG"_s;
}

void TestSealing::passwordsThatCannotBeSealed()
{
    QFETCH(const QByteArray, password);
    CredentialClaims claims;
    claims.password = Secret(password);
    QTEST(codeOf(credentialText(claims)), "code");
}

void TestSealing::itCountsByThePortalsClock()
{
    PortalWorld world;
    world.answer(jsonAnswer(200, keysJson({portalKey()}))); // half an hour ahead of ours
    const auto made = sealed(world, query());
    QCOMPARE(made->expiresAt, inUtc({2026, 11, 24}, {9, 45}));
}

void TestSealing::aRefusedKeyIsNotUsedAgain()
{
    PortalWorld world;
    world.answer(jsonAnswer(200, keysJson({portalKey()})));
    SealQuery again = query();
    again.refusedKid = portalKey().kid();
    const auto stuck = sealed(world, again);
    QCOMPARE(codeOf(stuck), u"PORTAL_SEALING_KEY_UNKNOWN"_s);
    QCOMPARE(stuck.problem().facts["kid"_L1].toString(), portalKey().kid());
    world.answer(jsonAnswer(200, keysJson({portalKey(), newKey()})));
    QCOMPARE(sealed(world, again)->kid, newKey().kid());
}

void TestSealing::onlyGoodKeysSeal()
{
    PortalWorld world;
    QJsonObject json = keysJson({});
    json.insert(u"keys"_s, QJsonArray{portalKey().publicJwk(u"sig"_s, u"PS256"_s), signer().jwk(u"s"_s)});
    world.answer(jsonAnswer(200, json));
    QCOMPARE(codeOf(sealed(world, query())), u"SEALING_KEY_UNUSABLE"_s);
    world.answer(jsonAnswer(200, keysJson({})));
    QCOMPARE(codeOf(sealed(world, query())), u"SEALING_KEY_UNUSABLE"_s);
    world.answer(jsonAnswer(200, {{u"keys"_s, u"none"_s}}));
    QCOMPARE(codeOf(sealed(world, query())), u"KEY_SET_UNUSABLE"_s);
}

void TestSealing::nothingIsSealedForAPortalThatNobodyConfirmed()
{
    PortalWorld world;
    world.site.trust = PortalSite::Trust::Unconfirmed;
    QCOMPARE(codeOf(sealed(world, query())), u"PORTAL_NOT_CONFIRMED"_s);
    QVERIFY(world.door.exchanges.isEmpty());
}

void TestSealing::failuresOfThePortalAreTold()
{
    PortalWorld world;
    world.answer(problemAnswer(503, u"maintenance"_s));
    QCOMPARE(codeOf(sealed(world, query())), u"PORTAL_MAINTENANCE"_s);
    world.answer(page(403, "<html>The request is blocked</html>"));
    QCOMPARE(codeOf(sealed(world, query())), u"PORTAL_WAF"_s);
}

void TestSealing::itKeepsTheContract()
{
    PortalWorld world;
    PortalWorld quiet;
    world.answer(jsonAnswer(200, keysJson({portalKey()})));
    quiet.beSilent();
    const auto make = [](PortalWorld &in) {
        return std::make_unique<CredentialSealer>(in.context(), query());
    };
    OperationContract<SealingOperation>([&] { return make(world); }, [&] { return make(quiet); })
        .verify(Code::HttpTimeout);
}

void TestSealing::keysAreSignedOrNot()
{
    PortalWorld world;
    const QJsonObject json = signedJson(payload(world));
    const auto unknown = parseSealingKeys(json, world.site, world.clock);
    QVERIFY(unknown && !unknown->isSigned);
    QCOMPARE(unknown->unsignedBecause, u"unknownSigner"_s);
    QCOMPARE(sealingKey(*unknown)->kid, newKey().kid());
    QCOMPARE(parseSealingKeys(keysJson({portalKey()}), world.site, world.clock)->unsignedBecause,
             u"noSignature"_s);
    const auto proved = parseSealingKeys(json, pinned(world.site), world.clock);
    QVERIFY2(proved.hasValue(), qPrintable(codeOf(proved)));
    QVERIFY(proved->isSigned);
    QCOMPARE(sealingKey(*proved)->kid, portalKey().kid()); // the one below the signature
    world.site = pinned(world.site);
    world.answer(jsonAnswer(200, json));
    QVERIFY(sealed(world, query())->keyIsSigned);
}

void TestSealing::aKnownPortalMustSign_data()
{
    QTest::addColumn<QJsonObject>("json");
    QTest::addColumn<QString>("reason");
    const PortalWorld world;
    const QJsonObject good = payload(world);
    const qint64 now = world.clock.now().toSecsSinceEpoch();
    QTest::newRow("no signature") << keysJson({portalKey()}) << u"noSignature"_s;
    QJsonObject stranger = signedJson(good, SigningKey::ec());
    QTest::newRow("another's signature under the known name") << stranger << u"TOKEN_SIGNATURE"_s;
    const SigningKey other = SigningKey::ec();
    stranger = signedJson(good, other);
    stranger.insert(u"signer"_s, other.jwk(u"signer"_s));
    QTest::newRow("another signer") << stranger << u"unknownSigner"_s;
    QTest::newRow("another portal's keys")
        << signedJson(withMember(good, u"portal"_s, u"https://other.test"_s)) << u"TOKEN_AUDIENCE"_s;
    QTest::newRow("old keys") << signedJson(withMember(good, u"exp"_s, now - 3600)) << u"TOKEN_EXPIRED"_s;
    QTest::newRow("keys of tomorrow")
        << signedJson(withMember(good, u"iat"_s, now + 3600)) << u"TOKEN_NOT_YET_VALID"_s;
    QTest::newRow("without an end") << signedJson(withMember(good, u"exp"_s, QJsonValue::Undefined))
                                    << u"TOKEN_MALFORMED"_s;
    QTest::newRow("a token of another kind")
        << signedJson(good, signer(), u"at+jwt"_s) << u"TOKEN_ALGORITHM"_s;
    QTest::newRow("nonsense") << withMember(signedJson(good), u"signedKeys"_s, u"a.b"_s)
                              << u"TOKEN_MALFORMED"_s;
}

void TestSealing::aKnownPortalMustSign()
{
    QFETCH(const QJsonObject, json);
    const PortalWorld world;
    const auto keys = parseSealingKeys(json, pinned(world.site), world.clock);
    QCOMPARE(codeOf(keys), u"PORTAL_KEYS_NOT_SIGNED"_s);
    QTEST(keys.problem().facts["reason"_L1].toString(), "reason");
}

QTEST_GUILESS_MAIN(TestSealing)
#include "tst_sealing.moc"
