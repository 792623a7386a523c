// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/simdirectory.h"

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

SimDirectory::SimDirectory(ScenarioDirectory directory, const ScenarioAccount &account, QString domain)
    : m_directory(std::move(directory))
    , m_domain(std::move(domain))
    , m_serviceMailbox(account.mailbox)
{
    const auto address = [this](const QString &name) { return name + u'@' + m_domain; };
    if (m_serviceMailbox)
        add({address(u"askcody"_s), u"AskCody Service"_s, {}, false, true, false});
    add({address(u"anna"_s), u"Anna"_s, {}, false, true, false});
    add({address(u"ceo"_s), u"CEO"_s, {}, false, false, false});
    addRooms();
}

SimDirectory::SimDirectory(ScenarioDirectory directory, QString domain, const QList<SimMailbox> &people)
    : m_directory(std::move(directory))
    , m_domain(std::move(domain))
{
    for (const SimMailbox &one : people)
        add(one);
    addRooms();
}

void SimDirectory::add(SimMailbox mailbox)
{
    mailbox.sid = u"S-1-5-21-1004336348-1177238915-682003330-%1"_s.arg(1100 + m_mailboxes.size());
    mailbox.inCloud = m_directory.movedToCloud.contains(mailbox.address, Qt::CaseInsensitive);
    m_mailboxes.append(mailbox);
}

void SimDirectory::addRooms()
{
    for (int number = 1; number <= 3; ++number)
        add({u"room%1@%2"_s.arg(number).arg(m_domain), u"Room %1"_s.arg(number), {}, true, true, false});
}

QList<SimMailbox> SimDirectory::rooms() const
{
    QList<SimMailbox> rooms;
    std::copy_if(m_mailboxes.begin(), m_mailboxes.end(), std::back_inserter(rooms),
                 [](const SimMailbox &mailbox) { return mailbox.room; });
    return rooms;
}

const SimMailbox *SimDirectory::find(const QString &address) const
{
    const auto found =
        std::find_if(m_mailboxes.begin(), m_mailboxes.end(), [&address](const SimMailbox &mailbox) {
            return mailbox.address.compare(address, Qt::CaseInsensitive) == 0;
        });
    return found == m_mailboxes.end() ? nullptr : &*found;
}

const SimMailbox *SimDirectory::findBySid(const QString &sid) const
{
    const auto found = std::find_if(m_mailboxes.begin(), m_mailboxes.end(),
                                    [&sid](const SimMailbox &mailbox) { return mailbox.sid == sid; });
    return found == m_mailboxes.end() ? nullptr : &*found;
}

const SimMailbox *SimDirectory::serviceMailbox() const
{
    return m_serviceMailbox ? find(u"askcody@"_s + m_domain) : nullptr;
}

bool SimDirectory::mayImpersonate(const SimMailbox &mailbox) const
{
    switch (m_directory.impersonation) {
    case ScenarioDirectory::Impersonation::Denied:
        return false;
    case ScenarioDirectory::Impersonation::Everyone:
        return true;
    case ScenarioDirectory::Impersonation::Scoped:
        break;
    }
    return mailbox.inScope;
}

} // namespace Setup
