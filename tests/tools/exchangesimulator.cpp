// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/problemcodes.h"
#include "simulators/simulatedworld.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSocketNotifier>
#include <QTemporaryFile>
#include <QTextStream>

#include <unistd.h>
#include <utility>

// A simulated world for clients that are not ours: says where its servers are in one line of JSON, and lasts
// as long as its standard input. A line there with the name of a server ("mail.contoso.test:443") is answered
// with a line of what that server was asked.
namespace {

using namespace Qt::StringLiterals;
using namespace Setup;

constexpr int UsageError = 2;

struct Options
{
    QString scenario;
    std::optional<quint16> plainPort;
    int latency = 0;
    bool passwordFromStdin = false;
    QString stateFile; // of the portal; empty: it forgets with the process
};

int complain(const QString &text)
{
    QTextStream(stderr) << text << Qt::endl;
    return UsageError;
}

// By its name, or a file of one's own.
Result<Scenario> loadScenario(const QString &nameOrFile)
{
    if (!nameOrFile.endsWith(".json"_L1))
        return Scenario::load(nameOrFile);
    QFile file(nameOrFile);
    if (!file.open(QIODevice::ReadOnly))
        return Problem{Code::FileUnreadable, file.errorString(), {}};
    return Scenario::fromJson(file.readAll(), nameOrFile);
}

std::optional<Options> readOptions(const QCoreApplication &application)
{
    QCommandLineParser parser;
    const QCommandLineOption plain(u"plain-http"_s,
                                   u"Exchange without TLS on this port, too; 0 chooses one."_s, u"port"_s);
    const QCommandLineOption latency(u"latency"_s, u"Added to every round trip."_s, u"ms"_s, u"0"_s);
    const QCommandLineOption password(u"password-stdin"_s,
                                      u"The account's password is the first line of standard input."_s);
    const QCommandLineOption state(u"state"_s, u"What the portal knows outlives the program there."_s,
                                   u"file"_s);
    parser.addOptions({plain, latency, password, state});
    parser.addPositionalArgument(u"scenario"_s,
                                 u"A .json file, or one of: "_s + Scenario::fileNames().join(u' '));
    parser.addHelpOption();
    parser.process(application);
    Options options;
    bool good = parser.positionalArguments().size() == 1;
    options.scenario = parser.positionalArguments().value(0);
    options.passwordFromStdin = parser.isSet(password);
    options.stateFile = parser.value(state);
    if (parser.isSet(plain) && good)
        options.plainPort = parser.value(plain).toUShort(&good);
    if (good)
        options.latency = parser.value(latency).toInt(&good);
    return good && options.latency >= 0 ? std::optional(options) : std::nullopt;
}

// Byte by byte: what follows the line is not ours.
QByteArray readLine()
{
    QByteArray line;
    char byte = 0;
    while (::read(STDIN_FILENO, &byte, 1) == 1 && byte != '\n')
        line.append(byte);
    return line;
}

QJsonObject describe(const SimulatedWorld &world, const QString &caFile)
{
    const WorldTable table = world.table();
    QJsonObject ports;
    for (const QString &name : world.servers())
        ports.insert(name, world.server(name)->serverPort());
    QJsonObject dns;
    for (auto name = table.dns.begin(); name != table.dns.end(); ++name) {
        QJsonArray records;
        for (const WorldRecord &record : *name)
            records.append(QJsonObject{{u"type"_s, record.type},
                                       {u"value"_s, record.value},
                                       {u"priority"_s, record.priority},
                                       {u"weight"_s, record.weight},
                                       {u"port"_s, record.port}});
        dns.insert(name.key(), records);
    }
    return {{u"ports"_s, ports},
            {u"dns"_s, dns},
            {u"blackHoles"_s, QJsonArray::fromStringList(table.blackHoles)},
            {u"caFile"_s, caFile},
            {u"portal"_s, SimulatedPortal::origin()},
            {u"portalPassword"_s, SimAccount::password()}, // of a demo account, not of anybody's
            {u"cloudPassword"_s, SimCloudUser::password()}, // likewise
            {u"email"_s, SimulatedWorld::email()}};
}

// By base64, since a body may be anything.
QByteArray askedOf(const LoopbackServer *server)
{
    QJsonArray asked;
    const QList<SimRequest> requests = server ? server->requests() : QList<SimRequest>();
    for (const SimRequest &request : requests) {
        QJsonObject headers;
        for (const SimHeader &header : request.headers)
            headers.insert(QString::fromLatin1(header.name.toLower()), QString::fromUtf8(header.value));
        asked.append(QJsonObject{{u"method"_s, QString::fromLatin1(request.method)},
                                 {u"target"_s, QString::fromLatin1(request.target)},
                                 {u"headers"_s, headers},
                                 {u"body"_s, QString::fromLatin1(request.body.toBase64())}});
    }
    return QJsonDocument(asked).toJson(QJsonDocument::Compact);
}

// Byte by byte, as they come; the end of the input is the end of the world.
void listen(const SimulatedWorld &world, QByteArray &line)
{
    char byte = 0;
    if (::read(STDIN_FILENO, &byte, 1) <= 0)
        return QCoreApplication::quit();
    if (byte != '\n')
        line.append(byte);
    else
        QTextStream(stdout) << askedOf(world.server(QString::fromLatin1(std::exchange(line, {}))))
                            << Qt::endl;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const std::optional<Options> options = readOptions(application);
    if (!options)
        return complain(
            u"exchange-simulator SCENARIO [--plain-http PORT] [--latency MS] [--password-stdin] [--state FILE]"_s);
    Result<Scenario> scenario = loadScenario(options->scenario);
    if (!scenario)
        return complain(scenario.problem().detail);
    if (options->passwordFromStdin)
        scenario->account.password = readLine();
    const Result<SimStore> store =
        options->stateFile.isEmpty() ? SimStore() : SimStore::open(options->stateFile);
    if (!store)
        return complain(store.problem().detail);
    SimulatedWorld world(*scenario, *store);
    if (options->plainPort && !world.servePlainly(*options->plainPort))
        return complain(u"The port is taken."_s);
    world.setLatency(std::chrono::milliseconds(options->latency));

    QTemporaryFile caFile;
    if (!caFile.open() || caFile.write(world.authority().rootPem()) < 0 || !caFile.flush())
        return complain(caFile.errorString());
    QJsonObject facts = describe(world, caFile.fileName());
    if (!options->passwordFromStdin) // else who chose it knows it
        facts.insert(u"password"_s, QString::fromUtf8(scenario->account.password));
    QTextStream(stdout) << QJsonDocument(facts).toJson(QJsonDocument::Compact) << Qt::endl;

    QByteArray line;
    const QSocketNotifier input(STDIN_FILENO, QSocketNotifier::Read);
    QObject::connect(&input, &QSocketNotifier::activated, &application,
                     [&world, &line] { listen(world, line); });
    return QCoreApplication::exec();
}
