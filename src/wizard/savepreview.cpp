// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/savepreview.h"

#include "core/privatefile.h"
#include "setup/session.h"
#include "wizard/aside.h"
#include "wizard/notice.h"
#include "wizard/partedtext.h"
#include "wizard/searchbar.h"
#include "wizard/theme.h"
#include "wizard/wrappedlabel.h"

#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QPlainTextEdit>
#include <QPointer>
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
    , m_parts(new PartedText(m_text, this))
    , m_search(new SearchBar(m_text, this))
    , m_notice(new Notice(this))
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel, this))
    , m_layout(new QVBoxLayout(this))
{
    setWindowTitle(title);
    m_text->setAccessibleName(title);
    setHint(tr("This is all that the file will contain. It holds no password."));
    m_search->setWhole(m_parts);
    connect(m_parts, &PartedText::turned, m_search, &SearchBar::markAgain);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &SavePreview::askWhere);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &SavePreview::reject);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_hint, m_search, m_parts, m_notice, m_buttons})
        m_layout->addWidget(widget);
    setContent(m_content, QString::fromUtf8(m_content));
    resize(fontMetrics().averageCharWidth() * 90, fontMetrics().height() * 32);
}

SavePreview::~SavePreview()
{
    cancelWriting();
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
    m_parts->setText(shown);
    m_search->refresh();
    setBusy(false);
}

void SavePreview::setHint(const QString &hint)
{
    m_hint->setText(hint);
}

void SavePreview::setForReading(const QString &hint)
{
    setHint(hint);
    m_buttons->setStandardButtons(QDialogButtonBox::Save | QDialogButtonBox::Close);
    m_buttons->button(QDialogButtonBox::Close)->setDefault(true);
}

// Above the buttons.
void SavePreview::addOption(QWidget *option)
{
    m_layout->insertWidget(m_layout->indexOf(m_notice), option);
    m_options.append(option);
}

void SavePreview::setBusy(bool isBusy)
{
    m_buttons->button(QDialogButtonBox::Save)->setEnabled(!isBusy && !m_content.isEmpty());
    for (QWidget *option : m_options)
        option->setEnabled(!isBusy);
    m_text->setPlaceholderText(isBusy ? tr("One moment…") : QString());
}

SavePreview::Guard SavePreview::guardOf(const Session &session)
{
    return [session = QPointer(&session), look = session.outgoing().mayLeave] {
        return session ? session->outgoing().mayLeave : look;
    };
}

void SavePreview::saveAs(const QString &path)
{
    setBusy(true);
    m_isCancelled = std::make_shared<std::atomic_bool>(false);
    aside(
        this, m_content.size(),
        [path, content = m_content, isCancelled = m_isCancelled, look = m_guard ? m_guard() : Look()] {
            const auto clean = look ? look(content) : Result<Done>(Done{});
            return clean && !*isCancelled ? writePrivateFile(path, content) : clean;
        },
        [this, path](const Result<Done> &written) { conclude(path, written); });
}

void SavePreview::cancelWriting()
{
    if (m_isCancelled)
        *m_isCancelled = true;
}

void SavePreview::reject()
{
    cancelWriting();
    QDialog::reject();
}

void SavePreview::conclude(const QString &path, const Result<Done> &written)
{
    if (*m_isCancelled) // it was not written, or nobody wants to know
        return;
    setBusy(false);
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
