// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commandprogram.h"

#include "app/browser.h"
#include "app/interrupt.h"
#include "cli/commandline.h"
#include "cli/console.h"

#include <QGuiApplication>

#include <algorithm>

namespace Setup {

std::unique_ptr<QCoreApplication> commandApplication(int &argc, char **argv)
{
    // NOLINTNEXTLINE(cppcoreguidelines-pro-bounds-pointer-arithmetic)
    const bool draws = std::any_of(
        argv, argv + argc, [](const char *argument) { return QByteArrayView(argument).endsWith("pdf"); });
    if (!draws)
        return std::make_unique<QCoreApplication>(argc, argv);
    qputenv("QT_QPA_PLATFORM", "offscreen");
    return std::make_unique<QGuiApplication>(argc, argv);
}

int runCommand(QCoreApplication &application, Workbench &workbench, const QStringList &arguments)
{
    SystemConsole console(openBrowser);
    CommandLine commandLine(workbench, console);
    const Interrupt interrupt;
    QObject::connect(&interrupt, &Interrupt::requested, &commandLine, &CommandLine::cancel);
    // Queued: a command may end before the event loop stands.
    QObject::connect(
        &commandLine, &CommandLine::finished, &application,
        [](ExitCode code) { QCoreApplication::exit(static_cast<int>(code)); }, Qt::QueuedConnection);
    commandLine.start(arguments);
    return QCoreApplication::exec();
}

} // namespace Setup
