// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The command line against a simulated world and the keychain of this session, one call after the other:
//     commands-in-a-world SCENARIO DRAFTS
// reads { "arguments": […], "stopAt": "words on standard output" } from each line of standard input and
// answers with { "code": …, "out": "…", "said": "…" }. Each call is made by a program that has just been
// started: the world, the drafts and the keychain are what is left from one to the next. Where the browser is
// to sign in, the owner of contoso.test does; a password that is asked for is the service account's.

#include "cli/commandline.h"
#include "cli/console.h"
#include "core/clock.h"
#include "core/randomsource.h"
#include "net/worlddoor.h"
#include "secrets/keychainsecretstore.h"
#include "setup/localworkbench.h"
#include "simulators/simperson.h"
#include "simulators/simulatedworld.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTimer>

#include <iostream>
#include <string>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

class WrittenConsole : public Console
{
public:
    explicit WrittenConsole(SimPerson &person)
        : m_person(person)
    {}

    void out(const QByteArray &bytes) override
    {
        written += bytes;
        if (!stopAt.isEmpty() && written.contains(stopAt))
            QTimer::singleShot(0, stop);
    }
    void say(const QString &line) override { said += line + u'\n'; }
    Result<Secret> readPassword(const QString &) override { return SimulatedWorld::password(); }
    bool openBrowser(const QUrl &url) override
    {
        m_person.open(url);
        return true;
    }

    QByteArray written;
    QString said;
    QByteArray stopAt;
    std::function<void()> stop;

private:
    SimPerson &m_person;
};

struct Surroundings
{
    explicit Surroundings(const QString &scenario, QString draftsFolder)
        : world(*Scenario::load(scenario))
        , door(world.table())
        , person(u"owner@contoso.test"_s, SimAccount::password())
        , drafts(std::move(draftsFolder))
    {
        PortalSite site;
        site.origin = SimulatedPortal::origin();
        site.trust = PortalSite::Trust::Known;
        directory.add(site);
    }

    QJsonObject run(const QJsonObject &call)
    {
        LocalWorkbench workbench({door, clock, random, secrets}, drafts, false);
        workbench.setPortals(directory, [this](const QUrl &url) { return world.browserUrl(url); });
        WrittenConsole console(person);
        CommandLine line(workbench, console);
        QEventLoop loop;
        auto code = ExitCode::OwnFault;
        QObject::connect(&line, &CommandLine::finished, &loop, [&](ExitCode ended) {
            code = ended;
            loop.quit();
        });
        console.stopAt = call["stopAt"_L1].toString().toUtf8();
        console.stop = [&line] { line.cancel(); };
        line.start(call["arguments"_L1].toVariant().toStringList());
        loop.exec();
        return {{u"code"_s, static_cast<int>(code)},
                {u"out"_s, QString::fromUtf8(console.written)},
                {u"said"_s, console.said}};
    }

    SimulatedWorld world;
    WorldDoor door;
    SystemClock clock;
    SystemRandomSource random;
    KeychainSecretStore secrets;
    SimPerson person;
    QString drafts;
    PortalDirectory directory;
};

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setOrganizationName(u"AskCody"_s);
    QCoreApplication::setApplicationName(u"commands-in-a-world"_s);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 3)
        return 2;
    Surroundings surroundings(arguments.at(1), arguments.at(2));
    for (std::string line; std::getline(std::cin, line);) {
        const QJsonObject call = QJsonDocument::fromJson(QByteArray::fromStdString(line)).object();
        const QJsonObject answer = surroundings.run(call);
        std::cout << QJsonDocument(answer).toJson(QJsonDocument::Compact).toStdString() << std::endl;
    }
    return 0;
}
