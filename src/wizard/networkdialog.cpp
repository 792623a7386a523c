// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/networkdialog.h"

#include "ui_networkdialog.h"

#include <QPushButton>

#include <utility>

namespace Setup {

using namespace Qt::StringLiterals;

using Mode = ProxySettings::Mode;

NetworkDialog::NetworkDialog(KeptProxy &proxy, QWidget *parent)
    : QDialog(parent)
    , m_proxy(proxy)
    , m_ui(std::make_unique<Ui::NetworkDialog>())
{
    m_ui->setupUi(this);
    connect(m_ui->manualRadio, &QRadioButton::toggled, this, &NetworkDialog::follow);
    connect(m_ui->noneRadio, &QRadioButton::toggled, this, &NetworkDialog::follow);
    connect(m_ui->buttons, &QDialogButtonBox::accepted, this, &NetworkDialog::save);
    connect(m_ui->buttons, &QDialogButtonBox::rejected, this, &NetworkDialog::reject);
    connect(&m_proxy, &KeptProxy::finished, this, &NetworkDialog::conclude);
    connect(&m_proxy, &KeptProxy::waitingForUser, this, [this] {
        m_ui->notice->show(Theme::Tone::Caution,
                           tr("The keychain may be waiting for you in a window of its own."));
    });
    showKept();
}

NetworkDialog::~NetworkDialog() = default;

void NetworkDialog::showKept()
{
    const auto kept = KeptProxy::settings();
    if (!kept)
        m_ui->notice->show(kept.problem());
    const ProxySettings settings = kept ? *kept : ProxySettings();
    m_ui->systemRadio->setChecked(settings.mode == Mode::System);
    m_ui->noneRadio->setChecked(settings.mode == Mode::Direct);
    m_ui->manualRadio->setChecked(settings.mode == Mode::Manual);
    m_ui->hostEdit->setText(settings.host);
    if (settings.port != 0)
        m_ui->portSpin->setValue(settings.port);
    m_ui->userEdit->setText(settings.user);
    follow();
}

void NetworkDialog::follow()
{
    for (QWidget *field : std::initializer_list<QWidget *>{m_ui->hostEdit, m_ui->portSpin})
        field->setEnabled(m_ui->manualRadio->isChecked());
    for (QWidget *field : std::initializer_list<QWidget *>{m_ui->userEdit, m_ui->passwordEdit})
        field->setEnabled(!m_ui->noneRadio->isChecked());
}

void NetworkDialog::save()
{
    m_ui->notice->clear();
    const QString manual = m_ui->hostEdit->text().trimmed() + u':' + m_ui->portSpin->cleanText();
    const QString word = m_ui->manualRadio->isChecked() ? manual
        : m_ui->noneRadio->isChecked()                  ? u"none"_s
                                                        : u"system"_s;
    auto wanted = KeptProxy::fromWord(word);
    if (!wanted)
        return m_ui->notice->show(wanted.problem());
    if (m_ui->userEdit->isEnabled())
        wanted->user = m_ui->userEdit->text().trimmed();
    wanted->password = m_ui->passwordEdit->secret();
    m_ui->buttons->button(QDialogButtonBox::Save)->setEnabled(false);
    m_isSaving = true;
    m_proxy.keep(*wanted);
}

// What the program has begun when it started may end while somebody types here.
void NetworkDialog::conclude(const Result<Done> &result)
{
    if (!std::exchange(m_isSaving, false))
        return;
    m_ui->buttons->button(QDialogButtonBox::Save)->setEnabled(true);
    if (!result)
        return m_ui->notice->show(result.problem());
    accept();
}

} // namespace Setup
