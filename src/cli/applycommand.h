// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/cloudlook.h"
#include "cli/command.h"
#include "cli/givenpasswords.h"
#include "cli/microsoftguide.h"
#include "cli/portalvisit.h"
#include "setup/pushoperation.h"
#include "support/reportformat.h"

#include <QQueue>

namespace Setup {

struct ApplyOptions
{
    QStringList files;
    QStringList accept; // ids of checks whose failure shall not stop the push
    bool acceptPortal = false;
    bool keepSecret = false;
    bool passwordFromStdin = false;
    bool signsIn = false; // to the portal, where no sign-in is kept
    MicrosoftPlan microsoft; // for Exchange Online
    ReportFormat format = ReportFormat::Text;
};

// apply <file>…: checks what each file describes, unless that still holds, and makes it in its portal, once
// and only once: the same call goes on with what was cut off.
class ApplyCommand : public Command
{
    Q_OBJECT

public:
    ApplyCommand(Workbench &workbench, Console &console, ApplyOptions options, QObject *parent = nullptr);
    ~ApplyCommand() override;

    void start() override;
    void cancel() override;

private:
    void next();
    void begin(const Integration &integration);
    void visit(SignInWay::Kind kind);
    void takeVisit(const Result<Done> &result);
    Result<Done> takePassword();
    void loadPassword();
    void beginOnline(const Result<Done> &ready);
    void check();
    void takeChecks();
    void push();
    void showArrow(Session::State state);
    void takePush(const Result<PushOutcome> &result);
    void takeLook(const Result<Done> &result);
    void report(bool isCancelled);
    QJsonObject pushEntry() const;
    QString whatStands() const;
    void goOn();
    void fail(const Problem &problem);

    Workbench &m_workbench;
    Console &m_console;
    ApplyOptions m_options;
    PortalVisit m_visit;
    CloudLook m_look;
    MicrosoftGuide m_guide;
    QQueue<QString> m_waiting;
    QString m_file;
    QTimer m_next;
    GivenPasswords m_passwords;
    std::shared_ptr<Session> m_session;
    std::optional<Result<PushOutcome>> m_pushed;
    bool m_isAsked = false; // somebody, to sign in to the portal
    bool m_isReported = false; // what m_session did
    QList<ExitCode> m_codes;
};

} // namespace Setup
