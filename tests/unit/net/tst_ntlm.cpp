// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/channelbinding.h"
#include "net/ntlmmessages.h"
#include "support/loopbackworld.h"

#include <QCryptographicHash>
#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

QByteArray hex(const char *text)
{
    return QByteArray::fromHex(text);
}

QByteArray hexOf(const Secret &secret)
{
    return secret.bytes().toByteArray().toHex();
}

// MS-NLMP 4.2.4.3
QByteArray documentedChallenge()
{
    return hex("4e544c4d53535000020000000c000c003800000033828ae20123456789abcdef"
               "00000000000000002400240044000000060070170000000f530065007200760065007200"
               "02000c0044006f006d00610069006e0001000c00530065007200760065007200"
               "00000000");
}

Ntlm::Answering answering(const QByteArray &challenge)
{
    return {Ntlm::negotiateMessage(), challenge,          u"mail.contoso.test"_s, QByteArray(16, '\x42'),
            QByteArray(8, '\xaa'),    QByteArray(8, '\0')};
}

std::optional<QByteArray> answerTo(const QByteArray &challenge)
{
    return Ntlm::authenticateMessage({u"User"_s, u"Domain"_s}, Secret("Password"), answering(challenge));
}

// The bytes at a place in place of those that stand there.
QByteArray with(qsizetype at, const char *bytes)
{
    const QByteArray value = hex(bytes);
    return documentedChallenge().replace(at, value.size(), value);
}

constexpr qsizetype pairsAt = 0x44;

} // namespace

class TestNtlm : public QObject
{
    Q_OBJECT

private slots:
    void theDocumentedExample();
    void theNameIsRaisedAndTheDomainIsNot();
    void namesHaveThreeSpellings_data();
    void namesHaveThreeSpellings();
    void theChallengeIsRead();
    void theAnswerHoldsWhatItShould();
    void withoutBindingNothingIsSaidOfTheConnection();
    void whatTheServerPutsInItsPairsIsNotSentBack();
    void noChallengeAtAll_data();
    void noChallengeAtAll();
    void everyCutAndEveryFlippedByteIsSurvived();
    void theChallengeIsFoundInTheHeaders_data();
    void theChallengeIsFoundInTheHeaders();
    void aBindingIsThatOfTheCertificate();
};

void TestNtlm::theDocumentedExample()
{
    const Secret key = Ntlm::passwordKey({u"User"_s, u"Domain"_s}, Secret("Password"));
    QCOMPARE(hexOf(key), QByteArray("0c868a403bfd7a93a3001ef22ef02e3f"));
    const auto response =
        Ntlm::response(key, hex("0123456789abcdef"), QByteArray(8, '\xaa'), QByteArray(8, '\0'),
                       hex("02000c0044006f006d00610069006e0001000c0053006500720076006500720000000000"));
    QVERIFY(response.has_value());
    QCOMPARE(response->proof.left(16).toHex(), QByteArray("68cd0ab851e51c96aabc927bebef6a1c"));
    QCOMPARE(
        response->proof.mid(16).toHex(),
        QByteArray("01010000000000000000000000000000aaaaaaaaaaaaaaaa0000000002000c0044006f006d00610069006e"
                   "0001000c005300650072007600650072000000000000000000"));
    QCOMPARE(hexOf(response->sessionKey), QByteArray("8de40ccadbc14a82f15cb0ad0de95ca3"));
}

void TestNtlm::theNameIsRaisedAndTheDomainIsNot()
{
    const Secret password("Password");
    const auto key = [&password](const QString &user, const QString &domain) {
        return hexOf(Ntlm::passwordKey({user, domain}, password));
    };
    QCOMPARE(key(u"user"_s, u"Domain"_s), key(u"USER"_s, u"Domain"_s));
    QVERIFY(key(u"user"_s, u"domain"_s) != key(u"user"_s, u"Domain"_s));
    QVERIFY(key(u"straße"_s, u"Domain"_s) != key(u"STRASSE"_s, u"Domain"_s)); // unit by unit, as Windows does
}

void TestNtlm::namesHaveThreeSpellings_data()
{
    QTest::addColumn<QString>("spelling");
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("domain");
    QTest::newRow("address") << u"svc@contoso.test"_s << u"svc@contoso.test"_s << QString();
    QTest::newRow("domain") << u"CORP\\svc"_s << u"svc"_s << u"CORP"_s;
    QTest::newRow("bare") << u"svc"_s << u"svc"_s << u"CONTOSO"_s;
}

