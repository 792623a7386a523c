// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/savepreview.h"

#include "core/privatefile.h"
#include "wizard/notice.h"
#include "wizard/theme.h"

#include <QDialogButtonBox>
#include <QFileDialog>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace Setup {

using namespace Qt::StringLiterals;

SavePreview::SavePreview(const QString &title, QString fileName, QByteArray content, QWidget *parent)
    : QDialog(parent)
    , m_fileName(std::move(fileName))
    , m_content(std::move(content))
    , m_notice(new Notice(this))
{
    setWindowTitle(title);
    auto *hint = new QLabel(tr("This is all that the file will contain. It holds no password."), this);
    auto *text = new QPlainTextEdit(this);
    text->setObjectName(u"previewText"_s);
    text->setReadOnly(true);
    text->setTabChangesFocus(true);
    text->setFont(Theme::monospace(font()));
    text->setPlainText(QString::fromUtf8(m_content));
    text->setAccessibleName(title);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel, this);
    connect(buttons, &QDialogButtonBox::accepted, this, &SavePreview::askWhere);
    connect(buttons, &QDialogButtonBox::rejected, this, &SavePreview::reject);
    auto *layout = new QVBoxLayout(this);
    for (QWidget *widget : std::initializer_list<QWidget *>{hint, text, m_notice, buttons})
        layout->addWidget(widget);
    resize(fontMetrics().averageCharWidth() * 90, fontMetrics().height() * 32);
}

void SavePreview::saveAs(const QString &path)
{
    const auto written = writePrivateFile(path, m_content);
    if (!written) {
        m_notice->show(written.problem());
        return;
    }
    accept();
    emit saved(path);
}

void SavePreview::askWhere()
{
    auto *dialog = new QFileDialog(this, windowTitle(), m_fileName);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(m_fileName);
    connect(dialog, &QFileDialog::fileSelected, this, &SavePreview::saveAs);
    dialog->open();
}

} // namespace Setup
