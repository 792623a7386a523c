// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/cloudsection.h"
#include "support/reportformat.h"

#include <QJsonArray>
#include <QXmlStreamWriter>

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

QString seconds(const QJsonObject &object)
{
    return QString::number(static_cast<double>(object.value("durationMs"_L1).toInteger()) / 1000, 'f', 3);
}

QString codeOf(const QJsonObject &check)
{
    const QString code = check.value("problem"_L1).toObject().value("code"_L1).toString();
    return code.isEmpty() ? check.value("notTested"_L1).toString() : code;
}

// What happened, and the likeliest cause with its reasons.
QString failureText(const QJsonObject &explanation)
{
    QStringList lines{explanation.value("what"_L1).toString()};
    const QJsonObject cause = explanation.value("causes"_L1).toArray().at(0).toObject();
    if (!cause.isEmpty())
        lines.append(cause.value("text"_L1).toString());
    return (lines + reasonLines(cause)).join(u'\n');
}

void writeOutcome(QXmlStreamWriter &xml, const QJsonObject &check)
{
    const QString status = bearing(check);
    const QJsonObject explanation = check.value("explanation"_L1).toObject();
    if (status == "fail"_L1) {
        xml.writeStartElement(u"failure"_s);
        xml.writeAttribute(u"type"_s, forTerminal(codeOf(check)));
        xml.writeAttribute(u"message"_s, forTerminal(explanation.value("title"_L1).toString()));
        xml.writeCharacters(forTerminal(failureText(explanation)));
        xml.writeEndElement();
    } else if (status == "skipped"_L1 || status == "notTested"_L1) {
        xml.writeStartElement(u"skipped"_s);
        xml.writeAttribute(u"message"_s,
                           forTerminal(status == "skipped"_L1 ? check.value("skippedBecause"_L1).toString()
                                                              : codeOf(check)));
        xml.writeEndElement();
    } else if (status == "warn"_L1) {
        xml.writeTextElement(u"system-out"_s,
                             forTerminal(codeOf(check) + u": "_s + explanation.value("what"_L1).toString()));
    }
}

// What has no place in JUnit's own words: how the run ended, what was decided in spite of it, and what it
// does not prove.
void writeProperties(QXmlStreamWriter &xml, const QJsonObject &report)
{
    const auto write = [&xml](const QString &name, const QString &value) {
        xml.writeEmptyElement(u"property"_s);
        xml.writeAttribute(u"name"_s, name);
        xml.writeAttribute(u"value"_s, forTerminal(value));
    };
    xml.writeStartElement(u"properties"_s);
    write(u"verdict"_s, report.value("verdict"_L1).toString());
    write(u"conclusion"_s, conclusion(report));
    if (const QString supposed = suppositionSentence(report); !supposed.isEmpty())
        write(u"supposed"_s, supposed);
    const QStringList contradictions = contradictionLines(report.value("statedOtherwise"_L1).toObject());
    for (const QString &line : contradictions)
        write(u"statedOtherwise"_s, line);
    const QStringList requests = requestLines(report);
    for (const QString &line : requests)
        write(u"request"_s, line);
    const QJsonArray decisions = report.value("decisions"_L1).toArray();
    for (const auto &decision : decisions)
        write(u"decision"_s, decisionSentence(decision.toObject()));
    const QStringList outside = outsideLines(report.value("outside"_L1).toObject());
    for (const QString &line : outside)
        write(u"outside"_s, line);
    const QStringList notTested = notTestedLines(report);
    for (const QString &sentence : notTested)
        write(u"notTested"_s, sentence);
    xml.writeEndElement();
}

// Of the cloud's, the class says whose it is: "cloud.microsoft.consent".
void writeCase(QXmlStreamWriter &xml, const QJsonObject &check, const QString &whose)
{
    xml.writeStartElement(u"testcase"_s);
    xml.writeAttribute(u"classname"_s, whose + forTerminal(check.value("id"_L1).toString()));
    xml.writeAttribute(u"name"_s, forTerminal(check.value("title"_L1).toString()));
    xml.writeAttribute(u"time"_s, seconds(check));
    writeOutcome(xml, check);
    xml.writeEndElement();
}

qsizetype count(const QJsonArray &checks, const QStringList &statuses)
{
    return std::count_if(checks.begin(), checks.end(), [&statuses](const QJsonValue &check) {
        return statuses.contains(bearing(check.toObject()));
    });
}

} // namespace

QByteArray renderJunit(const QJsonObject &report)
{
    const QJsonArray here = report.value("checks"_L1).toArray();
    const QJsonArray there = cloudChecks(report);
    const auto both = [&](const QStringList &statuses) {
        return QString::number(count(here, statuses) + count(there, statuses));
    };
    QByteArray output;
    QXmlStreamWriter xml(&output);
    xml.setAutoFormatting(true);
    xml.writeStartDocument();
    xml.writeStartElement(u"testsuite"_s);
    xml.writeAttribute(u"name"_s, u"askcody-exchange-setup"_s);
    xml.writeAttribute(u"tests"_s, QString::number(here.size() + there.size()));
    xml.writeAttribute(u"failures"_s, both({u"fail"_s}));
    xml.writeAttribute(u"skipped"_s, both({u"skipped"_s, u"notTested"_s}));
    xml.writeAttribute(u"timestamp"_s, forTerminal(report.value("startedAt"_L1).toString()).remove(u'Z'));
    xml.writeAttribute(u"time"_s, seconds(report));
    writeProperties(xml, report);
    for (const auto &check : here)
        writeCase(xml, check.toObject(), {});
    for (const auto &check : there)
        writeCase(xml, check.toObject(), u"cloud."_s);
    xml.writeEndElement();
    xml.writeEndDocument();
    return output;
}

} // namespace Setup
