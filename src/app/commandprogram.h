// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringList>

#include <memory>

class QCoreApplication;

namespace Setup {

class Workbench;

// Runs one command on the standard streams until it ends or is interrupted. Returns the program's exit code.
// For one command. Where it draws (--format pdf) it needs fonts, and still no display.
std::unique_ptr<QCoreApplication> commandApplication(int &argc, char **argv);

int runCommand(QCoreApplication &application, Workbench &workbench, const QStringList &arguments);

} // namespace Setup
