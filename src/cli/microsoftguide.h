// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "setup/microsoftaccess.h"
#include "setup/portalaccess.h"
#include "setup/workbench.h"

#include <QTimer>

namespace Setup {

class Console;

struct MicrosoftPlan
{
    bool byDevice = false; // --device
    QString organizationSettings; // --ews-settings: a file with the output of the command that we give
    QString mailboxSettings; // --mailbox-settings
    bool graph = false; // --graph
};

// Leads whoever runs a command through the sign-in at Microsoft that a session's checks need, and tells the
// session before what the portal and the files say. ready() comes once per start(), never from inside it,
// never after cancel(): a portal that does not answer is no obstacle. Problems: FILE_UNREADABLE,
// EWS_SETTINGS_UNREADABLE, EWS_SETTINGS_OF_MAILBOX, EWS_SETTINGS_OF_ORGANIZATION, INPUT_TOO_LONG, those of
// Workbench::portal().
class MicrosoftGuide : public QObject
{
    Q_OBJECT

public:
    MicrosoftGuide(Workbench &workbench, Console &console, QObject *parent = nullptr);
    ~MicrosoftGuide() override;

    // The session outlives what was started.
    void start(Session &session, const MicrosoftPlan &plan);
    void cancel();

signals:
    void ready(const Setup::Result<Setup::Done> &result);

private:
    void listen(MicrosoftAccess &microsoft);
    void takeOffer();
    void settleLater(const Result<Done> &result);

    Workbench &m_workbench;
    Console &m_console;
    Session *m_session = nullptr;
    std::shared_ptr<PortalAccess> m_portal;
    QTimer m_later;
    std::optional<Result<Done>> m_outcome;
};

} // namespace Setup
