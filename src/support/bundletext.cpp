// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/bundletext.h"

#include "core/foreigntext.h"
#include "net/recording.h"
#include "support/reportformat.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>
#include <QUrl>

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr int deepest = 12;
constexpr qsizetype longestLine = 2'000; // what shows a longer one takes its time

QString safe(const QString &text)
{
    return forTerminal(text);
}

QString heading(const QString &title)
{
    return u'\n' + title + u'\n' + QString(title.size(), u'=') + u'\n';
}

QString compact(const QJsonValue &value)
{
    const QByteArray json = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(json.mid(1, json.size() - 2));
}

// Each value on a line of its own, behind the names that lead to it; what is nested deeper than anything of
// ours stands there as JSON.
void addLines(const QJsonValue &value, const QString &name, int depth, QString &text)
{
    const bool isNested = value.isObject() || value.isArray();
    if (value.isObject() && depth < deepest) {
        const QJsonObject object = value.toObject();
        for (auto member = object.begin(); member != object.end(); ++member)
            addLines(member.value(), name.isEmpty() ? member.key() : name + u'.' + member.key(), depth + 1,
                     text);
    } else if (value.isArray() && depth < deepest) {
        const QJsonArray array = value.toArray();
        for (qsizetype i = 0; i < array.size(); ++i)
            addLines(array.at(i), u"%1[%2]"_s.arg(name).arg(i + 1), depth + 1, text);
    } else if (const QString shown = isNested ? compact(value) : value.toVariant().toString();
               !shown.isEmpty()) {
        text += safe(u"  %1: %2"_s.arg(name, QString(shown).replace(u'\n', u"\n      "_s))) + u'\n';
    }
}

QString section(const QString &title, const QJsonValue &value)
{
    QString lines;
    addLines(value, {}, 0, lines);
    return lines.isEmpty() ? QString() : heading(title) + lines;
}

// Where a line is too long it goes on below, if it can between two words: names shall be found whole.
qsizetype endOfLine(QStringView text)
{
    constexpr qsizetype room = 400;
    if (text.size() <= longestLine)
        return text.size();
    for (qsizetype end = longestLine; end > longestLine - room; --end)
        if (text.at(end - 1) == u'>' || text.at(end - 1) == u',' || text.at(end - 1).isSpace())
            return end;
    return longestLine;
}

QString bodyLines(const QByteArray &body, QChar mark)
{
    QString lines;
    if (body.isEmpty())
        return lines;
    const QStringList parts = QString::fromUtf8(body).split(u'\n');
    for (const QString &part : parts) {
        QStringView rest = part;
        do {
            const qsizetype end = endOfLine(rest);
            lines += u"      "_s + mark + u"   "_s + safe(rest.left(end).toString()) + u'\n';
            rest = rest.mid(end);
        } while (!rest.isEmpty());
    }
    return lines;
}

QString headerLines(const HttpHeaders &headers, QChar mark)
{
    QString lines;
    for (const auto &[name, value] : headers.fields())
        lines += safe(u"      %1 %2: %3"_s.arg(mark).arg(QString::fromLatin1(name), QString::fromUtf8(value)))
            + u'\n';
    return lines;
}

QString arrow(const QString &outcome)
{
    return u"-> "_s + safe(outcome) + u'\n';
}

QString problemText(const Problem &problem)
{
    QString text = arrow(problem.code + (problem.detail.isEmpty() ? QString() : u": "_s + problem.detail));
    addLines(problem.facts, u"    facts"_s, 0, text);
    return text;
}

