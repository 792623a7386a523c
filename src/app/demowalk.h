// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

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
    // password: of the world's service account. picturesTo: a folder for one picture of every page, or empty.
    DemoWalk(Workbench &workbench, Console &console, const Secret &password, QString picturesTo);

    void start();
    void cancel();

signals:
    void finished(Setup::ExitCode code);

private:
    void showPage(PageId page);
    void conclude(const Result<Done> &result);

    Console &m_console;
    QString m_picturesTo;
    SetupWizard m_wizard;
    WizardWalker m_walker;
    int m_pages = 0;
};

} // namespace Setup
