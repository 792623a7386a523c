// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/reportformat.h"

#include <QAbstractTextDocumentLayout>
#include <QBuffer>
#include <QGuiApplication>
#include <QPageLayout>
#include <QPainter>
#include <QPdfWriter>
#include <QRegularExpression>
#include <QTextDocument>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr int dotsPerInch = 150;
constexpr int footer = 3; // lines

// What QTextDocument understands of style: fonts, margins, borders of tables. It fetches nothing.
QString printed(const QJsonObject &report)
{
    QString html = QString::fromUtf8(renderHtml(report));
    static const QRegularExpression style(u"<style>.*?</style>"_s,
                                          QRegularExpression::DotMatchesEverythingOption);
    html.replace(
        style,
        u"<style>body { font-family: sans-serif; font-size: 9pt; }"
        " h1 { font-size: 15pt; } h2 { font-size: 10.5pt; } h3 { font-size: 9.5pt; }"
        " pre { font-family: monospace; font-size: 8pt; white-space: pre-wrap; background: #f0f0f0; }"
        " small { color: #555555; } .status { font-weight: bold; }</style>"_s);
    return html;
}

void drawPage(QPainter &painter, QTextDocument &document, int page, QSizeF size)
{
    const double top = page * size.height();
    painter.save();
    painter.translate(0, -top);
    document.drawContents(&painter, QRectF(QPointF(0, top), size));
    painter.restore();
    painter.drawText(
        QRectF(0, size.height(), size.width(), painter.fontMetrics().height() * footer),
        Qt::AlignRight | Qt::AlignBottom,
        QCoreApplication::translate("Report", "Page %1 of %2").arg(page + 1).arg(document.pageCount()));
}

} // namespace

QByteArray renderPdf(const QJsonObject &report)
{
    QByteArray content;
    if (!qobject_cast<QGuiApplication *>(QCoreApplication::instance()))
        return content;
    QBuffer buffer(&content);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setResolution(dotsPerInch);
    writer.setPageLayout(QPageLayout(QPageSize(QPageSize::A4), QPageLayout::Portrait,
                                     QMarginsF(15, 15, 15, 12), QPageLayout::Millimeter));
    writer.setTitle(QCoreApplication::translate("Report", "AskCody Exchange Setup: report"));
    writer.setCreator(QCoreApplication::applicationName());
    QTextDocument document;
    document.documentLayout()->setPaintDevice(&writer);
    document.setHtml(printed(report));
    QPainter painter(&writer);
    QFont font = document.defaultFont();
    font.setPointSizeF(8);
    painter.setFont(font);
    const QSizeF paper(writer.width(), writer.height() - painter.fontMetrics().height() * footer);
    document.setPageSize(paper);
    for (int page = 0; page < document.pageCount(); ++page) {
        if (page > 0)
            writer.newPage();
        drawPage(painter, document, page, paper);
    }
    painter.end();
    return content;
}

} // namespace Setup