struct OutcomeText
{
    QString operator()(const Cancelled &) const
    {
        return arrow(QCoreApplication::translate("Bundle", "cancelled"));
    }
    QString operator()(const Note &note) const
    {
        QString text = u"\n"_s;
        addLines(note.value, u"    value"_s, 0, text);
        return text;
    }
    QString operator()(const RecordedExchange &exchange) const
    {
        QString text = exchange.answer ? arrow(QCoreApplication::translate("Bundle", "%1 %2 (%3 bytes)")
                                                   .arg(QString::number(exchange.answer->status),
                                                        QString::fromUtf8(exchange.answer->reason),
                                                        QLocale().toString(exchange.answerSize)))
                                       : problemText(exchange.answer.problem());
        text += u"      > "_s + safe(QString::fromLatin1(exchange.request.url.toEncoded())) + u'\n';
        text += headerLines(exchange.request.headers, u'>') + bodyLines(exchange.request.body, u'>');
        if (exchange.answer)
            text += headerLines(exchange.answer->headers, u'<') + bodyLines(exchange.answer->body, u'<');
        addLines(exchange.derived, u"    derived"_s, 0, text);
        return text;
    }
    QString operator()(const Result<Route> &route) const
    {
        if (!route)
            return problemText(route.problem());
        //: The way to a host, without a proxy.
        return route->isDirect() ? arrow(QCoreApplication::translate("Bundle", "direct"))
                                 : arrow(QCoreApplication::translate("Bundle", "by the proxy %1:%2 (%3)")
                                             .arg(route->proxyHost)
                                             .arg(route->proxyPort)
                                             .arg(route->source));
    }
    QString operator()(const Result<LookUpAnswer> &answer) const
    {
        if (!answer)
            return problemText(answer.problem());
        QStringList values;
        for (const DnsRecord &record : answer->records)
            values.append(record.value);
        return arrow(values.join(u", "_s));
    }
    QString operator()(const Result<ConnectAnswer> &answer) const
    {
        return answer ? arrow(QCoreApplication::translate("Bundle", "connected"))
                      : problemText(answer.problem());
    }
    QString operator()(const Result<HandshakeAnswer> &answer) const
    {
        if (!answer)
            return problemText(answer.problem());
        QString text = arrow(answer->protocol + u", "_s + answer->cipher);
        for (const CertificateFault &fault : answer->faults)
            text += u"      "_s
                + safe(QCoreApplication::translate("Bundle", "fault %1, in certificate %2 of the chain")
                           .arg(fault.code)
                           .arg(fault.depth + 1))
                + u'\n';
        for (const QSslCertificate &certificate : answer->chain)
            text += u"      "_s
                + safe(QCoreApplication::translate("Bundle",
                                                   "certificate %1, issued by %2, valid until %3, for %4")
                           .arg(certificate.subjectDisplayName(), certificate.issuerDisplayName(),
                                certificate.expiryDate().toUTC().toString(Qt::ISODate),
                                QStringList(certificate.subjectAlternativeNames().values()).join(u' ')))
                + u'\n';
        return text;
    }
};

QString observationText(const Observation &observation)
{
    return safe(u"%1  %2  %3  %4  %5 ms "_s.arg(observation.startedAt.toUTC().toString(Qt::ISODateWithMs),
                                                observation.key.check, toString(observation.key.kind),
                                                observation.key.target,
                                                QString::number(observation.duration.count())))
        + std::visit(OutcomeText(), observation.outcome);
}

QString findingLine(const QJsonObject &finding)
{
    const QString code = finding["problem"_L1]["code"_L1].toString(finding["notTested"_L1].toString());
    return safe(u"  %1  %2  %3"_s.arg(statusWord(finding["status"_L1].toString()).leftJustified(10),
                                      finding["id"_L1].toString(), code))
        + u'\n';
}

QString runText(const RecordedRun &run)
{
    QString text = heading(QCoreApplication::translate("Bundle", "Run of %1 UTC")
                               .arg(run.startedAt.toString(u"yyyy-MM-dd hh:mm:ss"_s)));
    for (const auto &finding : run.findings)
        text += findingLine(finding.toObject());
    text += section(QCoreApplication::translate("Bundle", "What was asked"), run.input);
    text += section(QCoreApplication::translate("Bundle", "What was found, with all facts"), run.findings);
    text += section(QCoreApplication::translate("Bundle", "Decisions"), run.decisions);
    return text + section(QCoreApplication::translate("Bundle", "What AskCody's cloud found"), run.cloud);
}

} // namespace

QString bundleText(const Recording &recording, qsizetype fileSize)
{
    QList<Observation> ordered = recording.observations();
    std::stable_sort(ordered.begin(), ordered.end(),
                     [](const Observation &a, const Observation &b) { return a.startedAt < b.startedAt; });
    const ProgramInfo &program = recording.program();
    QString text =
        QCoreApplication::translate("Bundle",
                                    "A recording of %1 %2: what was asked, what came back, and what "
                                    "this program made of it. No password, no token, and of calendars "
                                    "no subject, no body and no attendee.")
            .arg(safe(program.name), safe(program.version))
        + u'\n';
    text += QCoreApplication::translate("Bundle", "%1 observations, %2 bytes as a file.")
                .arg(QLocale().toString(ordered.size()), QLocale().toString(fileSize))
        + u'\n';
    if (const Truncation &cut = recording.truncation(); cut.bodies > 0 || cut.observations > 0)
        text += QCoreApplication::translate("Bundle",
                                            "It was too long: %1 bodies and %2 observations were left out.")
                    .arg(cut.bodies)
                    .arg(cut.observations)
            + u'\n';
    text += section(QCoreApplication::translate("Bundle", "This computer"), recording.context().environment);
    text += section(QCoreApplication::translate("Bundle", "Settings of the program"),
                    recording.context().settings);
    for (const RecordedRun &run : recording.runs())
        text += runText(run);
    text += section(QCoreApplication::translate("Bundle", "What was done"), recording.context().journal);
    text += heading(QCoreApplication::translate("Bundle", "What passed, in the order of time"));
    for (const Observation &observation : std::as_const(ordered))
        text += observationText(observation);
    return text;
}

QString bundleText(const QByteArray &har)
{
    const auto recording = Recording::fromHar(har);
    return recording ? bundleText(*recording, har.size()) : forTerminal(QString::fromUtf8(har));
}

} // namespace Setup
