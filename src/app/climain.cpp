// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commandprogram.h"
#include "app/liveworld.h"
#include "app/programstart.h"

#include <QCoreApplication>

int main(int argc, char *argv[])
{
    Setup::prepareProcess();
    const auto application = Setup::commandApplication(argc, argv);
    Setup::prepareApplication(*application);
    Setup::LiveWorld world;
    return Setup::runCommand(*application, world.workbench(), QCoreApplication::arguments().mid(1));
}
