// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/problem.h"
#include "simulators/scenario.h"

#include <QJsonObject>

#include <chrono>

namespace Setup {

// What an administrator gets to see of a run at first sight, in the window and on the command line alike.
struct FirstSight
{
    QString verdict;
    QString check; // that the eye is led to: the first that failed, else the first that warns
    QString status;
    QString code;
    QString owner; // who can remove the likeliest cause
    QString cause; // the likeliest one, in words

    // One a line, so that a failed comparison shows which.
    QString toString() const;
};

// One row of matrix.json: a fault, and what has to be seen of it.
struct MatrixRow
{
    QString name;
    Scenario scenario;
    QJsonObject integration; // a file of the command line's
    QString signsInAs; // at Microsoft, with Exchange Online
    QString ewsSettings; // of the organisation there, as pasted; empty: they are not
    QString mailboxSettings;
    int loginAttempts = 1;
    bool trustsPrivateRoot = false; // the administrator has named the company's own authority
    std::chrono::milliseconds deadline{4'000}; // of one request; short where silence is the fault
    FirstSight expected; // its cause as the catalogue has it, with {placeholders}
    QString step; // the first thing to do, with {placeholders}; empty: not asked
    QString command; // the first one
    QString hiddenCause; // the true one, where nobody can know it from here; else empty
    int rejections = 0; // rejected passwords that reach a server
    QString awaits; // what is still missing for the row to hold; else empty

    bool isOnline() const;
    // How a run went, with the catalogue's own words where they fit what was seen.
    QString fitted(FirstSight seen) const;
    // Are these what has to be said first of what is to be done?
    bool fitsStep(const QString &seen) const;
    bool fitsCommand(const QString &seen) const;
};

// All of them; empty with a complaint when the file is not what its schema says.
QList<MatrixRow> matrixRows(QString &complaint);

} // namespace Setup
