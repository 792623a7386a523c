// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/sharedoptions.h"

#include "cli/arguments.h"

#include <QCoreApplication>

namespace Setup {

using namespace Qt::StringLiterals;

QStringList shortFormats()
{
    return {u"text"_s, u"json"_s};
}

QCommandLineOption portalOption()
{
    return {u"portal"_s,
            QCoreApplication::translate("CommandLine", "The portal: its address, or the region eu or us."),
            QCoreApplication::translate("CommandLine", "portal")};
}

QCommandLineOption acceptPortalOption()
{
    return {u"accept-portal"_s,
            QCoreApplication::translate("CommandLine",
                                        "It is your organisation's portal, although it is not a known one.")};
}

Arguments &addPortal(Arguments &arguments)
{
    return arguments.outward().option(portalOption()).option(acceptPortalOption());
}

QCommandLineOption passwordOption()
{
    return {u"password-stdin"_s,
            QCoreApplication::translate("CommandLine",
                                        "Read the password from standard input, a line for each account, "
                                        "else from the keychain.")};
}

QCommandLineOption analyzerOption()
{
    return {u"rca"_s,
            QCoreApplication::translate("CommandLine",
                                        "Put this result of Microsoft's Remote Connectivity Analyzer (XML) "
                                        "beside what is found."),
            QCoreApplication::translate("CommandLine", "file")};
}

QCommandLineOption madeUpNamesOption()
{
    return {u"made-up-names"_s,
            QCoreApplication::translate("CommandLine",
                                        "Put made-up names in place of hosts, mailboxes, organisations and "
                                        "addresses into the recording.")};
}

QCommandLineOption deviceOption()
{
    return {u"device"_s,
            QCoreApplication::translate("CommandLine",
                                        "Exchange Online: sign in on another device, with a code.")};
}

QList<QCommandLineOption> microsoftOptions()
{
    const QString file = QCoreApplication::translate("CommandLine", "file");
    return {deviceOption(),
            {u"ews-settings"_s,
             QCoreApplication::translate("CommandLine",
                                         "Exchange Online: what Get-OrganizationConfig has printed of EWS."),
             file},
            {u"mailbox-settings"_s,
             QCoreApplication::translate("CommandLine",
                                         "Exchange Online: what Get-CASMailbox has printed of EWS."),
             file},
            {u"graph"_s,
             QCoreApplication::translate("CommandLine",
                                         "Exchange Online: look at what Microsoft Graph would give when EWS "
                                         "ends, too; Microsoft asks whoever signs in for it.")}};
}

MicrosoftPlan microsoftPlan(const Arguments &arguments)
{
    return {arguments.isSet(u"device"_s), arguments.value(u"ews-settings"_s),
            arguments.value(u"mailbox-settings"_s), arguments.isSet(u"graph"_s)};
}

} // namespace Setup
