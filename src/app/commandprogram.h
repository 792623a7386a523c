// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringList>

class QCoreApplication;

namespace Setup {

class Workbench;

// Runs one command on the standard streams until it ends or is interrupted. Returns the program's exit code.
int runCommand(QCoreApplication &application, Workbench &workbench, const QStringList &arguments);

} // namespace Setup
