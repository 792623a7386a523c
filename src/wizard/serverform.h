// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/integration.h"
#include "setup/found.h"
#include "wizard/judgedfield.h"

#include <QList>

namespace Setup {

namespace Ui {
class AccountPage;
}

// The fields of the account page that stand for an Exchange Server, each with the rule for what may be in it.
class ServerForm
{
public:
    // The widgets own the rules, and outlive this.
    explicit ServerForm(const Ui::AccountPage &ui);

    void show(const ExchangeServer &server) const;
    // What was found, beside or in the field that it is for; never over what was typed.
    void offer(const Found &found) const;
    // Says beside each field what is wrong with it; the first of those, or null.
    QLineEdit *judge() const;
    // The server with what the fields hold; where one breaks its rule, with what it had before.
    ExchangeServer applied(ExchangeServer server) const;

private:
    JudgedField *add(QLineEdit *edit, Notice *notice, const JudgedField::Rule &rule);

    const Ui::AccountPage &m_ui;
    QList<JudgedField *> m_fields;
    JudgedField *m_email;
    JudgedField *m_user;
    JudgedField *m_ews;
    JudgedField *m_rooms;
    JudgedField *m_forbidden;
    JudgedField *m_ca;
    JudgedField *m_hosts;
};

} // namespace Setup
