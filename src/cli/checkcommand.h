// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/command.h"
#include "cli/givenpasswords.h"
#include "cli/microsoftguide.h"
#include "cli/outsideview.h"
#include "cli/portalvisit.h"
#include "core/integration.h"
#include "core/secret.h"
#include "setup/workbench.h"
#include "support/reportformat.h"

#include <QQueue>

#include <functional>
#include <optional>

namespace Setup {

class Console;

struct CheckOptions
{
    QStringList files;
    bool passwordFromStdin = false;
    bool keepSecret = false;
    QString trustCa;
    QStringList acceptHosts;
    int loginAttempts = 1;
    QStringList only;
    ReportFormat format = ReportFormat::Text;
    MicrosoftPlan microsoft; // for Exchange Online
    QString recordTo; // HAR; with several files a number is put before the suffix
    bool madeUpNames = false; // in the recording
    QString outside = {}; // a result of Microsoft's analyzer
    std::function<QByteArray(const QJsonObject &, ReportFormat)> print = render;
};

// check <file>…: runs the checks of each file, one file after the other, and prints a report for each. Where
// the file names a portal, it is asked with a sign-in that is kept; nobody is signed in for it.
class CheckCommand : public Command
{
    Q_OBJECT

public:
    CheckCommand(Workbench &workbench, Console &console, CheckOptions options, QObject *parent = nullptr);
    ~CheckCommand() override;

    void start() override;
    void cancel() override;

private:
    void next();
    void begin(const Integration &integration);
    void visitPortal();
    void takeVisit(const Result<Done> &result);
    bool wantsPortal() const;
    void loadSecret();
    void beginOnline(const Result<Done> &ready);
    void runChecks();
    void conclude(Verdict verdict);
    void fail(const Problem &problem);
    void report(QJsonObject report);
    void writeRecording();
    Result<QByteArray> recordingToWrite();

    Workbench &m_workbench;
    Console &m_console;
    CheckOptions m_options;
    OutsideView m_outside;
    QQueue<QString> m_waiting;
    QString m_file;
    qsizetype m_number = 0; // of m_file, from 1
    GivenPasswords m_passwords;
    PortalVisit m_visit;
    std::unique_ptr<Session> m_session;
    MicrosoftGuide m_guide;
    bool m_isReported = false; // what m_session found
    std::optional<Problem> m_unavailable; // why the keychain gave no password
    QList<ExitCode> m_codes;
};

} // namespace Setup
