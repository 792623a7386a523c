// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/domainwatch.h"

#include "core/inputrules.h"
#include "core/integration.h"

#include <QLineEdit>

namespace Setup {

using namespace Qt::StringLiterals;

DomainWatch::DomainWatch(QLineEdit *email, QObject *parent)
    : QObject(parent)
    , m_email(email)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(Pause);
    connect(email, &QLineEdit::textEdited, this, &DomainWatch::consider);
    connect(&m_pause, &QTimer::timeout, this, &DomainWatch::tell);
}

void DomainWatch::consider()
{
    if (InputRules::email(m_email->text(), u"email"_s))
        m_pause.start();
    else
        m_pause.stop();
}

void DomainWatch::tell()
{
    const auto email = InputRules::email(m_email->text(), u"email"_s);
    // Of a page that was left, it would end what runs on another one.
    if (!email || mailDomain(*email) == m_domain || !m_email->isVisible())
        return;
    m_domain = mailDomain(*email);
    emit completed(*email);
}

} // namespace Setup
