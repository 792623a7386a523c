// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/consolewindow.h"

#include "checks/ewsconsole.h"
#include "ui_consolewindow.h"
#include "wizard/announce.h"
#include "wizard/copybutton.h"
#include "wizard/currentsession.h"
#include "wizard/searchbar.h"
#include "wizard/theme.h"

#include <QLocale>

#include <utility>

namespace Setup {

using namespace Qt::StringLiterals;

ConsoleWindow::ConsoleWindow(const CurrentSession &current, QWidget *parent)
    : QDialog(parent)
    , m_current(current)
    , m_ui(std::make_unique<Ui::ConsoleWindow>())
{
    m_ui->setupUi(this);
    for (QPlainTextEdit *text : {m_ui->requestEdit, m_ui->answerText})
        text->setFont(Theme::monospace(font()));
    m_ui->answerLayout->insertWidget(0, new SearchBar(m_ui->answerText, this));
    m_ui->answerTabs->setTabEnabled(1, false);
    setUpButtons();
    resize(fontMetrics().averageCharWidth() * 130, fontMetrics().height() * 36);
    m_ui->panes->share(this, m_ui->splitter, {tr("&Request"), tr("Resul&t")});
    connect(m_ui->notice, &Notice::actionTriggered, this, [this] { m_ui->answerTabs->setCurrentIndex(1); });
    connect(m_ui->sampleCombo, &QComboBox::activated, this, &ConsoleWindow::showSample);
    connect(m_ui->mailboxEdit, &QLineEdit::editingFinished, this, &ConsoleWindow::takeMailbox);
    for (auto signal : {&CurrentSession::replaced, &CurrentSession::changed})
        connect(&current, signal, this, &ConsoleWindow::follow);
    connect(&current, &CurrentSession::checkStarted, this, &ConsoleWindow::follow);
    connect(&current, &CurrentSession::runFinished, this, &ConsoleWindow::follow);
    follow();
    showSample();
}

ConsoleWindow::~ConsoleWindow()
{
    stop();
}

void ConsoleWindow::setUpButtons()
{
    m_send = m_ui->buttons->addButton(tr("&Send"), QDialogButtonBox::ActionRole);
    m_send->setObjectName(u"sendButton"_s);
    m_send->setShortcut(Qt::CTRL | Qt::Key_Return);
    m_send->setToolTip(tr("Ctrl+Enter"));
    m_stop = m_ui->buttons->addButton(tr("St&op"), QDialogButtonBox::ActionRole);
    m_stop->setObjectName(u"stopButton"_s);
    auto *copying = new CopyButton(this);
    copying->setObjectName(u"copyAnswerButton"_s);
    copying->setSource([this] { return m_ui->answerText->toPlainText(); }, tr("the answer"));
    m_ui->buttons->addButton(copying, QDialogButtonBox::ActionRole);
    // Enter in a field is not yet a request.
    for (QPushButton *button : {m_send, m_stop, static_cast<QPushButton *>(copying),
                                m_ui->buttons->button(QDialogButtonBox::Close)})
        button->setAutoDefault(false);
    connect(m_send, &QPushButton::clicked, this, &ConsoleWindow::send);
    connect(m_stop, &QPushButton::clicked, this, &ConsoleWindow::stop);
    connect(m_ui->buttons, &QDialogButtonBox::rejected, this, &ConsoleWindow::reject);
}

// The session makes another console for each run.
void ConsoleWindow::follow()
{
    const auto console = m_current.exists() ? m_current->console() : nullptr;
    if (console != m_console) {
        if (m_console)
            m_console->disconnect(this);
        m_console = console;
        if (m_console)
            connect(m_console.get(), &EwsConsole::finished, this, &ConsoleWindow::conclude);
        fillSamples();
    }
    showState();
}

void ConsoleWindow::fillSamples()
{
    if (!m_console)
        return;
    const bool mayActAs = m_console->target().mayActAs;
    m_ui->mailboxEdit->setEnabled(mayActAs);
    if (m_ui->sampleCombo->count() > 0)
        return;
    const QList<EwsSample> samples = m_console->samples({});
    for (const EwsSample &sample : samples)
        m_ui->sampleCombo->addItem(sample.operation);
    m_ui->mailboxEdit->setText(mayActAs ? m_current.server().testMailboxes.value(0) : QString());
}

void ConsoleWindow::showSample()
{
    if (!m_console)
        return;
    const QList<EwsSample> samples = m_console->samples(m_ui->mailboxEdit->text().trimmed());
    m_ui->requestEdit->setPlainText(samples.value(m_ui->sampleCombo->currentIndex()).xml);
    m_ui->notice->clear();
    m_ui->panes->setCurrentIndex(0);
}

// Into a request that was edited by hand, too.
void ConsoleWindow::takeMailbox()
{
    if (!m_ui->requestEdit->document()->isModified())
        return showSample();
    const auto xml =
        EwsConsole::withMailbox(m_ui->requestEdit->toPlainText(), m_ui->mailboxEdit->text().trimmed());
    if (!xml)
        return m_ui->notice->show(xml.problem());
    m_ui->requestEdit->setPlainText(*xml);
    m_ui->requestEdit->document()->setModified();
}

void ConsoleWindow::send()
{
    if (!m_console)
        return;
    const QString anchor = m_ui->anchorEdit->text().trimmed();
    const auto sent = m_console->send(m_ui->requestEdit->toPlainText(),
                                      anchor.isEmpty() ? m_ui->mailboxEdit->text() : anchor);
    if (sent)
        m_ui->notice->show(Theme::Tone::Active, tr("Waiting for the answer…"));
    else
        explain(sent.problem());
    if (!sent)
        m_ui->answerTabs->setCurrentIndex(1); // there is no answer
    showState();
}

void ConsoleWindow::stop()
{
    if (!m_console || !m_console->isSending())
        return;
    m_console->cancel();
    m_ui->notice->show(Theme::Tone::Caution, tr("Stopped. The request may have reached the server."));
    showState();
}

void ConsoleWindow::conclude(const Result<ConsoleAnswer> &result)
{
    m_ui->explanation->show({}, {});
    m_ui->answerTabs->setTabEnabled(1, false);
    m_ui->answerTabs->setCurrentIndex(0);
    m_ui->panes->setCurrentIndex(1);
    m_ui->answerText->clear();
    if (!result)
        explain(result.problem());
    else if (showAnswer(*result) && result->problem)
        explain(*result->problem);
    showState();
}

// Not where the answer says a password again: whoever looks on need not know it.
bool ConsoleWindow::showAnswer(const ConsoleAnswer &answer)
{
    QStringList summary{tr("%1 %2 after %3 ms, asked at %4 UTC")
                            .arg(answer.status)
                            .arg(answer.reason.text(), QLocale().toString(answer.duration.count()),
                                 answer.sentAt.toUTC().toString(u"yyyy-MM-dd HH:mm:ss"_s))};
    const std::pair<QString, QString> ids[] = {{tr("request id: %1"), answer.requestIds.join(u", "_s)},
                                               {tr("front end: %1"), answer.frontEnd.text()},
                                               {tr("back end: %1"), answer.backEnd.text()}};
    for (const auto &[text, value] : ids)
        if (!value.isEmpty())
            summary.append(text.arg(value));
    if (!answer.isWhole)
        summary.append(tr("The stream was ended after its first sign of life."));
    const QString text = summary.join(u'\n') + u"\n\n"_s + answer.headers + u"\n\n"_s + answer.body;
    const auto clean = m_current->mayLeave(text.toUtf8());
    m_ui->answerText->setPlainText(clean ? text : summary.join(u'\n'));
    if (clean)
        m_ui->notice->show(Theme::Tone::Good, tr("Exchange has answered without an error."));
    else
        m_ui->notice->show(Theme::Tone::Caution,
                           tr("The answer says the password again, and is not shown for that reason."));
    return clean.hasValue();
}

void ConsoleWindow::explain(const Problem &problem)
{
    Finding finding;
    finding.status = FindingStatus::Fail;
    finding.problem = problem;
    const Explanation explanation = m_current->explain(finding);
    const int line = problem.facts["line"_L1].toInt(); // of what was to be sent
    const QString said = tr("%1: %2").arg(problem.code, explanation.title);
    m_ui->notice->show(
        Theme::Tone::Bad,
        line > 0 ? tr("%1 (line %2, column %3)").arg(said).arg(line).arg(problem.facts["column"_L1].toInt())
                 : said,
        tr("What this means"));
    m_ui->explanation->show(problem.code, finding, explanation);
    m_ui->answerTabs->setTabEnabled(1, true);
}

void ConsoleWindow::showState()
{
    const bool isSending = m_console && m_console->isSending();
    m_send->setEnabled(m_console && !isSending);
    m_stop->setEnabled(isSending);
    m_ui->target->setText(m_console ? wayOf(*m_console) : tr("nobody, until the checks have ended"));
}

QString ConsoleWindow::wayOf(const EwsConsole &console) const
{
    const QString url = console.target().url.toDisplayString();
    const auto &login = console.target().credential;
    if (!login)
        return tr("%1, without a login").arg(url);
    return login->scheme == Credential::Scheme::Bearer
        ? tr("%1, with the token of %2").arg(url, login->account)
        : tr("%1, as %2").arg(url, login->username);
}

} // namespace Setup
