// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/savepreview.h"

#include "core/privatefile.h"
#include "wizard/notice.h"
#include "wizard/searchbar.h"
#include "wizard/theme.h"
#include "wizard/wrappedlabel.h"

#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace Setup {

using namespace Qt::StringLiterals;

SavePreview::SavePreview(const QString &title, QString fileName, QByteArray content, QWidget *parent)
    : QDialog(parent)
    , m_fileName(std::move(fileName))
    , m_content(std::move(content))
    , m_hint(new WrappedLabel(this))
    , m_text(makeText())
    , m_search(new SearchBar(m_text, this))
    , m_notice(new Notice(this))
    , m_layout(new QVBoxLayout(this))
{
    setWindowTitle(title);
    m_text->setAccessibleName(title);
    setHint(tr("This is all that the file will contain. It holds no password."));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel, this);
    connect(buttons, &QDialogButtonBox::accepted, this, &SavePreview::askWhere);
    connect(buttons, &QDialogButtonBox::rejected, this, &SavePreview::reject);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_hint, m_search, m_text, m_notice, buttons})
        m_layout->addWidget(widget);
    setContent(m_content, QString::fromUtf8(m_content));
    resize(fontMetrics().averageCharWidth() * 90, fontMetrics().height() * 32);
}

QPlainTextEdit *SavePreview::makeText()
{
    auto *text = new QPlainTextEdit(this);
    text->setObjectName(u"previewText"_s);
    text->setReadOnly(true);
    text->setTabChangesFocus(true);
    text->setFont(Theme::monospace(font()));
    return text;
}

void SavePreview::setContent(const QByteArray &content, const QString &shown)
{
    m_content = content;
    m_text->setPlainText(shown);
    m_search->refresh();
}

void SavePreview::setHint(const QString &hint)
{
    m_hint->setText(hint);
}

// Above the buttons.
void SavePreview::addOption(QWidget *option)
{
    m_layout->insertWidget(m_layout->indexOf(m_notice), option);
}

void SavePreview::saveAs(const QString &path)
{
    const auto clean = m_guard ? m_guard(m_content) : Result<Done>(Done{});
    const auto written = clean ? writePrivateFile(path, m_content) : clean;
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
    dialog->setDefaultSuffix(QFileInfo(m_fileName).suffix());
    dialog->selectFile(m_fileName);
    connect(dialog, &QFileDialog::fileSelected, this, &SavePreview::saveAs);
    dialog->open();
}

} // namespace Setup
