// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/bundlecommand.h"

#include "cli/console.h"
#include "cli/madeupnames.h"
#include "core/privatefile.h"
#include "setup/replayedworld.h"
#include "support/bundletext.h"

#include <QTimer>

namespace Setup {

BundleCommand::BundleCommand(Console &console, BundleOptions options, QObject *parent)
    : Command(parent)
    , m_console(console)
    , m_options(std::move(options))
{}

void BundleCommand::start()
{
    m_isCancelled = false;
    QTimer::singleShot(0, this, [this] {
        if (!m_isCancelled)
            emit finished(show());
    });
}

// As this program writes it: what else stood in the file does not come along.
ExitCode BundleCommand::show()
{
    const auto recording = ReplayedWorld::read(m_options.recording);
    if (!recording)
        return fail(recording.problem());
    auto har = recording->toHar();
    if (har && m_options.madeUpNames)
        har = underMadeUpNames(*har, m_console);
    if (!har)
        return fail(har.problem());
    if (m_options.saveAs.isEmpty()) {
        m_console.out(bundleText(*har).toUtf8());
        return ExitCode::Ok;
    }
    if (const auto written = writePrivateFile(m_options.saveAs, *har); !written)
        return fail(written.problem());
    m_console.say(tr("Saved as %1.").arg(m_options.saveAs));
    return ExitCode::Ok;
}

ExitCode BundleCommand::fail(const Problem &problem)
{
    m_console.tell(problem);
    return exitCodeOf(problem);
}

} // namespace Setup
