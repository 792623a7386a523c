// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/replaycommand.h"

#include "cli/console.h"
#include "cli/words.h"
#include "setup/replayedworld.h"

#include <QTimer>

namespace Setup {

using namespace Qt::StringLiterals;

ReplayCommand::ReplayCommand(Workbench &workbench, Console &console, ReplayOptions options, QObject *parent)
    : Command(parent)
    , m_workbench(workbench)
    , m_console(console)
    , m_options(std::move(options))
    , m_outside(m_options.outside)
{}

ReplayCommand::~ReplayCommand() = default;

void ReplayCommand::start()
{
    const auto session = m_workbench.openBundle(m_options.bundle);
    const auto useless = m_outside.problem();
    if (!session || useless) {
        const Problem problem = session ? *useless : session.problem();
        m_console.tell(problem);
        return end(exitCodeOf(problem));
    }
    if (ReplayedWorld *world = (*session)->replayed()) {
        const QStringList possible = world->suppositions();
        for (const QString &id : std::as_const(m_options.supposed)) {
            if (possible.contains(id))
                continue;
            const QString words = tr("\"%1\" would change nothing in this recording. What would: %2")
                                      .arg(id, possible.join(u", "_s));
            m_console.tellAs(words, badArguments(words));
            return end(ExitCode::Usage);
        }
        world->suppose(m_options.supposed);
    }
    m_session = *session;
    connect(m_session.get(), &Session::runFinished, this, &ReplayCommand::conclude, Qt::QueuedConnection);
    const auto started = m_session->run();
    Q_ASSERT(started);
}

void ReplayCommand::end(ExitCode code)
{
    QTimer::singleShot(0, this, [this, code] { emit finished(code); });
}

void ReplayCommand::cancel()
{
    if (!m_session)
        return;
    m_session->cancel();
    report(Verdict::Cancelled);
    m_session.reset();
}

void ReplayCommand::conclude(Verdict verdict)
{
    if (!m_session) // interrupted since
        return;
    report(verdict);
    QList<ExitCode> codes{exitCodeOf(verdict, m_session->findings())};
    if (const auto cloud = m_session->cloudResult())
        codes.append(exitCodeOf(cloud->verdict()));
    m_session.reset();
    emit finished(gravest(codes));
}

void ReplayCommand::report(Verdict verdict)
{
    QJsonObject report = m_session->report(u"replay"_s);
    report.insert(u"verdict"_s, toString(verdict));
    m_outside.addTo(report, *m_session);
    m_console.out(render(report, m_options.format));
}

} // namespace Setup
