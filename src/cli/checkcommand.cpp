// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/checkcommand.h"

#include "cli/console.h"
#include "cli/madeupnames.h"
#include "cli/words.h"
#include "core/integrationfile.h"
#include "core/privatefile.h"
#include "core/problemcodes.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QTimer>

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

Integration withOptions(Integration integration, const CheckOptions &options)
{
    ExchangeServer *server = integration.server();
    if (!server)
        return integration;
    server->acceptHosts += options.acceptHosts;
    if (!options.trustCa.isEmpty())
        server->trustedCaFile = QFileInfo(options.trustCa).absoluteFilePath();
    return integration;
}

// It had to do without.
bool wantsPassword(const QList<Finding> &findings)
{
    return std::any_of(findings.begin(), findings.end(), [](const Finding &finding) {
        return finding.problem && finding.problem->code == Code::PasswordMissing;
    });
}

} // namespace

CheckCommand::CheckCommand(Workbench &workbench, Console &console, CheckOptions options, QObject *parent)
    : Command(parent)
    , m_workbench(workbench)
    , m_console(console)
    , m_options(std::move(options))
    , m_outside(m_options.outside)
    , m_passwords(console)
    , m_visit(workbench, console)
    , m_guide(workbench, console)
{
    connect(&m_visit, &PortalVisit::finished, this, &CheckCommand::takeVisit);
    connect(&m_guide, &MicrosoftGuide::ready, this, &CheckCommand::beginOnline);
}

CheckCommand::~CheckCommand() = default;

void CheckCommand::start()
{
    m_codes.clear();
    m_number = 0;
    m_waiting = QQueue<QString>();
    if (const auto problem = m_outside.problem()) {
        m_console.tell(*problem);
        m_codes.append(exitCodeOf(*problem));
    } else {
        m_waiting.append(m_options.files);
    }
    QTimer::singleShot(0, this, &CheckCommand::next);
}

void CheckCommand::cancel()
{
    m_waiting.clear();
    m_visit.cancel();
    m_guide.cancel();
    if (!m_session)
        return;
    m_session->cancel();
    if (!m_isReported) {
        QJsonObject found = m_session->report(u"check"_s);
        found.insert(u"verdict"_s, toString(Verdict::Cancelled));
        report(found);
    }
    m_session.reset();
}

void CheckCommand::next()
{
    if (m_waiting.isEmpty()) {
        emit finished(gravest(m_codes));
        return;
    }
    m_file = m_waiting.dequeue();
    ++m_number;
    const auto integration = integrationFromFile(m_file);
    if (!integration) {
        fail(integration.problem());
        return;
    }
    begin(withOptions(*integration, m_options));
}

void CheckCommand::begin(const Integration &integration)
{
    m_session = m_workbench.sessionFor(integration);
    m_isReported = false;
    m_session->setLoginAttempts(m_options.loginAttempts);
    connect(m_session.get(), &Session::runFinished, this, &CheckCommand::conclude, Qt::QueuedConnection);
    if (integration.online())
        return m_guide.start(*m_session, m_options.microsoft);
    if (!m_options.passwordFromStdin)
        return loadSecret();
    const auto password = m_passwords.of(integration);
    if (!password) {
        m_session.reset(); // nothing was done that could be reported
        fail(password.problem());
        return;
    }
    m_session->setPassword(*password);
    m_session->setKeepPassword(m_options.keepSecret);
    visitPortal();
}

bool CheckCommand::wantsPortal() const
{
    const QStringList &only = m_options.only;
    return !m_session->integration().portal.isEmpty()
        && (only.isEmpty() || std::any_of(only.begin(), only.end(), [](const QString &id) {
                return id.startsWith("portal."_L1);
            }));
}

// What keeps it from being a good visit the checks find out themselves, and say what it means.
void CheckCommand::visitPortal()
{
    if (wantsPortal())
        m_visit.start({m_session->integration().portal});
    else
        runChecks();
}

