// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "wizard/domainwatch.h"

namespace Setup {

class CurrentSession;

// Starts to look for the Exchange server while the admin still types.
class DiscoveryTrigger : public QObject
{
    Q_OBJECT

public:
    DiscoveryTrigger(QLineEdit *email, CurrentSession &current);

    void consider() { m_watch.consider(); } // as DomainWatch

private:
    void discover(const QString &email);

    CurrentSession &m_current;
    DomainWatch m_watch;
};

} // namespace Setup
