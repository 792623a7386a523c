// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Runs the checks in the world of an exchange-simulator, whose first line it reads from standard input, and
// prints one line of JSON: the milliseconds from the start of the run to its verdict, what ran when, and how
// large the run's bundle is, how long it takes to write, and to replay.

#include "core/clock.h"
#include "core/randomsource.h"
#include "net/worlddoor.h"
#include "secrets/memorysecretstore.h"
#include "setup/localworkbench.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTextStream>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace Setup;

namespace {

WorldRecord toRecord(const QJsonObject &json)
{
    WorldRecord record;
    record.type = json["type"_L1].toString();
    record.value = json["value"_L1].toString();
    record.priority = static_cast<quint16>(json["priority"_L1].toInt());
    record.weight = static_cast<quint16>(json["weight"_L1].toInt());
    record.port = static_cast<quint16>(json["port"_L1].toInt());
    return record;
}

WorldTable tableOf(const QJsonObject &world)
{
    WorldTable table;
    const QJsonObject dns = world["dns"_L1].toObject();
    for (auto name = dns.begin(); name != dns.end(); ++name)
        for (const QJsonValue &record : name->toArray())
            table.dns[name.key()].append(toRecord(record.toObject()));
    const QJsonObject ports = world["ports"_L1].toObject();
    for (auto port = ports.begin(); port != ports.end(); ++port)
        table.loopbackPorts.insert(port.key(), static_cast<quint16>(port->toInt()));
    for (const QJsonValue &hole : world["blackHoles"_L1].toArray())
        table.blackHoles.append(hole.toString());
    QFile ca(world["caFile"_L1].toString());
    if (ca.open(QIODevice::ReadOnly))
        table.publicCaPem = ca.readAll();
    return table;
}

Integration integrationOf(const QJsonObject &world, const QString &ewsUrl)
{
    ExchangeServer server;
    server.email = world["email"_L1].toString();
    server.ewsUrl = QUrl(ewsUrl);
    server.testMailboxes = QStringList{u"room1@contoso.test"_s};
    server.forbiddenMailbox = u"ceo@contoso.test"_s;
    Integration integration;
    integration.id = QUuid::createUuid();
    integration.name = u"Bench"_s;
    integration.exchange = server;
    return integration;
}

// Writes down when each check began and ended.
class Witness : public QObject
{
public:
    explicit Witness(Session &session)
    {
        connect(&session, &Session::checkStarted, this,
                [this](const QString &id) { m_begun.insert(id, milliseconds()); });
        connect(&session, &Session::checkFinished, this, &Witness::add);
        connect(&session, &Session::runFinished, this, &Witness::conclude);
        m_clock.start();
    }

    const QJsonObject &told() const { return m_told; }

private:
    double milliseconds() const { return static_cast<double>(m_clock.nsecsElapsed()) / 1e6; }

    void add(const Finding &finding)
    {
        m_checks.append(QJsonObject{{u"id"_s, finding.checkId},
                                    {u"status"_s, toString(finding.status)},
                                    {u"began"_s, m_begun.value(finding.checkId)},
                                    {u"ended"_s, milliseconds()}});
    }

    void conclude(Verdict verdict)
    {
        m_told = {
            {u"milliseconds"_s, milliseconds()}, {u"verdict"_s, toString(verdict)}, {u"checks"_s, m_checks}};
        QCoreApplication::quit();
    }

    QElapsedTimer m_clock;
    QHash<QString, double> m_begun;
    QJsonArray m_checks;
    QJsonObject m_told;
};

double since(const QElapsedTimer &clock)
{
    return static_cast<double>(clock.nsecsElapsed()) / 1e6;
}

// Written to disk, opened again, and run without a network: until the verdict.
QJsonObject bundleOf(const Session &session, Workbench &workbench, const QString &path)
{
    QElapsedTimer clock;
    clock.start();
    const auto har = session.recording();
    QFile file(path);
    if (!har || !file.open(QIODevice::WriteOnly) || file.write(*har) != har->size())
        return {};
    file.close();
    const double written = since(clock);
    clock.start();
    const auto replay = workbench.openBundle(path);
    if (!replay)
        return {};
    const double opened = since(clock);
    clock.start();
    const Witness witness(**replay);
    if (!(*replay)->run())
        return {};
    QCoreApplication::exec();
    return {{u"bytes"_s, har->size()},
            {u"written"_s, written},
            {u"opened"_s, opened},
            {u"replayed"_s, since(clock)}};
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    const QCommandLineOption address(u"address"_s, u"As if typed; without it Autodiscover finds one."_s,
                                     u"url"_s);
    const QCommandLineOption only(u"only"_s, u"This check, with what it needs."_s, u"id"_s);
    const QCommandLineOption lookUp(u"look-up"_s, u"How long a look-up takes."_s, u"ms"_s, u"0"_s);
    parser.addOptions({address, only, lookUp});
    parser.process(application);

    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        return 2;
    const QJsonObject world = QJsonDocument::fromJson(input.readLine()).object();
    const QTemporaryDir drafts;
    const SystemClock clock;
    SystemRandomSource random;
    MemorySecretStore secrets;
    WorldDoor door(tableOf(world));
    door.setLookUpTime(std::chrono::milliseconds(parser.value(lookUp).toInt()));
    LocalWorkbench workbench({door, clock, random, secrets}, drafts.path(), false);
    const auto session = workbench.newSession();
    session->setIntegration(integrationOf(world, parser.value(address)));
    session->setPassword(Secret(world["password"_L1].toString().toUtf8()));
    const Witness witness(*session);
    if (!session->run(parser.values(only)))
        return 1;
    QCoreApplication::exec();
    QJsonObject told = witness.told();
    told.insert(u"bundle"_s, bundleOf(*session, workbench, drafts.filePath(u"bench.har"_s)));
    QTextStream(stdout) << QJsonDocument(told).toJson(QJsonDocument::Compact) << Qt::endl;
    return 0;
}
