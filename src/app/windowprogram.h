// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

class QWidget;

namespace Setup {

class Workbench;

// Shows the window until it is closed, by its user or a signal to the program, and every farewell has been
// said. Returns the program's exit code.
int runWindow(QWidget &window, Workbench &workbench);

} // namespace Setup
