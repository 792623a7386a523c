// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/command.h"

namespace Setup {

class Console;

struct BundleOptions
{
    QString recording;
    bool madeUpNames = false;
    QString saveAs; // empty: what is in it is printed, in words
};

// bundle <recording>: what whoever gives a recording away looks at first, and the same under made-up names.
class BundleCommand : public Command
{
    Q_OBJECT

public:
    BundleCommand(Console &console, BundleOptions options, QObject *parent = nullptr);

    void start() override;
    void cancel() override { m_isCancelled = true; }

private:
    ExitCode show();
    ExitCode fail(const Problem &problem);

    Console &m_console;
    BundleOptions m_options;
    bool m_isCancelled = false;
};

} // namespace Setup
