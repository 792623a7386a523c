// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/accountpage.h"

#include "core/inputrules.h"
#include "ui_accountpage.h"
#include "wizard/currentsession.h"
#include "wizard/discoverytrigger.h"
#include "wizard/serverform.h"

#include <QFileDialog>

namespace Setup {

using namespace Qt::StringLiterals;

AccountPage::AccountPage(CurrentSession &current, QWidget *parent)
    : QWizardPage(parent)
    , m_current(current)
    , m_ui(std::make_unique<Ui::AccountPage>())
{
    m_ui->setupUi(this);
    m_form = std::make_unique<ServerForm>(*m_ui);
    for (QGridLayout *form : {m_ui->formLayout, m_ui->advancedForm}) // their fields begin at one line
        form->setColumnMinimumWidth(0, 11 * fontMetrics().height());
    m_ui->advancedButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_ui->advancedButton->setArrowType(Qt::RightArrow);
    m_ui->advancedPanel->hide();
    connectWidgets();
    m_discovery = new DiscoveryTrigger(m_ui->emailEdit, current);
}

AccountPage::~AccountPage() = default;

void AccountPage::connectWidgets()
{
    connect(m_ui->showCheck, &QCheckBox::toggled, m_ui->passwordEdit, &PasswordEdit::setShown);
    connect(m_ui->emailEdit, &QLineEdit::textChanged, this, &AccountPage::showPasswordState);
    connect(m_ui->passwordEdit, &QLineEdit::textEdited, m_ui->passwordNotice, &Notice::clear);
    connect(m_ui->caButton, &QPushButton::clicked, this, &AccountPage::chooseCaFile);
    connect(m_ui->advancedButton, &QToolButton::toggled, this, [this](bool open) {
        m_ui->advancedPanel->setVisible(open);
        m_ui->advancedButton->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
    });
    connect(&m_current, &CurrentSession::keptPasswordLoaded, this, &AccountPage::showPasswordState);
    connect(&m_current, &CurrentSession::replaced, this, &AccountPage::forgetTyped);
    connect(&m_current, &CurrentSession::discovered, this, &AccountPage::showFound);
    connect(&m_current, &CurrentSession::changed, this, &AccountPage::showFound);
    connect(m_ui->ewsEdit, &QLineEdit::textEdited, this, &AccountPage::showFound);
    connect(m_ui->versionCombo, &QComboBox::activated, this, &AccountPage::showFound);
}

void AccountPage::showKept()
{
    const ExchangeServer &server = m_current.server();
    if (!InputRules::isSameEmail(server.email, m_ui->emailEdit->text()))
        forgetTyped();
    m_form->show(server);
    showFound();
    showPasswordState();
    if (!server.trustedCaFile.isEmpty() || !server.acceptHosts.isEmpty())
        m_ui->advancedButton->setChecked(true);
}

void AccountPage::initializePage()
{
    showKept();
    if (m_current->keepsPassword() && m_current->password().isEmpty())
        m_current->loadKeptPassword();
    if (m_current->found().ewsUrl.isEmpty())
        m_discovery->consider();
    const bool readOnly = m_current->isReadOnly();
    for (QLineEdit *edit : findChildren<QLineEdit *>())
        edit->setReadOnly(readOnly && (edit != m_ui->passwordEdit || m_current->isReplay()));
    m_ui->versionCombo->setEnabled(!readOnly);
    m_ui->readOnlyNotice->show(Theme::Tone::Caution,
                               readOnly && !m_current->isReplay()
                                   ? tr("This set-up is open in another window. You can look at it "
                                        "and run the checks here, but not change it.")
                                   : QString());
}

bool AccountPage::validatePage()
{
    if (!m_current->isReplay() && !judgeAll())
        return false;
    keepTyped();
    if (!m_ui->passwordEdit->text().isEmpty())
        m_current->setPassword(m_ui->passwordEdit->secret());
    m_ui->passwordEdit->clear(); // what will stand there was typed later, perhaps for another account
    m_current->setLoginAttempts(m_ui->spellingsCheck->isChecked() ? 3 : 1);
    return true;
}

bool AccountPage::judgeAll()
{
    QWidget *first = m_form->judge();
    if (m_ui->passwordEdit->text().isEmpty() && !knowsPassword()) {
        m_ui->passwordNotice->show(Theme::Tone::Bad, tr("Type the password of the service account."));
        first = first ? first : m_ui->passwordEdit;
    }
    if (!first)
        return true;
    if (m_ui->advancedPanel->isAncestorOf(first))
        m_ui->advancedButton->setChecked(true);
    first->setFocus();
    m_ui->scroll->ensureWidgetVisible(first);
    return false;
}

void AccountPage::keepTyped()
{
    m_current.setServer(m_form->applied(m_current.server()));
}

// That of the account in the field: of another one, the session will forget it.
bool AccountPage::knowsPassword() const
{
    return m_current.exists() && !m_current->password().isEmpty()
        && InputRules::isSameEmail(m_current.server().email, m_ui->emailEdit->text());
}

void AccountPage::showPasswordState()
{
    const bool known = knowsPassword();
    const bool isReplay = m_current.exists() && m_current->isReplay();
    m_ui->passwordEdit->setPlaceholderText(isReplay    ? tr("Never in a recording")
                                               : known ? tr("Known already; type only to change it")
                                                       : QString());
    m_ui->showCheck->setEnabled(!isReplay);
}

// It was meant for the account of before, and must never be presented for another one.
void AccountPage::forgetTyped()
{
    m_ui->passwordEdit->clear();
    m_ui->passwordNotice->clear();
    m_ui->showCheck->setChecked(false);
    m_ui->spellingsCheck->setChecked(false);
}

void AccountPage::showFound()
{
    if (m_current.exists())
        m_form->offer(m_current->found());
}

void AccountPage::chooseCaFile()
{
    auto *dialog = new QFileDialog(this, tr("Choose the CA file"), {},
                                   tr("Certificates (*.pem *.crt *.cer);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, m_ui->caEdit, [edit = m_ui->caEdit](const QString &path) {
        edit->setText(path);
        emit edit->textEdited(path); // judged and kept as if it had been typed
    });
    dialog->open();
}

} // namespace Setup
