// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/certificateauthority.h"
#include "simulators/loopbackserver.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QTest>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

const QString mail = u"mail.contoso.test"_s;

SimReply hello(const SimRequest &)
{
    return simReply(200, "text/plain", "hello");
}

QSslConfiguration trusting(const CertificateAuthority &authority)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setCaCertificates({authority.root()});
    return configuration;
}

void connectTo(QSslSocket &socket, const LoopbackServer &server)
{
    socket.setPeerVerifyName(mail);
    socket.connectToHostEncrypted(u"127.0.0.1"_s, server.serverPort(), mail);
}

} // namespace

class TestCertificateAuthority : public QObject
{
    Q_OBJECT

private slots:
    void aGoodCertificateIsTrusted()
    {
        const CertificateAuthority authority;
        LoopbackServer server(hello, TlsSettings{authority.issue({mail, u"autodiscover.contoso.test"_s})});
        QSslSocket socket;
        socket.setSslConfiguration(trusting(authority));
        connectTo(socket, server);
        QTRY_VERIFY(socket.isEncrypted());
        QVERIFY(socket.sslHandshakeErrors().isEmpty());
        QCOMPARE(socket.peerCertificateChain().size(), 2);
        QCOMPARE(socket.peerCertificate().subjectAlternativeNames().values(QSsl::DnsEntry).size(), 2);
        QTRY_COMPARE(server.handshakeCount(), 1);
        socket.write("GET / HTTP/1.1\r\n\r\n");
        QTRY_VERIFY(socket.peek(4096).endsWith("hello"));
    }

    void latencyComesBeforeTheHandshake()
    {
        const CertificateAuthority authority;
        LoopbackServer server(hello, TlsSettings{authority.issue({mail})});
        server.setLatency(std::chrono::milliseconds(60));
        QSslSocket socket;
        socket.setSslConfiguration(trusting(authority));
        QElapsedTimer timer;
        timer.start();
        connectTo(socket, server);
        QTRY_VERIFY(socket.isEncrypted());
        QVERIFY(timer.elapsed() >= 60);
        socket.write("GET / HTTP/1.1\r\n\r\n");
        QTRY_VERIFY(socket.peek(4096).endsWith("hello"));
        QVERIFY(timer.elapsed() >= 120);
    }

