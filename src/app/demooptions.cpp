// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/demooptions.h"

#include <QCommandLineParser>
#include <QCoreApplication>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

DemoOptions say(const QString &text, int exitCode)
{
    DemoOptions options;
    options.mode = DemoOptions::Mode::Say;
    options.text = text;
    options.exitCode = exitCode;
    return options;
}

void describe(QCommandLineParser &parser)
{
    parser.addOptions(
        {{{u"h"_s, u"help"_s}, QCoreApplication::translate("Demo", "Shows this text.")},
         {u"scenario"_s,
          QCoreApplication::translate("Demo",
                                      "How the demo world deviates from a healthy one: a name or a file."),
          u"name"_s, u"healthy"_s},
         {u"list-scenarios"_s, QCoreApplication::translate("Demo", "Lists the scenarios.")},
         {u"walk"_s,
          QCoreApplication::translate(
              "Demo",
              "Goes the whole way without hands, and prints each step: basic to an "
              "Exchange Server, modern to Exchange Online, or handoff where the portal "
              "lets no program in."),
          u"way"_s},
         {u"pictures"_s,
          QCoreApplication::translate("Demo", "With --walk: save a picture of every page here."),
          u"folder"_s},
         {u"save"_s,
          QCoreApplication::translate(
              "Demo", "With --walk: save the bundle for support and the report in every format here."),
          u"folder"_s},
         {u"mark-stdin"_s,
          QCoreApplication::translate(
              "Demo",
              "With --walk or cli: all codes, tokens and client secrets of the demo world contain the first "
              "line of standard input, to be looked for.")},
         {u"password-stdin"_s,
          QCoreApplication::translate(
              "Demo", "With --walk: the service account's password is the first line of standard input.")}});
    parser.addPositionalArgument(
        u"cli"_s, QCoreApplication::translate("Demo", "Run a command of the command line in the demo world."),
        u"[cli <command> ...]"_s);
    parser.setOptionsAfterPositionalArgumentsMode(QCommandLineParser::ParseAsPositionalArguments);
}

} // namespace

DemoOptions demoOptions(const QStringList &arguments)
{
    QCommandLineParser parser;
    describe(parser);
    if (!parser.parse(arguments))
        return say(parser.errorText(), 2);
    if (parser.isSet(u"help"_s))
        return say(parser.helpText(), 0);
    DemoOptions options;
    options.scenario = parser.value(u"scenario"_s);
    options.picturesTo = parser.value(u"pictures"_s);
    options.saveTo = parser.value(u"save"_s);
    options.passwordFromStdin = parser.isSet(u"password-stdin"_s);
    options.markFromStdin = parser.isSet(u"mark-stdin"_s);
    const QStringList words = parser.positionalArguments();
    if (parser.isSet(u"list-scenarios"_s))
        options.mode = DemoOptions::Mode::ListScenarios;
    else if (words.value(0) == "cli"_L1)
        options.mode = DemoOptions::Mode::Command;
    else if (!words.isEmpty())
        return say(
            QCoreApplication::translate("Demo", "\"%1\" is not known. See --help.").arg(words.constFirst()),
            2);
    else if (parser.isSet(u"walk"_s))
        options.mode = DemoOptions::Mode::Walk;
    const QString way = parser.value(u"walk"_s);
    options.byHand = way == "handoff"_L1;
    options.isModern = way == "modern"_L1;
    if (options.mode == DemoOptions::Mode::Walk && way != "basic"_L1 && !options.byHand && !options.isModern)
        return say(QCoreApplication::translate("Demo", "--walk knows these ways: basic, modern, handoff."),
                   2);
    if (options.passwordFromStdin && options.mode != DemoOptions::Mode::Walk)
        return say(QCoreApplication::translate("Demo", "--password-stdin belongs to --walk."), 2);
    options.command = words.mid(1);
    return options;
}

} // namespace Setup
