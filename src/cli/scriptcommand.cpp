// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/scriptcommand.h"

#include "cli/console.h"
#include "core/integrationfile.h"
#include "core/privatefile.h"
#include "diagnosis/catalogue.h"
#include "diagnosis/explainer.h"
#include "support/reportformat.h"

#include <QTimer>

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

ScriptCommand::ScriptCommand(Console &console, ScriptOptions options, QObject *parent)
    : Command(parent)
    , m_console(console)
    , m_options(std::move(options))
{}

void ScriptCommand::start()
{
    m_isCancelled = false;
    QTimer::singleShot(0, this, [this] {
        if (!m_isCancelled)
            emit finished(write());
    });
}

QString ScriptCommand::list()
{
    QString lines;
    const QList<CatalogueScript> known = Catalogue::standard().scripts();
    for (const CatalogueScript &script : known)
        lines += script.id.leftJustified(24) + Catalogue::translated(script.title) + u'\n';
    return lines;
}

ExitCode ScriptCommand::write()
{
    ExplanationContext context;
    if (!m_options.integrationFile.isEmpty()) {
        const auto integration = integrationFromFile(m_options.integrationFile);
        if (!integration) {
            m_console.tell(integration.problem());
            return exitCodeOf(integration.problem());
        }
        context = ExplanationContext::of(*integration);
    }
    const QList<FixScript> scripts = Explainer().scripts(context);
    const auto script = std::find_if(scripts.begin(), scripts.end(), [this](const FixScript &candidate) {
        return candidate.id == m_options.name;
    });
    if (script == scripts.end()) {
        m_console.say(tr("There is no script %1. script --list names all of them.").arg(m_options.name));
        return ExitCode::Usage;
    }
    if (script->text.contains(u" = '<"_s))
        m_console.say(tr("Values in angle brackets are not known here. Fill them in: the script does not run "
                         "before."));
    if (!m_options.saveAs.isEmpty())
        return save(*script);
    m_console.out(forTerminal(script->text).toUtf8());
    return ExitCode::Ok;
}

ExitCode ScriptCommand::save(const FixScript &script)
{
    const auto written = writePrivateFile(m_options.saveAs, script.file());
    if (!written) {
        m_console.tell(written.problem());
        return exitCodeOf(written.problem());
    }
    m_console.say(
        tr("Saved as %1. Run it with -WhatIf first: it then shows what would change.").arg(m_options.saveAs));
    return ExitCode::Ok;
}

} // namespace Setup
