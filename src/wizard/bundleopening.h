// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"

#include <QObject>

namespace Setup {

class CurrentSession;
class Recording;
class Workbench;

// Puts the replay of a bundle in front of the window. A large one is read on another thread first.
class BundleOpening : public QObject
{
    Q_OBJECT

public:
    BundleOpening(Workbench &workbench, CurrentSession &current, QWidget *parent);

    void browse(); // chosen() follows, unless nothing is

    enum class State { Open, Reading, Failed };
    // Open: the window has it. Reading: finished() follows, unless it is abandoned; after a good end the next
    // call for this path says Open.
    State open(const QString &path);
    bool isReading() const { return !m_reading.isEmpty(); }
    void abandon();

signals:
    void chosen(const QString &path);
    void finished(bool isOpen);
    void failed(const Setup::Problem &problem); // before it has finished

private:
    void take(int number, const Result<Recording> &recording);

    QWidget *m_parent;
    Workbench &m_workbench;
    CurrentSession &m_current;
    QString m_reading; // path
    int m_number = 0; // of the read that is waited for; one that was abandoned may end later
    QString m_isOpen; // path, until it was asked for
};

} // namespace Setup
