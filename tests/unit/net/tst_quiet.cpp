// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/logging.h"
#include "net/worlddoor.h"
#include "support/loopbackworld.h"
#include "support/outcome.h"

#include <QLoggingCategory>
#include <QProcess>
#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

constexpr auto Canary = "canary-7f3a91";

// What the child process does: a login refused with every offer, one accepted, one to an untrusted host.
int exchangeWithEverythingSwitchedOn()
{
    installMessageHandler();
    int count = 0;
    LoopbackWorld world([&count](const SimRequest &) {
        SimReply reply = simReply(++count == 1 ? 401 : 200, "text/plain", "canary-body");
        for (const char *offer : {"Basic realm=\"canary-realm\"", "NTLM", "Negotiate"})
            reply.headers += SimHeader{"WWW-Authenticate", offer};
        return reply;
    });
    LoopbackWorld untrusted([](const SimRequest &) { return SimReply(); }, CertificateFlaw::SelfSigned);
    ExchangeQuery query;
    query.method = "POST";
    query.url = LoopbackWorld::url();
    query.headers = {{"X-Canary", "canary-header"}};
    query.body = "canary-question";
    query.credential = Credential{Credential::Scheme::Basic, u"svc"_s, u"canary-user"_s, Secret(Canary)};
    WorldDoor door(world.table);
    WorldDoor untrustedDoor(untrusted.table);
    bool isDone = outcomeOf<ExchangeAnswer>(*door.exchange(query))->status == 401;
    isDone = outcomeOf<ExchangeAnswer>(*door.exchange(query))->status == 200 && isDone;
    isDone = !outcomeOf<ExchangeAnswer>(*untrustedDoor.exchange(query)) && isDone;
    qWarning("the child has spoken"); // so that silence is not a lost stderr
    return isDone ? 0 : 1;
}

} // namespace

class TestQuiet : public QObject
{
    Q_OBJECT

private slots:
    void nothingOfAnExchangeIsLogged();
};

void TestQuiet::nothingOfAnExchangeIsLogged()
{
    QProcess child;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"QT_LOGGING_RULES"_s, u"*=true"_s);
    environment.insert(u"QT_FORCE_STDERR_LOGGING"_s, u"1"_s);
    child.setProcessEnvironment(environment);
    child.start(QCoreApplication::applicationFilePath(), {u"--exchange"_s});
    QVERIFY(child.waitForFinished(20'000));
    const QByteArray said = child.readAllStandardError() + child.readAllStandardOutput();
    QCOMPARE(child.exitCode(), 0);
    QVERIFY2(said.contains("the child has spoken"), said.constData());
    QVERIFY2(!said.contains("canary"), said.constData());
    QVERIFY2(!said.contains(QByteArray("canary-user:canary-7f3a91").toBase64()), said.constData());
    for (const char *word : {"Authorization", "Basic ", "qt.network", "qt.tlsbackend", "contoso"})
        QVERIFY2(!said.contains(word), said.constData());
}

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    if (app.arguments().contains(u"--exchange"_s))
        return exchangeWithEverythingSwitchedOn();
    TestQuiet test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_quiet.moc"
