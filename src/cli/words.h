// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/problem.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace Setup {

// A Problem as lines for people: title, what happened, what to do.
QString inWords(const Problem &problem);

// INPUT_ARGUMENTS, for what somebody typed and no other code names.
Problem badArguments(const QString &reason);

// The same for a command that there is not; names the nearest one that there is.
Problem unknownCommand(const QString &typed, const QStringList &known);

// What the program can do, for whoever names no command.
QString usage();

// The object of --format json for a command whose result is names.
QByteArray namesDocument(const QString &command, const QStringList &names);

} // namespace Setup
