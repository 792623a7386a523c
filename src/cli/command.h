// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/exitcode.h"

#include <QObject>

namespace Setup {

// One command of the command line. An operation: finished() comes once, never from inside start().
class Command : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    virtual void start() = 0;
    // Ends the work, says what was found out until now, and lets go of everything.
    virtual void cancel() = 0;

signals:
    void finished(Setup::ExitCode code);
};

} // namespace Setup
