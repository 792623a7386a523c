// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/problemcodes.h"
#include "setup/trustedca.h"

#include <QFile>
#include <QSslCertificate>
#include <QTemporaryDir>
#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

// The file of an authority that an administrator trusts, and what stands in one that is none.
class TestTrustedCa : public QObject
{
    Q_OBJECT

private slots:
    void aPemFileIsTaken();
    void whatItHoldsInsteadIsTold_data();
    void whatItHoldsInsteadIsTold();
    void aFileThatIsNotThereIsTold();
};

namespace {

QByteArray certificate()
{
    QFile file(QStringLiteral(SETUP_SOURCE_DIR "/tests/data/certificate.pem"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

Result<QByteArray> readFrom(const QByteArray &content)
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"ca"_s));
    if (file.open(QIODevice::WriteOnly))
        file.write(content);
    file.close();
    return readCaFile(file.fileName());
}

} // namespace

void TestTrustedCa::aPemFileIsTaken()
{
    QVERIFY(!certificate().isEmpty());
    QCOMPARE(*readFrom(certificate()), certificate());
}

void TestTrustedCa::whatItHoldsInsteadIsTold_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("holds");
    QTest::newRow("binary") << QSslCertificate(certificate()).toDer() << u"binary"_s;
    QTest::newRow("a key") << QByteArray("-----BEGIN PRIVATE KEY-----\nAA==\n-----END PRIVATE KEY-----\n")
                           << u"key"_s;
    QTest::newRow("a key of its kind")
        << QByteArray("-----BEGIN RSA PRIVATE KEY-----\nAA==\n-----END RSA PRIVATE KEY-----\n") << u"key"_s;
    QTest::newRow("a request") << QByteArray(
        "-----BEGIN CERTIFICATE REQUEST-----\nAA==\n-----END CERTIFICATE REQUEST-----\n")
                               << u"request"_s;
    QTest::newRow("a letter") << QByteArray("Dear administrator") << QString();
    QTest::newRow("nothing") << QByteArray() << QString();
}

void TestTrustedCa::whatItHoldsInsteadIsTold()
{
    QFETCH(const QByteArray, content);
    QFETCH(const QString, holds);
    const auto refused = readFrom(content);
    QVERIFY(!refused);
    QCOMPARE(refused.problem().code, Code::CaFileUnusable);
    QCOMPARE(refused.problem().facts["holds"_L1].toString(), holds);
    QCOMPARE(refused.problem().facts["exists"_L1], QJsonValue(true));
}

void TestTrustedCa::aFileThatIsNotThereIsTold()
{
    QCOMPARE(readCaFile(u"/nowhere/ca.pem"_s).problem().facts["exists"_L1], QJsonValue(false));
}

QTEST_GUILESS_MAIN(TestTrustedCa)
#include "tst_trustedca.moc"
