// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/explaincommand.h"

#include "cli/console.h"
#include "cli/words.h"
#include "core/filefacts.h"
#include "core/microsoftcodes.h"
#include "core/problemcodes.h"
#include "diagnosis/catalogue.h"
#include "diagnosis/explainer.h"
#include "setup/report.h"

#include <QDateTime>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTimer>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 MaximumReport = 8 * 1024 * 1024;

QString asText(const QString &code, const Explanation &explanation)
{
    QString text = u"%1\n%2\n\n%3\n"_s.arg(code, explanation.title, explanation.what);
    if (!explanation.tellApart.isEmpty())
        text += u'\n' + explanation.tellApart + u'\n';
    int number = 0;
    for (const Cause &cause : explanation.causes) {
        text += u"\n%1. %2 (%3, %4)"_s.arg(QString::number(++number), cause.text, displayName(cause.owner),
                                           displayName(cause.confidence));
        const QStringList reasons = reasonLines(toJson(cause));
        for (const QString &reason : reasons)
            text += u"\n   "_s + reason;
    }
    if (number > 0)
        text += u'\n';
    const QStringList scripts = scriptLines(toJson(explanation));
    for (const QStringList &block : {explanation.steps, explanation.commands, scripts, explanation.links})
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

// As people type it, and as Microsoft writes it. False: there is no such code.
bool ExplainCommand::chooseCode()
{
    const Catalogue &catalogue = Catalogue::standard();
    const QStringList known = catalogue.codes();
    for (const QString &code : known)
        if (code.compare(m_options.code, Qt::CaseInsensitive) == 0)
            m_options.code = code;
    if (const QString code = Code::codeInText(m_options.code); !code.isEmpty())
        m_options.code = code;
    return catalogue.contains(m_options.code) || Code::isExchangeCode(m_options.code)
        || !Code::codeInText(m_options.code).isEmpty();
}

Result<QList<Finding>> ExplainCommand::seen() const
{
    if (m_options.reportFile.isEmpty())
        return QList<Finding>();
    const Problem unreadable{Code::FileUnreadable, {}, aboutFile(m_options.reportFile)};
    QFile file(m_options.reportFile);
    if (!file.open(QIODevice::ReadOnly))
        return unreadable;
    const QJsonArray checks =
        QJsonDocument::fromJson(file.read(MaximumReport)).object().value("checks"_L1).toArray();
    if (checks.isEmpty())
        return Problem{Code::FileMalformed, {}, aboutFile(m_options.reportFile)};
    QList<Finding> findings;
    for (const auto &check : checks)
        findings.append(findingFromJson(check.toObject()));
    return findings;
}

ExitCode ExplainCommand::explain()
{
    if (!chooseCode()) {
        const QString words =
            tr("There is no code %1. Codes stand in square brackets in a report, for example "
               "[HTTP_401_BASIC_NOT_OFFERED]. explain --list names all of them.")
                .arg(m_options.code);
        m_console.tellAs(words, badArguments(words));
        return ExitCode::Usage;
    }
    const auto findings = seen();
    if (!findings) {
        m_console.tell(findings.problem());
        return exitCodeOf(findings.problem());
    }
    ExplanationContext context = ExplanationContext::of({}, *findings);
    for (const Finding &finding : *findings)
        context.askable.append(finding.checkId); // a report names what it could ask
    context.now = QDateTime::currentDateTimeUtc();
    print(Explainer().explain(Problem{m_options.code, {}, {}}, QString(), context));
    return ExitCode::Ok;
}

void ExplainCommand::print(const Explanation &explanation)
{
    if (m_options.format == ReportFormat::Text)
        return m_console.out(asText(m_options.code, explanation).toUtf8());
    QJsonObject result = toJson(explanation);
    result.insert(u"code"_s, m_options.code);
    m_console.out(QJsonDocument(QJsonObject{{u"schema"_s, u"askcody-exchange-setup/report/1"_s},
                                            {u"program"_s, programFacts()},
                                            {u"command"_s, u"explain"_s},
                                            {u"results"_s, QJsonArray{result}}})
                      .toJson());
}

} // namespace Setup
