// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/comparecommand.h"

#include "cli/console.h"
#include "setup/workbench.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QTimer>

namespace Setup {

CompareCommand::CompareCommand(Workbench &workbench, Console &console, CompareOptions options,
                               QObject *parent)
    : Command(parent)
    , m_workbench(workbench)
    , m_console(console)
    , m_options(std::move(options))
{}

void CompareCommand::start()
{
    const auto one = m_workbench.openBundle(m_options.one);
    const auto other = m_workbench.openBundle(m_options.other);
    for (const auto *opened : {&one, &other}) {
        if (*opened)
            continue;
        m_console.tell(opened->problem());
        const ExitCode code = exitCodeOf(opened->problem());
        QTimer::singleShot(0, this, [this, code] { emit finished(code); });
        return;
    }
    m_comparison = std::make_unique<BundleComparison>(
        BundleComparison::Side{QFileInfo(m_options.one).fileName(), *one},
        BundleComparison::Side{QFileInfo(m_options.other).fileName(), *other});
    connect(m_comparison.get(), &BundleComparison::finished, this, &CompareCommand::conclude);
    m_comparison->start();
}

void CompareCommand::cancel()
{
    if (m_comparison)
        m_comparison->cancel();
}

void CompareCommand::conclude(const ComparedBundles &bundles)
{
    m_console.out(m_options.format == ReportFormat::Json ? QJsonDocument(toJson(bundles)).toJson()
                                                         : renderText(bundles));
    emit finished(bundles.comparison.different.isEmpty() ? ExitCode::Ok : ExitCode::Failed);
}

} // namespace Setup
