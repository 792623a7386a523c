// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/problem.h"

#include <QUuid>
#include <QWidget>

#include <memory>

namespace Setup {

class CurrentSession;
class Session;
class Workbench;

// Deletes a set-up that was begun, after a question that says what is lost with it.
class DraftRemoval : public QObject
{
    Q_OBJECT

public:
    // All outlive it.
    DraftRemoval(Workbench &workbench, CurrentSession &current, QWidget *window);

    // Asks; while it does, nobody else can open that set-up. removed() or refused() follows, or neither:
    // it is to stay.
    void ask(const QUuid &id);

signals:
    void removed();
    void refused(const Setup::Problem &problem);

private:
    void remove(const QUuid &id, const std::shared_ptr<Session> &opened);

    Workbench &m_workbench;
    CurrentSession &m_current;
    QWidget *m_window;
};

} // namespace Setup
