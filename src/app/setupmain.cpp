// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/liveworld.h"
#include "app/programstart.h"
#include "app/windowprogram.h"
#include "wizard/setupwizard.h"
#include "wizard/visibleedges.h"

#include <QApplication>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

// --help and --version need no window, nor does a mistyped option; -1: go on.
int withoutWindow(const QByteArray &argument)
{
    const auto say = [](std::FILE *stream, const QByteArray &text) { std::fputs(text.constData(), stream); };
    const QByteArray usage = "Usage: askcody-exchange-setup [recording.har]\n\n"
                             "Opens the wizard, or a recording in it. Without a window: "
                             "askcody-exchange-setup-cli.\n";
    if (argument == "--version") {
        say(stdout, Setup::programVersion() + '\n');
        return 0;
    }
    if (argument == "--help" || argument == "-h") {
        say(stdout, usage);
        return 0;
    }
    if (argument.startsWith("--")) {
        say(stderr, argument + " is not known.\n" + usage);
        return 2;
    }
    const QString obstacle = Setup::noDisplay();
    say(stderr, obstacle.toLocal8Bit());
    return obstacle.isEmpty() ? -1 : 2;
}

} // namespace

int main(int argc, char *argv[])
{
    const char *const first =
        argc > 1 ? argv[1] : ""; // NOLINT(cppcoreguidelines-pro-bounds-pointer-arithmetic)
    if (const int code = withoutWindow(first); code >= 0)
        return code;
    Setup::prepareProcess();
    QApplication application(argc, argv);
    Setup::prepareApplication(application);
    Setup::VisibleEdges::install();
    Setup::LiveWorld world;
    world.workbench().proxy()->use();
    Setup::SetupWizard wizard(world.workbench());
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() > 1) // a recording, dropped on the program or opened with it
        wizard.openBundle(arguments.at(1));
    return Setup::runWindow(wizard, world.workbench());
}
