// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/microsoftguide.h"

#include <QCommandLineOption>
#include <QList>
#include <QStringList>

// What more than one command takes.
namespace Setup {

class Arguments;

QStringList shortFormats(); // text, json
QCommandLineOption portalOption();
QCommandLineOption acceptPortalOption();
// Both, for a command that goes out to the portal.
Arguments &addPortal(Arguments &arguments);
QCommandLineOption passwordOption();
QCommandLineOption analyzerOption(); // a result of Microsoft's Remote Connectivity Analyzer
QCommandLineOption madeUpNamesOption(); // for a recording that goes into a file
QCommandLineOption deviceOption();
QList<QCommandLineOption> microsoftOptions(); // of a sign-in to Exchange Online
MicrosoftPlan microsoftPlan(const Arguments &arguments); // as those options say

} // namespace Setup
