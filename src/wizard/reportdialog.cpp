// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/reportdialog.h"

#include "setup/session.h"
#include "wizard/notice.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QJsonDocument>
#include <QLabel>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

QString endingOf(ReportFormat form)
{
    switch (form) {
    case ReportFormat::Text:
        return u"txt"_s;
    case ReportFormat::Json:
        return u"json"_s;
    case ReportFormat::Junit:
        return u"xml"_s;
    case ReportFormat::Html:
        return u"html"_s;
    case ReportFormat::Pdf:
        break;
    }
    return u"pdf"_s;
}

} // namespace

ReportDialog::ReportDialog(const Session &session, QWidget *parent)
    : SavePreview(tr("Report"), {}, {}, parent)
    , m_report(session.report(u"check"_s))
    , m_form(new QComboBox(this))
{
    setObjectName(u"reportDialog"_s);
    m_form->setObjectName(u"formCombo"_s);
    const std::pair<QString, ReportFormat> forms[] = {{tr("Text, for a ticket"), ReportFormat::Text},
                                                      {tr("PDF, to print or to pass on"), ReportFormat::Pdf},
                                                      {tr("HTML, for a browser"), ReportFormat::Html},
                                                      {tr("JSON, for programs"), ReportFormat::Json},
                                                      {tr("JUnit, for build servers"), ReportFormat::Junit}};
    for (const auto &[name, form] : forms)
        m_form->addItem(name, int(form));
    auto *row = new QWidget(this);
    auto *label = new QLabel(tr("&Form"), row);
    label->setBuddy(m_form);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    layout->addWidget(label);
    layout->addWidget(m_form);
    layout->addStretch(1);
    addOption(row);
    // Of a PDF the bytes alone would tell little: its text is drawn.
    setGuard([this, guard = guardOf(session)]() -> Look {
        return [look = guard(), report = m_report](const QByteArray &file) {
            const auto clean = look(QJsonDocument(report).toJson());
            return clean ? look(file) : clean;
        };
    });
    connect(m_form, &QComboBox::currentIndexChanged, this, &ReportDialog::showForm);
    showForm();
}

ReportDialog *ReportDialog::open(const Session &session, QWidget *parent)
{
    auto *dialog = new ReportDialog(session, parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(&session, &QObject::destroyed, dialog, &QWidget::close);
    dialog->open();
    return dialog;
}

void ReportDialog::showForm()
{
    const auto form = static_cast<ReportFormat>(m_form->currentData().toInt());
    const QByteArray content = Setup::render(m_report, form);
    const bool isDrawn = form == ReportFormat::Pdf || form == ReportFormat::Html;
    setHint(isDrawn ? tr("This is what the file says, without its layout. It holds no password.")
                    : tr("This is all that the file will contain. It holds no password."));
    const QByteArray shown = isDrawn ? Setup::render(m_report, ReportFormat::Text) : content;
    setContent(content, QString::fromUtf8(shown));
    setFileName(u"askcody-exchange-report."_s + endingOf(form));
    notice()->clear();
}

} // namespace Setup
