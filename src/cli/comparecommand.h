// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/command.h"
#include "support/bundlecomparison.h"
#include "support/reportformat.h"

namespace Setup {

class Console;
class Workbench;

struct CompareOptions
{
    QString one;
    QString other;
    ReportFormat format = ReportFormat::Text;
};

// compare <bundle> <bundle>: replays both and prints the checks that ended differently. Exits as diff does: 0
// none, 1 some.
class CompareCommand : public Command
{
    Q_OBJECT

public:
    CompareCommand(Workbench &workbench, Console &console, CompareOptions options, QObject *parent = nullptr);

    void start() override;
    void cancel() override;

private:
    void conclude(const ComparedBundles &bundles);

    Workbench &m_workbench;
    Console &m_console;
    CompareOptions m_options;
    std::unique_ptr<BundleComparison> m_comparison;
};

} // namespace Setup
