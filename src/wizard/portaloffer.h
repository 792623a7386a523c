// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

class QPushButton;

namespace Setup {

class CurrentSession;
class Notice;

// A button that opens the portal of this integration in the browser, and what is said beside it while none is
// chosen.
class PortalOffer : public QObject
{
    Q_OBJECT

public:
    // All three outlive the offer, which the button owns.
    PortalOffer(QPushButton *button, Notice *notice, CurrentSession &current);

    // The integration may have another portal by now.
    void refresh();

private:
    void open() const;

    QPushButton *m_button;
    Notice *m_notice;
    CurrentSession &m_current;
};

} // namespace Setup
