// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/liveworld.h"
#include "app/programstart.h"
#include "app/windowprogram.h"
#include "wizard/setupwizard.h"
#include "wizard/visibleedges.h"

#include <QApplication>

int main(int argc, char *argv[])
{
    Setup::prepareProcess();
    QApplication application(argc, argv);
    Setup::prepareApplication(application);
    Setup::VisibleEdges::install();
    Setup::LiveWorld world;
    Setup::SetupWizard wizard(world.workbench());
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() > 1) // a recording, dropped on the program or opened with it
        wizard.openBundle(arguments.at(1));
    return Setup::runWindow(wizard, world.workbench());
}
