// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "diagnosis/commandshell.h"
#include "support/cloudsection.h"
#include "support/reportformat.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

// No script can run, nothing is fetched: the report may be mailed around.
constexpr auto Head = R"(<!DOCTYPE html>
<html><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>%1</title>
<style>
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 52rem; margin: 2rem auto; padding: 0 1rem; }
section { border-top: 1px solid color-mix(in srgb, currentColor 25%, transparent); padding: .5rem 0; }
h2 { font-size: 1rem; margin: .25rem 0; } h3 { font-size: 1rem; margin: .75rem 0 .25rem; }
.status { display: inline-block; min-width: 6rem; font-weight: 600; }
pre { padding: .75rem; overflow-x: auto; border: 1px solid color-mix(in srgb, currentColor 25%, transparent); border-radius: 4px; }
small { opacity: .75; }
.supposed { padding: .5rem; border: 2px solid currentColor; }
@page { size: A4; margin: 18mm 15mm; }
@media print {
  :root { color-scheme: light; font-size: 10.5pt; }
  body { max-width: none; margin: 0; padding: 0; }
  section, pre, li { break-inside: avoid; } h2, h3 { break-after: avoid; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; overflow: visible; }
}
</style></head><body>
)"_L1;

QString escaped(const QJsonValue &value)
{
    return forTerminal(value.toString()).toHtmlEscaped();
}

QString paragraph(const QJsonValue &text)
{
    return text.toString().isEmpty() ? QString() : u"<p>%1</p>\n"_s.arg(escaped(text));
}

// Evidence, and what would decide, below the cause that they belong to.
QString causeHtml(const QJsonObject &cause)
{
    QString html = escaped(cause.value("text"_L1));
    const QStringList reasons = reasonLines(cause);
    for (const QString &reason : reasons)
        html += u"<br><small>%1</small>"_s.arg(escaped(reason));
    return html;
}

QString list(const QString &title, const QJsonArray &items, QLatin1StringView tag)
{
    if (items.isEmpty())
        return {};
    QString html = u"<h3>%1</h3>\n<%2>\n"_s.arg(title.toHtmlEscaped(), tag);
    for (const auto &item : items)
        html += u"<li>%1</li>\n"_s.arg(item.isObject() ? causeHtml(item.toObject()) : escaped(item));
    return html + u"</%1>\n"_s.arg(tag);
}

QString commandsHtml(const CommandGroup &group)
{
    QString html = u"<h3>%1</h3>\n"_s.arg(commandsTitle(group).toHtmlEscaped());
    for (const QString &command : group.commands)
        html += u"<pre>%1</pre>\n"_s.arg(escaped(command));
    return html;
}

QString checkHtml(const QJsonObject &check)
{
    const QString status = bearing(check);
    QString html =
        u"<section>\n<h2><span class=\"status\">%1</span> %2 <small>%3, %4 ms</small></h2>\n"_s.arg(
            statusWord(status).toHtmlEscaped(), escaped(check.value("title"_L1)),
            escaped(check.value("id"_L1)), QString::number(check.value("durationMs"_L1).toInteger()));
    html += paragraph(differenceSentence(check));
    if (status != "pass"_L1 && status != "skipped"_L1) {
        const QJsonObject explanation = check.value("explanation"_L1).toObject();
        html += paragraph(explanation.value("title"_L1)) + paragraph(explanation.value("what"_L1));
        html += list(QCoreApplication::translate("Report", "Why, the most likely first:"),
                     explanation.value("causes"_L1).toArray(), "ol"_L1);
        html += list(QCoreApplication::translate("Report", "What to do:"),
                     explanation.value("steps"_L1).toArray(), "ol"_L1);
        const QList<CommandGroup> groups = commandGroups(explanation);
        for (const CommandGroup &group : groups)
            html += commandsHtml(group);
        html += list(QCoreApplication::translate("Report", "As a script, to be read first:"),
                     QJsonArray::fromStringList(scriptLines(explanation)), "ul"_L1);
    }
    return html + u"</section>\n"_s;
}

QString contradictionHtml(const QJsonObject &report)
{
    QStringList lines = contradictionLines(report.value("statedOtherwise"_L1).toObject());
    if (lines.isEmpty())
        return {};
    QString html =
        u"<div class=\"supposed\"><p><strong>%1</strong></p>\n<ul>\n"_s.arg(escaped(lines.takeFirst()));
    for (const QString &line : std::as_const(lines))
        html += u"<li>%1</li>\n"_s.arg(escaped(line));
    return html + u"</ul></div>\n"_s;
}

QString checksHtml(const QJsonObject &report)
{
    QString html;
    const QJsonArray here = report.value("checks"_L1).toArray();
    for (const auto &check : here)
        html += checkHtml(check.toObject());
    const QJsonArray there = cloudChecks(report);
    if (!there.isEmpty())
        html += u"<h3>%1</h3>\n"_s.arg(cloudTitle(report).toHtmlEscaped());
    for (const auto &check : there)
        html += checkHtml(check.toObject());
    return html;
}

} // namespace

QByteArray renderHtml(const QJsonObject &report)
{
    const QString title = QCoreApplication::translate("Report", "AskCody Exchange Setup: report");
    QString html = QString(Head).arg(title.toHtmlEscaped());
    html += u"<h1>%1</h1>\n"_s.arg(title.toHtmlEscaped());
    html += u"<p><strong>%1</strong> <small>%2</small></p>\n"_s.arg(conclusion(report).toHtmlEscaped(),
                                                                    escaped(report.value("startedAt"_L1)));
    if (const QString supposed = suppositionSentence(report); !supposed.isEmpty())
        html += u"<p class=\"supposed\"><strong>%1</strong></p>\n"_s.arg(supposed.toHtmlEscaped());
    html += contradictionHtml(report);
    html += checksHtml(report);
    html += list(QCoreApplication::translate("Report", "What was found:"),
                 QJsonArray::fromStringList(foundLines(report.value("found"_L1).toObject())), "ul"_L1);
    html += list(outsideTitle(),
                 QJsonArray::fromStringList(outsideLines(report.value("outside"_L1).toObject())), "ul"_L1);
    QJsonArray decisions;
    const QJsonArray array = report.value("decisions"_L1).toArray();
    for (const auto &decision : array)
        decisions.append(decisionSentence(decision.toObject()));
    html += list(QCoreApplication::translate("Report", "Decisions:"), decisions, "ul"_L1);
    html += list(QCoreApplication::translate("Report", "What this does not prove:"),
                 QJsonArray::fromStringList(notTestedLines(report)), "ul"_L1);
    if (const QStringList requests = requestLines(report); !requests.isEmpty())
        html += u"<h3>%1</h3>\n<pre>%2</pre>\n"_s.arg(
            QCoreApplication::translate("Report", "For a search in the servers' logs (times in UTC):")
                .toHtmlEscaped(),
            forTerminal(requests.join(u'\n')).toHtmlEscaped());
    return (html + u"</body></html>\n"_s).toUtf8();
}

} // namespace Setup
