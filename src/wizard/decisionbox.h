// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "wizard/checkoutcome.h"

#include <QWidget>

class QCheckBox;
class QLabel;

namespace Setup {

class CurrentPortal;
class CurrentSession;

// A decision that has a name: to go on although these checks failed. It is offered where it helps.
class DecisionBox : public QWidget
{
    Q_OBJECT

public:
    explicit DecisionBox(QWidget *parent = nullptr);

    // Both outlive the box.
    void connectTo(CurrentSession &current, const CurrentPortal &portal);
    // The session has gone on. Where there is nothing to decide the box keeps its place without being seen.
    void showState();
    CheckOutcomes outcomes() const;
    bool mayGoOn() const; // to the next page

signals:
    void changed(); // by the user

private:
    void decide();

    CurrentSession *m_current = nullptr;
    const CurrentPortal *m_portal = nullptr;
    QCheckBox *m_box;
    QLabel *m_failed;
};

} // namespace Setup
