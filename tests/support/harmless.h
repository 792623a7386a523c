// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "support/reportformat.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>

namespace Setup {

// The first character of a printed text that commands a terminal or turns what is read; empty: none does.
inline QString harmIn(const QByteArray &printed)
{
    const QString text = QString::fromUtf8(printed);
    for (const QChar c : text)
        if (c != u'\n' && (c.category() == QChar::Other_Control || c.category() == QChar::Other_Format))
            return QStringLiteral("U+%1").arg(c.unicode(), 4, 16, QLatin1Char('0'));
    return {};
}

// What a PDF says besides its compressed streams, in which any three bytes stand by chance.
inline QByteArray outsideStreams(const QByteArray &pdf)
{
    QByteArray rest;
    qsizetype end = 0;
    for (qsizetype begin = pdf.indexOf("stream\n"); begin >= 0; begin = pdf.indexOf("stream\n", end)) {
        rest += pdf.mid(end, begin - end);
        const qsizetype last = pdf.indexOf("endstream", begin);
        if (last < 0)
            return rest;
        end = last + qsizetype(sizeof("endstream")) - 1;
    }
    return rest + pdf.mid(end);
}

// What in a PDF is none, runs something or leads away from the page; empty: nothing does. What is read on the
// pages is drawn, and stands in them compressed.
inline QString harmInPdf(const QByteArray &pdf)
{
    if (!pdf.startsWith("%PDF-") || !pdf.contains("%%EOF") || !pdf.contains("/Type /Page\n"))
        return QStringLiteral("no PDF");
    const QByteArray said = outsideStreams(pdf);
    for (const char *action : {"/JavaScript", "/JS", "/Launch", "/URI", "/OpenAction", "/AA", "/EmbeddedFile",
                               "/SubmitForm", "/GoToR", "/RichMedia"})
        if (said.contains(action))
            return QString::fromLatin1(action);
    return {};
}

inline QString harmIn(const QJsonObject &report, ReportFormat format)
{
    const QByteArray printed = render(report, format);
    return format == ReportFormat::Pdf ? harmInPdf(printed) : harmIn(printed);
}

// Lines of a report in text that stand where those of its checks do.
inline qsizetype checkLines(const QByteArray &text)
{
    static const QRegularExpression line(
        QStringLiteral("^  (passed|warning|FAILED|skipped|not tested) +.*\\([a-z]+\\.[a-z]+, "),
        QRegularExpression::MultilineOption);
    auto all = line.globalMatch(QString::fromUtf8(text));
    qsizetype count = 0;
    for (; all.hasNext(); all.next())
        ++count;
    return count;
}

// Leaves a report in each format for judges of other makers; judge_reports.py reads them.
inline bool leaveForJudges(const QString &name, const QJsonObject &report)
{
    const QDir folder(QStringLiteral(SETUP_BINARY_DIR "/hostile-reports"));
    bool written = folder.mkpath(QStringLiteral("."));
    for (const QString &format : reportFormatNames()) {
        QFile file(folder.filePath(name + u'.' + format));
        const QByteArray bytes = render(report, *reportFormatFromString(format));
        written = written && !bytes.isEmpty() && file.open(QIODevice::WriteOnly)
            && file.write(bytes) == bytes.size();
    }
    return written;
}

} // namespace Setup