    void aFaultIsSeen_data()
    {
        QTest::addColumn<int>("fault");
        QTest::addColumn<int>("error");
        QTest::newRow("expired") << int(CertificateFlaw::Expired) << int(QSslError::CertificateExpired);
        QTest::newRow("not yet valid")
            << int(CertificateFlaw::NotYetValid) << int(QSslError::CertificateNotYetValid);
        QTest::newRow("other name") << int(CertificateFlaw::OtherName) << int(QSslError::HostNameMismatch);
        QTest::newRow("self-signed") << int(CertificateFlaw::SelfSigned)
                                     << int(QSslError::SelfSignedCertificate);
        QTest::newRow("intermediate missing")
            << int(CertificateFlaw::IntermediateMissing) << int(QSslError::UnableToGetLocalIssuerCertificate);
        QTest::newRow("unknown issuer")
            << int(CertificateFlaw::UnknownIssuer) << int(QSslError::UnableToGetLocalIssuerCertificate);
        QTest::newRow("untrusted chain")
            << int(CertificateFlaw::ChainUntrusted) << int(QSslError::SelfSignedCertificateInChain);
        QTest::newRow("made on the way")
            << int(CertificateFlaw::Inspected) << int(QSslError::UnableToGetLocalIssuerCertificate);
        QTest::newRow("intermediate expired")
            << int(CertificateFlaw::IntermediateExpired) << int(QSslError::CertificateExpired);
        QTest::newRow("no serverAuth")
            << int(CertificateFlaw::NoServerAuth) << int(QSslError::InvalidPurpose);
    }
    void aFaultIsSeen()
    {
        QFETCH(int, fault);
        QFETCH(int, error);
        const CertificateAuthority authority;
        LoopbackServer server(hello,
                              TlsSettings{authority.issue({mail}, static_cast<CertificateFlaw>(fault))});
        QSslSocket socket;
        QSignalSpy errors(&socket, &QSslSocket::sslErrors);
        socket.setSslConfiguration(trusting(authority));
        connectTo(socket, server);
        QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);
        QCOMPARE(errors.size(), 1);
        QList<int> seen;
        for (const QSslError &one : socket.sslHandshakeErrors())
            seen.append(one.error());
        QVERIFY(seen.contains(error));
        QTRY_COMPARE(server.openConnectionCount(), 0);
    }

    void theSubjectCanBeAnother()
    {
        const CertificateAuthority authority;
        const TlsIdentity identity = authority.issue({mail}, CertificateFlaw::None, u"Post Office"_s);
        QCOMPARE(identity.chain.first().subjectInfo(QSslCertificate::CommonName),
                 QStringList{u"Post Office"_s});
        QVERIFY(identity.chain.first().subjectAlternativeNames().values().contains(mail));
    }

    void badMannersEndTheHandshake_data()
    {
        QTest::addColumn<int>("manners");
        QTest::addColumn<int>("error");
        QTest::newRow("plain") << int(TlsManners::SpeaksPlainly)
                               << int(QAbstractSocket::SslHandshakeFailedError);
        QTest::newRow("closes") << int(TlsManners::Closes) << int(QAbstractSocket::RemoteHostClosedError);
        QTest::newRow("resets") << int(TlsManners::Resets) << int(QAbstractSocket::RemoteHostClosedError);
    }
    void badMannersEndTheHandshake()
    {
        QFETCH(int, manners);
        QFETCH(int, error);
        const CertificateAuthority authority;
        TlsSettings settings{authority.issue({mail})};
        settings.manners = static_cast<TlsManners>(manners);
        LoopbackServer server(hello, settings);
        QSslSocket socket;
        QSignalSpy errors(&socket, &QSslSocket::errorOccurred);
        socket.setSslConfiguration(trusting(authority));
        connectTo(socket, server);
        QTRY_COMPARE(errors.size(), 1);
        QCOMPARE(int(socket.error()), error);
        QCOMPARE(server.handshakeCount(), 0);
        QTRY_COMPARE(server.openConnectionCount(), 0);
    }

    void silenceIsKept()
    {
        const CertificateAuthority authority;
        TlsSettings settings{authority.issue({mail})};
        settings.manners = TlsManners::Silent;
        LoopbackServer server(hello, settings);
        QSslSocket socket;
        socket.setSslConfiguration(trusting(authority));
        connectTo(socket, server);
        QTRY_COMPARE(server.connectionCount(), 1);
        QTest::qWait(100);
        QVERIFY(!socket.isEncrypted());
        QCOMPARE(server.openConnectionCount(), 1);
    }

    void protocolsAreLimited_data()
    {
        QTest::addColumn<int>("protocols");
        QTest::addColumn<int>("negotiated");
        QTest::newRow("current") << int(TlsProtocols::Current) << int(QSsl::TlsV1_3);
        QTest::newRow("only 1.2") << int(TlsProtocols::Only12) << int(QSsl::TlsV1_2);
        QTest::newRow("only 1.3") << int(TlsProtocols::Only13) << int(QSsl::TlsV1_3);
    }
    void protocolsAreLimited()
    {
        QFETCH(int, protocols);
        QFETCH(int, negotiated);
        const CertificateAuthority authority;
        LoopbackServer server(hello,
                              TlsSettings{authority.issue({mail}), static_cast<TlsProtocols>(protocols)});
        QSslSocket socket;
        socket.setSslConfiguration(trusting(authority));
        connectTo(socket, server);
        QTRY_VERIFY(socket.isEncrypted());
        QCOMPARE(int(socket.sessionProtocol()), negotiated);
    }

    void oldProtocolsAreOfNoUseToAClientOfToday()
    {
        const CertificateAuthority authority;
        LoopbackServer server(hello, TlsSettings{authority.issue({mail}), TlsProtocols::OnlyOld});
        QSslSocket socket;
        socket.setSslConfiguration(trusting(authority));
        connectTo(socket, server);
        QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);
        QCOMPARE(socket.error(), QAbstractSocket::SslHandshakeFailedError);
        QVERIFY2(socket.errorString().contains("protocol version"_L1), qPrintable(socket.errorString()));
        QCOMPARE(server.handshakeCount(), 0);
    }

    void aClientCertificateIsDemanded_data()
    {
        QTest::addColumn<bool>("shown");
        QTest::newRow("shown") << true;
        QTest::newRow("missing") << false;
    }
    void aClientCertificateIsDemanded()
    {
        QFETCH(bool, shown);
        const CertificateAuthority authority;
        LoopbackServer server(
            hello, TlsSettings{authority.issue({mail}), TlsProtocols::Current, true, authority.root()});
        QSslConfiguration configuration = trusting(authority);
        if (shown) {
            const TlsIdentity client = authority.issueClient(u"administrator"_s);
            configuration.setLocalCertificateChain(client.chain);
            configuration.setPrivateKey(client.key);
        }
        QSslSocket socket;
        socket.setSslConfiguration(configuration);
        connectTo(socket, server);
        socket.write("GET / HTTP/1.1\r\n\r\n");
        if (shown) {
            QTRY_VERIFY(socket.peek(4096).endsWith("hello"));
        } else {
            QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);
            QCOMPARE(server.requestCount(), 0);
        }
    }
};

} // namespace Setup

QTEST_GUILESS_MAIN(Setup::TestCertificateAuthority)
#include "tst_certificateauthority.moc"
