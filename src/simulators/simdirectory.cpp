// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/simdirectory.h"

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

SimDirectory::SimDirectory(ScenarioDirectory directory, const ScenarioAccount &account)
    : m_directory(std::move(directory))
    , m_serviceMailbox(account.mailbox)
{
    if (m_serviceMailbox)
        m_mailboxes.append({serviceAddress(), u"AskCody Service"_s, {}, false, true, false});
    m_mailboxes.append({ordinaryAddress(), u"Anna"_s, {}, false, true, false});
    m_mailboxes.append({forbiddenAddress(), u"CEO"_s, {}, false, false, false});
    for (int number = 1; number <= 3; ++number)
        m_mailboxes.append({roomAddress(number), u"Room %1"_s.arg(number), {}, true, true, false});
    for (qsizetype i = 0; i < m_mailboxes.size(); ++i) {
        SimMailbox &mailbox = m_mailboxes[i];
        mailbox.sid = u"S-1-5-21-1004336348-1177238915-682003330-%1"_s.arg(1100 + i);
        mailbox.inCloud = m_directory.movedToCloud.contains(mailbox.address, Qt::CaseInsensitive);
    }
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
    return m_serviceMailbox ? find(serviceAddress()) : nullptr;
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
