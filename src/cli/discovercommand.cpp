// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/discovercommand.h"

#include "cli/console.h"
#include "cli/words.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTimer>

namespace Setup {

using namespace Qt::StringLiterals;

DiscoverCommand::DiscoverCommand(Workbench &workbench, Console &console, DiscoverOptions options,
                                 QObject *parent)
    : Command(parent)
    , m_workbench(workbench)
    , m_console(console)
    , m_options(std::move(options))
{}

DiscoverCommand::~DiscoverCommand() = default;

void DiscoverCommand::start()
{
    ExchangeServer server;
    server.email = m_options.email;
    Integration integration;
    integration.id = QUuid::createUuid();
    integration.exchange = server;
    m_session = m_workbench.sessionFor(integration);
    connect(m_session.get(), &Session::runFinished, this, &DiscoverCommand::conclude, Qt::QueuedConnection);
    const auto started = m_session->run({u"discover.tenant"_s, u"discover.candidates"_s});
    if (!started)
        QTimer::singleShot(0, this, [this] { emit finished(ExitCode::OwnFault); });
}

void DiscoverCommand::cancel()
{
    m_session.reset();
}

void DiscoverCommand::conclude(Verdict verdict)
{
    if (m_options.format == ReportFormat::Text) {
        m_console.out(asText().toUtf8());
    } else {
        QJsonObject report = m_session->report(u"discover"_s);
        const Found found = m_session->found();
        report.insert(u"location"_s, found.location);
        report.insert(u"locationReasons"_s, QJsonArray::fromStringList(found.locationReasons));
        report.insert(u"results"_s, report.take(u"checks"_s));
        m_console.out(QJsonDocument(report).toJson());
    }
    emit finished(exitCodeOf(verdict));
}

// Where the mailboxes live, and why we think so.
QString DiscoverCommand::locationText(const Found &found) const
{
    QString text;
    if (found.location == "online"_L1)
        text = tr("The mailboxes seem to be in Exchange Online: connect it with Modern authentication.");
    else if (found.location == "server"_L1)
        text = tr("The mailboxes seem to be on an Exchange Server: connect it with a service account.");
    else if (found.location == "both"_L1)
        text = tr("There seem to be mailboxes both on an Exchange Server and in Exchange Online: make one "
                  "integration "
                  "for each, with the identification codes “default” and “remote”.");
    else
        text = tr("Where the mailboxes are could not be found out.");
    text += u'\n';
    for (const QString &reason : found.locationReasons)
        text += u"- "_s + forTerminal(reason) + u'\n';
    return text;
}

QString DiscoverCommand::asText() const
{
    QString text;
    const Found found = m_session->found();
    for (const QString &step : found.discoverySteps)
        text += forTerminal(step) + u'\n';
    if (!found.ewsUrl.isEmpty())
        text += u'\n' + tr("Exchange Web Services: %1").arg(forTerminal(found.ewsUrl.toString())) + u'\n';
    if (!found.internalEwsUrl.isEmpty())
        text += tr("For the inside of the network only: %1").arg(forTerminal(found.internalEwsUrl.toString()))
            + u'\n';
    text += u'\n' + locationText(found);
    for (const Finding &finding : m_session->findings())
        if (finding.status == FindingStatus::Fail && finding.problem)
            text += u'\n' + forTerminal(inWords(*finding.problem)) + u'\n';
    return text;
}

} // namespace Setup