void TestNtlm::namesHaveThreeSpellings()
{
    QFETCH(const QString, spelling);
    const auto account = Ntlm::Account::fromSpelling(spelling, u"CONTOSO"_s);
    QTEST(account.user, "user");
    QTEST(account.domain, "domain");
}

void TestNtlm::theChallengeIsRead()
{
    const auto challenge = NtlmChallenge::fromMessage(documentedChallenge());
    QVERIFY(challenge.has_value());
    QCOMPARE(challenge->flags, 0xe28a8233U);
    QCOMPARE(challenge->serverChallenge, hex("0123456789abcdef"));
    QCOMPARE(challenge->names.netbiosDomain, u"Domain"_s);
    QCOMPARE(challenge->names.netbiosComputer, u"Server"_s);
    QVERIFY(challenge->timestamp.isEmpty());
}

void TestNtlm::theAnswerHoldsWhatItShould()
{
    const auto message = answerTo(documentedChallenge());
    QVERIFY(message.has_value());
    QVERIFY(message->startsWith(QByteArray("NTLMSSP\0\3\0\0\0", 12)));
    QVERIFY(message->contains(hex("06000400020000000a001000") + QByteArray(16, '\x42'))); // flags, binding
    QByteArray target; // in UTF-16
    for (const char character : QByteArray("HTTP/mail.contoso.test"))
        target += QByteArray(1, character) + '\0';
    QVERIFY(message->contains(hex("09002c00") + target + hex("00000000")));
    QVERIFY(message->mid(72, 16) != QByteArray(16, '\0')); // MIC
    QVERIFY((static_cast<unsigned char>(message->at(63)) & 0x40) == 0); // no key exchange
    QVERIFY(!message->contains("Password"));
    QVERIFY(!message->contains(QByteArray("P\0a\0s\0s\0w", 9)));
}

void TestNtlm::withoutBindingNothingIsSaidOfTheConnection()
{
    Ntlm::Answering unbound = answering(documentedChallenge());
    unbound.binding.clear();
    const auto message = Ntlm::authenticateMessage({u"User"_s, u"Domain"_s}, Secret("Password"), unbound);
    QVERIFY(message.has_value());
    QVERIFY(!message->contains(hex("0a001000")));
    QVERIFY(message->contains(hex("060004000200000009")));
}

void TestNtlm::whatTheServerPutsInItsPairsIsNotSentBack()
{
    QByteArray challenge = documentedChallenge();
    challenge.replace(40, 4, hex("38003800")); // twenty bytes more of pairs
    challenge.insert(pairsAt, hex("0a001000") + QByteArray(16, '\x66'));
    const auto message = answerTo(challenge);
    QVERIFY(message.has_value());
    QVERIFY(!message->contains(QByteArray(16, '\x66')));
    QVERIFY(message->contains(QByteArray(16, '\x42')));
}

void TestNtlm::noChallengeAtAll_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("the signature alone") << QByteArray("NTLMSSP", 8);
    QTest::newRow("another signature") << with(0, "4f");
    QTest::newRow("the first message") << with(8, "01");
    QTest::newRow("our own first message") << Ntlm::negotiateMessage();
    QTest::newRow("without its pairs") << documentedChallenge().left(pairsAt);
    QTest::newRow("cut by one byte") << documentedChallenge().chopped(1);
    QTest::newRow("pairs beyond the end") << with(44, "ffffff7f");
    QTest::newRow("pairs at an offset that wraps") << with(44, "ffffffff");
    QTest::newRow("pairs in the head") << with(44, "00000000");
    QTest::newRow("more pairs than there are") << with(40, "ffff");
    QTest::newRow("no pairs") << with(40, "0000");
    QTest::newRow("a target name beyond the end") << with(16, "ffffff7f");
    QTest::newRow("a pair that is larger than the rest") << with(pairsAt + 2, "ffff");
    QTest::newRow("no end of the pairs") << with(documentedChallenge().size() - 4, "0500");
    QTest::newRow("an end with a value") << with(documentedChallenge().size() - 2, "0100");
    QTest::newRow("a time of another size") << with(pairsAt, "0700");
    QTest::newRow("far too long") << documentedChallenge() + QByteArray(20'000, 'x');
    QByteArray many = documentedChallenge().left(40) + hex("e803e80330000000");
    many += hex("0b000000").repeated(249) + hex("00000000");
    QTest::newRow("hundreds of empty pairs") << many;
    QTest::newRow("without Unicode") << with(20, "32");
}

