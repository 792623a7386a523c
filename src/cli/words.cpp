// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/words.h"

#include "core/foreigntext.h"
#include "core/nearname.h"
#include "core/problemcodes.h"
#include "diagnosis/explainer.h"
#include "setup/report.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

namespace Setup {

using namespace Qt::StringLiterals;

QString inWords(const Problem &problem)
{
    const Explanation explanation = Explainer().explain(problem, {});
    QStringList lines{u"%1 [%2]"_s.arg(explanation.title, problem.code), explanation.what};
    lines += explanation.steps + explanation.commands;
    if (!problem.detail.isEmpty())
        lines.append(u"(%1)"_s.arg(problem.detail));
    lines.removeAll(QString());
    return lines.join(u"\n  "_s);
}

Problem badArguments(const QString &reason)
{
    return {Code::InputArguments, {}, {{u"reason"_s, ForeignText(reason, 500)}}};
}

Problem unknownCommand(const QString &typed, const QStringList &known)
{
    const QString shown = ForeignText(typed, 80).text();
    const QString near = nearName(typed, known);
    if (near.isEmpty())
        return badArguments(
            QCoreApplication::translate("Setup::CommandLine", "\"%1\" is not a command").arg(shown));
    return badArguments(
        QCoreApplication::translate("Setup::CommandLine", "\"%1\" is not a command; \"%2\" is")
            .arg(shown, near));
}

QString usage()
{
    return QCoreApplication::translate(
        "Setup::CommandLine",
        "Usage: askcody-exchange-setup-cli <command>\n\n"
        "  discover <email>       find the Exchange server of an address\n"
        "  check <file>...        prove the path to Exchange with a service account\n"
        "  apply <file>...        check, and make the integration in the portal\n"
        "  rooms <file>           the rooms and room lists that the account sees\n"
        "  explain <code>         what a problem's code means and what to do\n"
        "  script <name> [<file>] a repair as PowerShell, to be read and saved\n"
        "  replay <recording>     run a recorded check again, without network\n"
        "  bundle <recording>     what is in a recording, and the same under made-up names\n"
        "  compare <a> <b>        what ended differently in two recordings\n"
        "  secrets list|forget    what is kept in the keychain\n"
        "  login, logout          sign in to the portal, and forget that\n"
        "  list                   the integrations that are in the portal\n"
        "  remove <id>            take an integration out of the portal\n"
        "  proxy [<proxy>]        how this computer gets out\n\n"
        "<command> --help shows the options of a command.\n");
}

QByteArray namesDocument(const QString &command, const QStringList &names)
{
    QJsonArray results;
    for (const QString &name : names)
        results.append(QJsonObject{{u"name"_s, name}});
    return QJsonDocument(QJsonObject{{u"schema"_s, u"askcody-exchange-setup/report/1"_s},
                                     {u"program"_s, programFacts()},
                                     {u"command"_s, command},
                                     {u"results"_s, results}})
        .toJson();
}

} // namespace Setup
