// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/demobrowser.h"
#include "app/wizardwalker.h"
#include "cli/exitcode.h"
#include "wizard/setupwizard.h"

#include <QObject>

namespace Setup {

class Console;
class Workbench;

// The demo without hands: a real window goes its whole way, each page is named and pictured, and the report
// comes last.
class DemoWalk : public QObject
{
    Q_OBJECT

public:
    struct Wishes
    {
        Secret password; // of the world's service account
        QString picturesTo; // a folder for one picture of every page, or empty
        QString saveTo; // a folder for the bundle and the reports, or empty
        bool byHand = false; // to a portal that lets no program in
        bool isModern = false; // to Exchange Online
    };

    DemoWalk(Workbench &workbench, Console &console, const Wishes &wishes);
    ~DemoWalk() override;

    void start();
    void cancel();

signals:
    void finished(Setup::ExitCode code);

private:
    void showPage(PageId page);
    void conclude(const Result<Done> &result);
    void saveAll();
    QString whatStands(); // of what was made

    Console &m_console;
    QString m_picturesTo;
    QString m_saveTo;
    DemoBrowser m_browser; // whom it would show the sign-in
    SetupWizard m_wizard;
    WizardWalker m_walker;
    int m_pages = 0;
};

} // namespace Setup
