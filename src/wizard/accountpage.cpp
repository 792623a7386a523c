// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/accountpage.h"

#include "core/inputrules.h"
#include "core/problemcodes.h"
#include "ui_accountpage.h"
#include "wizard/currentsession.h"
#include "wizard/discoverytrigger.h"
#include "wizard/judgedfield.h"
#include "wizard/typedlist.h"
#include "wizard/versionnames.h"

#include <QFileDialog>
#include <QFileInfo>

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

AccountPage::AccountPage(CurrentSession &current, QWidget *parent)
    : QWizardPage(parent)
    , m_current(current)
    , m_ui(std::make_unique<Ui::AccountPage>())
{
    m_ui->setupUi(this);
    for (const VersionName &name : versionNames())
        m_ui->versionCombo->addItem(name.friendly, name.version);
    for (QGridLayout *form : {m_ui->formLayout, m_ui->advancedForm}) // their fields begin at one line
        form->setColumnMinimumWidth(0, 11 * fontMetrics().height());
    m_ui->advancedButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_ui->advancedButton->setArrowType(Qt::RightArrow);
    m_ui->advancedPanel->hide();
    makeFields();
    connectWidgets();
    m_discovery = new DiscoveryTrigger(m_ui->emailEdit, current);
}

AccountPage::~AccountPage() = default;

void AccountPage::connectWidgets()
{
    connect(m_ui->showCheck, &QCheckBox::toggled, m_ui->passwordEdit, &PasswordEdit::setShown);
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
    connect(m_ui->ewsEdit, &QLineEdit::textChanged, this, &AccountPage::showFound);
}

void AccountPage::makeFields()
{
    const auto add = [this](QLineEdit *edit, Notice *notice, const JudgedField::Rule &rule) {
        m_fields.append(new JudgedField(edit, notice, rule));
        return m_fields.last();
    };
    using InputRules::email;
    add(m_ui->emailEdit, m_ui->emailNotice, JudgedField::rule(&email, tr("e-mail address"), false));
    m_user = add(m_ui->userEdit, m_ui->userNotice,
                 JudgedField::rule(&InputRules::userName, tr("user name"), true));
    m_ews =
        add(m_ui->ewsEdit, m_ui->ewsNotice, JudgedField::rule(&InputRules::ewsUrl, tr("EWS address"), true));
    add(m_ui->roomEdit, m_ui->roomNotice,
        [](const QString &rooms) { return TypedList::problem(rooms, &email, tr("room mailbox")); });
    add(m_ui->forbiddenEdit, m_ui->forbiddenNotice,
        JudgedField::rule(&email, tr("mailbox out of reach"), true));
    add(m_ui->caEdit, m_ui->caNotice, [](const QString &path) -> std::optional<Problem> {
        if (path.trimmed().isEmpty() || QFileInfo(path.trimmed()).isReadable())
            return std::nullopt;
        return Problem{Code::CaFileUnusable, {}, {{u"path"_s, path.trimmed()}}};
    });
    add(m_ui->hostsEdit, m_ui->hostsNotice,
        [](const QString &hosts) { return TypedList::problem(hosts, &InputRules::hostName, tr("hosts")); });
}

void AccountPage::initializePage()
{
    const ExchangeServer &server = m_current.server();
    m_ui->emailEdit->setText(server.email);
    m_ui->userEdit->setText(server.username);
    m_ui->ewsEdit->setText(server.ewsUrl.toString());
    m_ui->versionCombo->setCurrentIndex(std::max(0, m_ui->versionCombo->findData(server.exchangeVersion)));
    m_ui->roomEdit->setText(TypedList::joined(server.testMailboxes));
    m_ui->forbiddenEdit->setText(server.forbiddenMailbox);
    m_ui->caEdit->setText(server.trustedCaFile);
    m_ui->hostsEdit->setText(TypedList::joined(server.acceptHosts));
    if (m_current->keepsPassword() && m_current->password().isEmpty())
        m_current->loadKeptPassword();
    showPasswordState();
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
    if (!server.trustedCaFile.isEmpty() || !server.acceptHosts.isEmpty())
        m_ui->advancedButton->setChecked(true);
    showFound();
}

bool AccountPage::validatePage()
{
    if (!m_current->isReplay() && !judgeAll())
        return false;
    m_current.setServer(typed());
    if (!m_ui->passwordEdit->text().isEmpty())
        m_current->setPassword(m_ui->passwordEdit->secret());
    m_current->setLoginAttempts(m_ui->spellingsCheck->isChecked() ? 3 : 1);
    return true;
}

bool AccountPage::judgeAll()
{
    QWidget *first = nullptr;
    for (JudgedField *field : std::as_const(m_fields))
        if (!field->judge() && !first)
            first = field->edit();
    if (m_ui->passwordEdit->text().isEmpty() && m_current->password().isEmpty()) {
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

ExchangeServer AccountPage::typed() const
{
    const auto text = [](const QLineEdit *edit) { return edit->text().trimmed(); };
    ExchangeServer server = m_current.server();
    server.email = text(m_ui->emailEdit);
    server.username = *InputRules::userName(text(m_ui->userEdit), {});
    server.ewsUrl = text(m_ui->ewsEdit).isEmpty() ? QUrl() : *InputRules::ewsUrl(text(m_ui->ewsEdit), {});
    server.exchangeVersion = m_ui->versionCombo->currentData().toString();
    server.testMailboxes = TypedList::values(m_ui->roomEdit->text(), &InputRules::email);
    server.forbiddenMailbox = text(m_ui->forbiddenEdit);
    server.trustedCaFile = text(m_ui->caEdit);
    server.acceptHosts = TypedList::values(m_ui->hostsEdit->text(), &InputRules::hostName);
    return server;
}

void AccountPage::showPasswordState()
{
    const bool known = m_current.exists() && !m_current->password().isEmpty();
    m_ui->passwordEdit->setPlaceholderText(known ? tr("Known already; type only to change it") : QString());
}

// It was meant for the account of before, and must never be presented for another one.
void AccountPage::forgetTyped()
{
    m_ui->passwordEdit->clear();
    m_ui->passwordNotice->clear();
    m_ui->showCheck->setChecked(false);
    m_ui->spellingsCheck->setChecked(false);
}

// What was found is offered, never put over what the admin typed.
void AccountPage::showFound()
{
    if (!m_current.exists())
        return;
    const Found found = m_current->found();
    const QString address = found.ewsUrl.toString();
    const bool news = !address.isEmpty() && address != m_ui->ewsEdit->text().trimmed();
    m_ews->suggest(news ? tr("Found by Autodiscover: %1").arg(address) : QString(), tr("Use this"), address);
    const bool otherName = !found.username.isEmpty() && found.username != m_ui->emailEdit->text().trimmed()
        && found.username != m_ui->userEdit->text().trimmed();
    m_user->suggest(otherName ? tr("This spelling worked: %1").arg(found.username) : QString(),
                    tr("Use this"), found.username);
    m_ui->versionNotice->show(Theme::Tone::Neutral,
                              found.product.isEmpty() ? QString()
                                                      : tr("The server says: %1").arg(found.product));
}

void AccountPage::chooseCaFile()
{
    auto *dialog = new QFileDialog(this, tr("Choose the CA file"), {},
                                   tr("Certificates (*.pem *.crt *.cer);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, m_ui->caEdit, &QLineEdit::setText);
    dialog->open();
}

} // namespace Setup
