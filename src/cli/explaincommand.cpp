// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/explaincommand.h"

#include "cli/console.h"
#include "core/microsoftcodes.h"
#include "core/problemcodes.h"
#include "diagnosis/catalogue.h"
#include "diagnosis/explainer.h"
#include "setup/report.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTimer>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

QString asText(const QString &code, const Explanation &explanation)
{
    QString text = u"%1\n%2\n\n%3\n"_s.arg(code, explanation.title, explanation.what);
    if (!explanation.tellApart.isEmpty())
        text += u'\n' + explanation.tellApart + u'\n';
    int number = 0;
    for (const Cause &cause : explanation.causes)
        text += u"\n%1. %2 (%3, %4)"_s.arg(QString::number(++number), cause.text, displayName(cause.owner),
                                           displayName(cause.confidence));
    if (number > 0)
        text += u'\n';
    for (const QStringList &block : {explanation.steps, explanation.commands, explanation.links})
        if (!block.isEmpty())
            text += u'\n' + block.join(u'\n') + u'\n';
    return forTerminal(text);
}

} // namespace

ExplainCommand::ExplainCommand(Console &console, ExplainOptions options, QObject *parent)
    : Command(parent)
    , m_console(console)
    , m_options(std::move(options))
{}

void ExplainCommand::start()
{
    m_isCancelled = false;
    QTimer::singleShot(0, this, [this] {
        if (!m_isCancelled)
            emit finished(explain());
    });
}

ExitCode ExplainCommand::explain()
{
    const Catalogue &catalogue = Catalogue::standard();
    const QStringList known = catalogue.codes();
    for (const QString &code : known) // as people type it
        if (code.compare(m_options.code, Qt::CaseInsensitive) == 0)
            m_options.code = code;
    if (const QString code = Code::codeInText(m_options.code); !code.isEmpty()) // as Microsoft writes it
        m_options.code = code;
    else if (!catalogue.contains(m_options.code) && !Code::isExchangeCode(m_options.code)) {
        m_console.say(tr("There is no code %1. Codes stand in square brackets in a report, for example "
                         "[HTTP_401_BASIC_NOT_OFFERED]. explain --list names all of them.")
                          .arg(m_options.code));
        return ExitCode::Usage;
    }
    const Explanation explanation = Explainer().explain(Problem{m_options.code, {}, {}}, QString());
    if (m_options.format == ReportFormat::Text) {
        m_console.out(asText(m_options.code, explanation).toUtf8());
        return ExitCode::Ok;
    }
    QJsonObject result = toJson(explanation);
    result.insert(u"code"_s, m_options.code);
    m_console.out(QJsonDocument(QJsonObject{{u"schema"_s, u"askcody-exchange-setup/report/1"_s},
                                            {u"program"_s, programFacts()},
                                            {u"command"_s, u"explain"_s},
                                            {u"results"_s, QJsonArray{result}}})
                      .toJson());
    return ExitCode::Ok;
}

} // namespace Setup
