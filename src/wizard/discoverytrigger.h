// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "wizard/currentsession.h"

#include <QTimer>

class QLineEdit;

namespace Setup {

// Starts to look for the Exchange server while the admin still types: when the mail domain is complete and
// nothing was typed for a moment, once per domain.
class DiscoveryTrigger : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds Pause{600};

    DiscoveryTrigger(QLineEdit *email, CurrentSession &current);

    // As if the address had just been typed.
    void consider();

private:
    void discover();

    QLineEdit *m_email;
    CurrentSession &m_current;
    QTimer m_pause;
    QString m_domain; // the one asked for last
};

} // namespace Setup
