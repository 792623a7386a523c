// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QString>

namespace Setup {

class CurrentSession;
class Notice;

// Asks whether the password may go to a host outside the mail domain, when a run has stopped at one.
class HostConfirmation : public QObject
{
    Q_OBJECT

public:
    // The notice, which owns this, shows the question.
    HostConfirmation(Notice *notice, CurrentSession &current);

    // Shows the question that the findings of the session raise, if any.
    void ask();

signals:
    void accepted(); // the integration knows the host from now on

private:
    void accept();

    Notice *m_notice;
    CurrentSession &m_current;
    QString m_host;
};

} // namespace Setup
