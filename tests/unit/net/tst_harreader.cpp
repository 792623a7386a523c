// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/problemcodes.h"
#include "net/recording.h"

#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

const QDateTime start(QDate(2026, 11, 23), QTime(9, 0), Qt::UTC);
const OperationTag tag{u"tls.handshake"_s, 1};

QSslCertificate certificate()
{
    return QSslCertificate::fromPath(QStringLiteral(SETUP_SOURCE_DIR "/tests/data/certificate.pem")).value(0);
}

// So many handshakes, all with the same chain of so many.
Recording handshakes(int count, int chain)
{
    Recording recording{ProgramInfo()};
    recording.beginRun({start, u"UTC"_s, {}, {}});
    HandshakeAnswer answer;
    answer.chain = QList<QSslCertificate>(chain, certificate());
    answer.faults = {{Code::TlsCertExpired, 0}};
    for (int i = 0; i < count; ++i) {
        recording.add({recording.nextKey(OperationKind::Handshake, tag, u"h:443"_s, start),
                       start,
                       {},
                       Result<HandshakeAnswer>(answer)});
    }
    return recording;
}

QString faultIn(const QByteArray &har)
{
    const auto loaded = Recording::fromHar(har);
    return loaded ? QString() : loaded.problem().facts["where"_L1].toString();
}

} // namespace

class TestHarReader : public QObject
{
    Q_OBJECT

private slots:
    void theFirstFaultIsNamedByItsPath_data();
    void theFirstFaultIsNamedByItsPath();
    void bracketsInTextsAreNotDepth();
    void theSameCertificateCountsOnce();
    void tooManyCertificatesAreRefused();
    void whatIsWrittenIsRead();
};

void TestHarReader::theFirstFaultIsNamedByItsPath_data()
{
    QTest::addColumn<QByteArray>("good");
    QTest::addColumn<QByteArray>("bad");
    QTest::addColumn<QString>("where");
    QTest::newRow("no object") << "{"_ba
                               << "["_ba << u"file"_s;
    QTest::newRow("no log") << "\"log\""_ba
                            << "\"lag\""_ba << u"file.log"_s;
    QTest::newRow("a member") << "\"timeZone\": \"UTC\""_ba
                              << "\"timeZone\": 1"_ba << u"file.log._setup.runs[0].timeZone"_s;
    QTest::newRow("in a list in a list")
        << "\"depth\": 0"_ba
        << "\"depth\": -1"_ba << u"file.log._setup.observations[0].answer.faults[0].depth"_s;
    QTest::newRow("a certificate") << "BEGIN CERT"_ba
                                   << "BEGIN CART"_ba << u"file.log._setup.observations[0].answer.chain"_s;
    QTest::newRow("an object that is none")
        << "\"stamp\": {"_ba
        << "\"stamp\": 1, \"stomp\": {"_ba << u"file.log._setup.observations[0].answer.stamp"_s;
}

void TestHarReader::theFirstFaultIsNamedByItsPath()
{
    QFETCH(const QByteArray, good);
    QFETCH(const QByteArray, bad);
    QFETCH(const QString, where);
    const QByteArray har = *handshakes(2, 1).toHar();
    QCOMPARE(faultIn(har), QString());
    const QByteArray broken = QByteArray(har).replace(good, bad);
    QVERIFY(broken != har);
    QCOMPARE(faultIn(broken), where);
}

void TestHarReader::bracketsInTextsAreNotDepth()
{
    const QByteArray har = *handshakes(1, 1).toHar();
    for (const QByteArray &text : {QByteArray(80, '['), "\\\"" + QByteArray(80, '{'), QByteArray(80, ']')})
        QCOMPARE(faultIn(QByteArray(har).replace("\"UTC\"", '"' + text + '"')), QString());
    // Behind the text they count again: a backslash before the quote was itself escaped.
    const QByteArray deep = "\"a\\\\\", \"cloud\": " + QByteArray("{\"a\":").repeated(70) + "1"
        + QByteArray("}").repeated(70) + ", \"x\": 1";
    QCOMPARE(faultIn(QByteArray(har).replace("\"UTC\"", deep)), u"file"_s);
}

void TestHarReader::theSameCertificateCountsOnce()
{
    const Recording recording = handshakes(Recording::MaximumCertificates / 10, 11);
    const auto loaded = Recording::fromHar(*recording.toHar());
    QVERIFY(loaded);
    QCOMPARE(loaded->observations(), recording.observations());
}

// 64 MB hold so many that reading them would take a minute.
void TestHarReader::tooManyCertificatesAreRefused()
{
    const auto withDifferent = [](qsizetype count) {
        const QByteArray har = *handshakes(static_cast<int>(count / 20), 20).toHar();
        const QByteArray end = "END CERTIFICATE-----\\n";
        QByteArray different;
        qsizetype from = 0;
        for (qsizetype i = 0; i < count; ++i) {
            const qsizetype next = har.indexOf(end, from) + end.size();
            different += har.mid(from, next - from) + ' ' + QByteArray::number(i);
            from = next;
        }
        return different + har.mid(from);
    };
    QCOMPARE(faultIn(withDifferent(Recording::MaximumCertificates)), QString());
    QCOMPARE(faultIn(withDifferent(Recording::MaximumCertificates + 20)),
             u"file.log._setup.observations[100].answer.chain"_s);
}

// Some servers send all the authorities that they know; and a run may meet many servers.
void TestHarReader::whatIsWrittenIsRead()
{
    static constexpr int longest = 600;
    const QByteArray der = certificate().toDer();
    int number = 0;
    Recording recording{ProgramInfo()};
    recording.beginRun({start, u"UTC"_s, {}, {}});
    for (int i = 0; i < 5; ++i) {
        HandshakeAnswer answer;
        for (int j = 0; j < longest; ++j) {
            QByteArray another = der; // with another signature
            another.replace(der.size() - 4, 4, QByteArray::number(10'000 + ++number).right(4));
            answer.chain.append(QSslCertificate(another, QSsl::Der));
        }
        answer.faults = {{Code::TlsCertExpired, longest - 1}};
        QVERIFY(!answer.chain.contains(QSslCertificate()));
        recording.add({recording.nextKey(OperationKind::Handshake, tag, u"h:443"_s, start),
                       start,
                       {},
                       Result<HandshakeAnswer>(answer)});
    }
    QCOMPARE(recording.observations().size(), Recording::MaximumCertificates / longest);
    QCOMPARE(recording.truncation().observations, 5 - Recording::MaximumCertificates / longest);
    const QByteArray har = *recording.toHar();
    QCOMPARE(faultIn(har), QString());
    QCOMPARE(Recording::fromHar(har)->observations(), recording.observations());
}

QTEST_GUILESS_MAIN(TestHarReader)
#include "tst_harreader.moc"
