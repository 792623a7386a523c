// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commandprogram.h"
#include "app/demooptions.h"
#include "app/demowalk.h"
#include "app/demoworld.h"
#include "app/interrupt.h"
#include "app/liveworld.h"
#include "app/programstart.h"
#include "app/windowprogram.h"
#include "cli/console.h"
#include "cli/words.h"
#include "wizard/visibleedges.h"

#include <QApplication>
#include <QFile>
#include <QTemporaryDir>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

Result<Scenario> loadScenario(const QString &nameOrFile)
{
    QFile file(nameOrFile);
    if (Scenario::load(nameOrFile) || !file.open(QIODevice::ReadOnly))
        return Scenario::load(nameOrFile);
    return Scenario::fromJson(file.readAll(), nameOrFile);
}

int listScenarios(Console &console)
{
    const QStringList names = Scenario::fileNames();
    for (const QString &name : names)
        if (const auto scenario = Scenario::load(name))
            console.out(u"%1  %2\n"_s.arg(name.leftJustified(36), scenario->title).toUtf8());
    return 0;
}

int showWindow(DemoWorld &world)
{
    SetupWizard wizard(world.workbench());
    return runWindow(wizard, world.workbench());
}

// What the world's service account has for a password: told by who started us, or the usual one.
Result<Secret> passwordOf(const DemoOptions &options, Console &console)
{
    if (!options.passwordFromStdin)
        return SimulatedWorld::password();
    return console.readPassword(QCoreApplication::translate("Demo", "Password of the demo's account:"));
}

// For whoever looks for them afterwards.
Result<QString> markOf(const DemoOptions &options, Console &console)
{
    if (!options.markFromStdin)
        return QString();
    const auto mark = console.readPassword(QCoreApplication::translate("Demo", "Mark:"));
    return mark ? Result<QString>(QString::fromUtf8(mark->bytes())) : mark.problem();
}

// What a command keeps is gone with the world that it was in.
int command(QCoreApplication &application, DemoWorld &world, Console &console, const QStringList &words)
{
    const int code = runCommand(application, world.workbench(), words);
    const bool isHelp = words.contains(u"--help"_s) || words.contains(u"-h"_s);
    if (code == 0 && !isHelp && words.value(0) == "login"_L1)
        console.say(QCoreApplication::translate("Demo",
                                                "In the demo the keychain ends with this command. The next "
                                                "one signs in for itself: apply --sign-in"));
    return code;
}

int walk(DemoWorld &world, Console &console, const DemoWalk::Wishes &wishes)
{
    DemoWalk walk(world.workbench(), console, wishes);
    const Interrupt interrupt;
    QObject::connect(&interrupt, &Interrupt::requested, &walk, [&walk] {
        walk.cancel();
        QCoreApplication::exit(static_cast<int>(ExitCode::Cancelled));
    });
    QObject::connect(
        &walk, &DemoWalk::finished, qApp,
        [](ExitCode code) { QCoreApplication::exit(static_cast<int>(code)); }, Qt::QueuedConnection);
    walk.start();
    return QApplication::exec();
}

int run(QCoreApplication &application, const DemoOptions &options)
{
    SystemConsole console;
    if (options.mode == DemoOptions::Mode::ListScenarios)
        return listScenarios(console);
    if (options.mode == DemoOptions::Mode::Say) {
        options.exitCode == 0 ? console.out(options.text.toUtf8()) : console.say(options.text);
        return options.exitCode;
    }
    auto scenario = loadScenario(options.scenario);
    const auto mark = markOf(options, console);
    const auto password = passwordOf(options, console);
    if (!scenario || !mark || !password) {
        const Problem problem = !scenario ? scenario.problem() : !mark ? mark.problem() : password.problem();
        console.say(inWords(problem));
        return static_cast<int>(exitCodeOf(problem));
    }
    scenario->account.password = password->bytes().toByteArray();
    scenario->issuer.mark = scenario->microsoft.mark = *mark;
    // A walk starts from nothing; in the window, drafts of the demo can be continued.
    const QTemporaryDir nothing;
    const bool isWindow = options.mode == DemoOptions::Mode::Window;
    DemoWorld world(*scenario, isWindow ? draftsFolder() : nothing.path());
    switch (options.mode) {
    case DemoOptions::Mode::Command:
        return command(application, world, console, options.command);
    case DemoOptions::Mode::Walk:
        return walk(world, console,
                    {*password, options.picturesTo, options.saveTo, options.byHand, options.isModern});
    default:
        return showWindow(world);
    }
}

// A command needs no display; the window does.
bool needsWindow(const DemoOptions &options)
{
    return options.mode == DemoOptions::Mode::Window || options.mode == DemoOptions::Mode::Walk;
}

// The platform without a display says of every window that it cannot tell a window manager its size.
void dropPlatformNoise()
{
    static QtMessageHandler before = nullptr;
    before =
        qInstallMessageHandler([](QtMsgType type, const QMessageLogContext &context, const QString &text) {
            if (!text.endsWith("propagateSizeHints()"_L1) && before)
                before(type, context, text);
        });
}

// A walk needs no eyes: without a display it draws into memory.
void drawWithoutDisplay()
{
#if defined(Q_OS_UNIX) && !defined(Q_OS_MACOS)
    for (const char *variable : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
        if (qEnvironmentVariableIsSet(variable))
            return;
    qputenv("QT_QPA_PLATFORM", "offscreen");
    dropPlatformNoise();
#endif
}

} // namespace

int main(int argc, char *argv[])
{
    prepareProcess();
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments.append(
            QString::fromLocal8Bit(argv[i])); // NOLINT(cppcoreguidelines-pro-bounds-pointer-arithmetic)
    const DemoOptions options = demoOptions(arguments);
    if (options.mode == DemoOptions::Mode::Walk)
        drawWithoutDisplay();
    if (options.mode == DemoOptions::Mode::Window && !noDisplay().isEmpty()) {
        SystemConsole().say(noDisplay().trimmed() + u" Without one: --walk basic, or cli <command>."_s);
        return static_cast<int>(ExitCode::Usage);
    }
    std::unique_ptr<QCoreApplication> application;
    if (needsWindow(options))
        application = std::make_unique<QApplication>(argc, argv);
    else
        application = commandApplication(argc, argv);
    prepareApplication(*application);
    if (needsWindow(options))
        VisibleEdges::install();
    QCoreApplication::setApplicationName(u"askcody-exchange-setup-demo"_s);
    return run(*application, options);
}
