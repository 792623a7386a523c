// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/comparecommand.h"

#include "cli/console.h"
#include "setup/replayedworld.h"
#include "support/comparison.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QTimer>

namespace Setup {

CompareCommand::CompareCommand(Console &console, CompareOptions options, QObject *parent)
    : Command(parent)
    , m_console(console)
    , m_options(std::move(options))
{}

void CompareCommand::start()
{
    const auto one = ReplayedWorld::open(m_options.one);
    const auto other = ReplayedWorld::open(m_options.other);
    for (const auto *opened : {&one, &other}) {
        if (!*opened) {
            m_console.tell(opened->problem());
            return end(exitCodeOf(opened->problem()));
        }
    }
    const ComparedBundles bundles =
        ComparedBundles::of(QFileInfo(m_options.one).fileName(), (*one)->recording(),
                            QFileInfo(m_options.other).fileName(), (*other)->recording());
    m_console.out(m_options.format == ReportFormat::Json ? QJsonDocument(toJson(bundles)).toJson()
                                                         : renderText(bundles));
    end(bundles.comparison.different.isEmpty() ? ExitCode::Ok : ExitCode::Failed);
}

void CompareCommand::end(ExitCode code)
{
    QTimer::singleShot(0, this, [this, code] { emit finished(code); });
}

} // namespace Setup
