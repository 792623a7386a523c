// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/answeringconsole.h"

#include "core/problemcodes.h"
#include "diagnosis/explainer.h"
#include "setup/report.h"

#include <QJsonDocument>

namespace Setup {

using namespace Qt::StringLiterals;

AnsweringConsole::AnsweringConsole(Console &console)
    : m_console(console)
{}

void AnsweringConsole::expectObject(const QString &command)
{
    m_command = command;
}

void AnsweringConsole::out(const QByteArray &bytes)
{
    m_hasAnswered = true;
    m_console.out(bytes);
}

void AnsweringConsole::tellAs(const QString &words, const Problem &problem)
{
    m_told = problem;
    m_console.tellAs(words, problem);
}

void AnsweringConsole::conclude(ExitCode code)
{
    if (m_command.isEmpty() || m_hasAnswered || code == ExitCode::Ok)
        return;
    const bool isCancelled = code == ExitCode::Cancelled;
    if (m_told.code.isEmpty())
        m_told.code = isCancelled ? Code::Cancelled : Code::InternalError;
    out(QJsonDocument(QJsonObject{{u"schema"_s, u"askcody-exchange-setup/report/1"_s},
                                  {u"program"_s, programFacts()},
                                  {u"command"_s, m_command},
                                  {u"verdict"_s, toString(isCancelled ? Verdict::Cancelled : Verdict::Fail)},
                                  {u"problem"_s, toJson(m_told)},
                                  {u"explanation"_s, toJson(Explainer().explain(m_told, {}))}})
            .toJson());
}

} // namespace Setup
