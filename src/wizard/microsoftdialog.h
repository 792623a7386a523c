// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDialog>

namespace Setup {

class BrowserGuide;
class CurrentMicrosoft;
class CurrentSession;

// Comes up when checks that are running need somebody at Microsoft, on whichever page that is: the sign-in of
// before has ended, or Microsoft asks for more. Closed, it stops the checks.
class MicrosoftDialog : public QDialog
{
    Q_OBJECT

public:
    // Both outlive it.
    MicrosoftDialog(CurrentSession &current, CurrentMicrosoft &microsoft, QWidget *window);

private:
    bool attend();
    void furnish();
    void leave();

    CurrentSession &m_current;
    CurrentMicrosoft &m_microsoft;
    BrowserGuide *m_guide = nullptr; // with everything that is seen, once it is needed
};

} // namespace Setup