void CheckCommand::takeVisit(const Result<Done> &result)
{
    m_session->setPortal(m_visit.portal());
    if (!m_visit.portal()) {
        m_console.tell(result.problem());
        m_codes.append(exitCodeOf(result.problem()));
    }
    runChecks();
}

// Without a kept password auth.login says what is missing; everything before it is worth knowing all the
// same. At Microsoft one signs in anew.
void CheckCommand::loadSecret()
{
    m_unavailable.reset();
    connect(m_session.get(), &Session::keptPasswordUnavailable, this, [this](const Problem &problem) {
        if (m_session->integration().server())
            m_unavailable = problem;
        visitPortal();
    });
    connect(m_session.get(), &Session::keptPasswordLoaded, this, &CheckCommand::visitPortal);
    m_session->loadKeptPassword();
}

// There is no password: what an earlier sign-in left in the keychain spares the browser.
void CheckCommand::beginOnline(const Result<Done> &ready)
{
    if (!ready) {
        m_session.reset();
        return fail(ready.problem());
    }
    if (m_options.keepSecret)
        m_session->setKeepPassword(true);
    loadSecret();
}

void CheckCommand::runChecks()
{
    const auto started = m_session->run(m_options.only);
    if (!started)
        fail(started.problem());
}

void CheckCommand::conclude(Verdict verdict)
{
    if (!m_session) // interrupted since
        return;
    report(m_session->report(u"check"_s));
    m_codes.append(exitCodeOf(verdict, m_session->findings()));
    if (m_unavailable && wantsPassword(m_session->findings())) {
        m_console.tell(*m_unavailable);
        m_codes.append(exitCodeOf(*m_unavailable));
    }
    // The session may still be writing the password that it was asked to keep.
    if (m_session->isStoringPassword()) {
        connect(m_session.get(), &Session::passwordKept, this, [this](const Result<Done> &kept) {
            if (!kept)
                m_codes.append(exitCodeOf(kept.problem()));
            next();
        });
        return;
    }
    next();
}

void CheckCommand::report(QJsonObject report)
{
    m_isReported = true;
    m_outside.addTo(report, *m_session);
    if (const auto clean = m_session->mayLeave(QJsonDocument(report).toJson()); !clean) {
        m_console.tell(clean.problem());
        m_codes.append(exitCodeOf(clean.problem()));
        return;
    }
    m_console.out(m_options.print(report, m_options.format));
    if (!m_options.recordTo.isEmpty())
        writeRecording();
}

// What leaves is what was looked at.
Result<QByteArray> CheckCommand::recordingToWrite()
{
    auto har = m_session->recording();
    if (!har || !m_options.madeUpNames)
        return har;
    har = underMadeUpNames(*har, m_console);
    const auto clean = har ? m_session->mayLeave(*har) : Result<Done>(har.problem());
    return clean ? har : clean.problem();
}

void CheckCommand::writeRecording()
{
    const auto har = recordingToWrite();
    const QFileInfo target(m_options.recordTo);
    const QString path = m_options.files.size() == 1
        ? m_options.recordTo
        : u"%1/%2-%3.%4"_s.arg(target.path(), target.completeBaseName(), QString::number(m_number),
                               target.suffix());
    const auto written = har ? writePrivateFile(path, *har) : Result<Done>(har.problem());
    if (written)
        return;
    m_console.tell(written.problem());
    m_codes.append(exitCodeOf(written.problem()));
}

void CheckCommand::fail(const Problem &problem)
{
    if (problem.code == Code::Cancelled) // by the user, at a prompt: the other files were not meant, either
        m_waiting.clear();
    m_console.tellAs(u"%1: %2"_s.arg(m_file, inWords(problem)), problem);
    m_codes.append(exitCodeOf(problem));
    QTimer::singleShot(0, this, &CheckCommand::next);
}

} // namespace Setup