void TestNtlm::noChallengeAtAll()
{
    QFETCH(const QByteArray, message);
    QVERIFY(!answerTo(message).has_value());
}

void TestNtlm::everyCutAndEveryFlippedByteIsSurvived()
{
    const QByteArray whole = documentedChallenge();
    for (qsizetype cut = 0; cut < whole.size(); ++cut)
        QVERIFY2(!answerTo(whole.left(cut)).has_value(), QByteArray::number(cut).constData());
    int answered = 0;
    for (qsizetype at = 0; at < whole.size(); ++at) {
        for (const char value : {'\x00', '\x7f', '\xff'}) {
            QByteArray broken = whole;
            broken[at] = value;
            const auto message = answerTo(broken);
            answered += message ? 1 : 0;
            QVERIFY(!message || message->size() < 1'000);
        }
    }
    QVERIFY(answered > 0); // the challenge itself may hold anything
}

void TestNtlm::theChallengeIsFoundInTheHeaders_data()
{
    QTest::addColumn<QList<QByteArray>>("lines");
    QTest::addColumn<QByteArray>("scheme");
    QTest::addColumn<bool>("isThere");
    QTest::addColumn<bool>("isUsable");
    const QByteArray blob = documentedChallenge().toBase64();
    using Lines = QList<QByteArray>;
    QTest::newRow("alone") << Lines{"NTLM " + blob} << QByteArray("NTLM") << true << true;
    QTest::newRow("small letters") << Lines{"ntlm  " + blob} << QByteArray("NTLM") << true << true;
    QTest::newRow("in a list") << Lines{"Negotiate, NTLM " + blob + ", Basic realm=\"x\""}
                               << QByteArray("NTLM") << true << true;
    QTest::newRow("second line") << Lines{"Negotiate", "NTLM " + blob} << QByteArray("NTLM") << true << true;
    QTest::newRow("the other scheme")
        << Lines{"Negotiate " + blob} << QByteArray("Negotiate") << true << true;
    QTest::newRow("of the other scheme")
        << Lines{"Negotiate " + blob} << QByteArray("NTLM") << false << false;
    QTest::newRow("offer alone") << Lines{"NTLM"} << QByteArray("NTLM") << false << false;
    QTest::newRow("no Base64") << Lines{"NTLM *****"} << QByteArray("NTLM") << true << false;
    QTest::newRow("far too long") << Lines{"NTLM " + QByteArray(40'000, 'A')} << QByteArray("NTLM") << true
                                  << false;
}

void TestNtlm::theChallengeIsFoundInTheHeaders()
{
    QFETCH(const QList<QByteArray>, lines);
    QFETCH(const QByteArray, scheme);
    HttpHeaders headers;
    for (const QByteArray &line : lines)
        headers.append("www-authenticate", line);
    const auto message = NtlmChallenge::messageIn(headers, scheme);
    QTEST(message.has_value(), "isThere");
    QTEST(message && NtlmChallenge::fromMessage(*message).has_value(), "isUsable");
}

// RFC 5929, 4.1 for SHA-256; the other hashes are judged by OpenSSL's program in tests/interop/samba.
void TestNtlm::aBindingIsThatOfTheCertificate()
{
    const QSslCertificate certificate =
        LoopbackWorld::authority().issue({LoopbackWorld::name()}).chain.first();
    const QByteArray hash = QCryptographicHash::hash(certificate.toDer(), QCryptographicHash::Sha256);
    QCOMPARE(tlsServerEndPoint(certificate), hash);
    const QByteArray structure =
        hex("0000000000000000000000000000000035000000") + "tls-server-end-point:" + hash;
    QCOMPARE(ntlmChannelBinding(certificate), QCryptographicHash::hash(structure, QCryptographicHash::Md5));
    QVERIFY(ntlmChannelBinding(QSslCertificate()).isEmpty());
}

QTEST_GUILESS_MAIN(TestNtlm)
#include "tst_ntlm.moc"
