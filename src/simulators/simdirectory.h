// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "simulators/scenarioparts.h"

namespace Setup {

struct SimMailbox
{
    QString address;
    QString name;
    QString sid;
    bool room = false;
    bool inScope = false; // of the service account's ApplicationImpersonation
    bool inCloud = false; // moved there; the directory still knows the address
};

// The people and rooms of an organisation; contoso.test where nobody says another one.
class SimDirectory
{
public:
    static QString serviceAddress() { return QStringLiteral("askcody@contoso.test"); }
    static QString forbiddenAddress() { return QStringLiteral("ceo@contoso.test"); }
    static QString ordinaryAddress() { return QStringLiteral("anna@contoso.test"); }
    static QString roomAddress(int number) { return QStringLiteral("room%1@contoso.test").arg(number); }

    SimDirectory(ScenarioDirectory directory, const ScenarioAccount &account,
                 QString domain = QStringLiteral("contoso.test"));
    // Of a tenant: these people, without a service account.
    SimDirectory(ScenarioDirectory directory, QString domain, const QList<SimMailbox> &people);

    const QList<SimMailbox> &mailboxes() const { return m_mailboxes; }
    QList<SimMailbox> rooms() const;
    const SimMailbox *find(const QString &address) const; // in any case; null where there is none
    const SimMailbox *findBySid(const QString &sid) const;
    const SimMailbox *serviceMailbox() const; // null for an account without mailbox
    QString domain() const { return m_domain; }
    QString roomList() const { return QStringLiteral("rooms@") + m_domain; }
    bool hasRoomLists() const { return m_directory.roomLists; }
    bool givesFreeBusy() const { return m_directory.freeBusy; }
    bool mayImpersonate(const SimMailbox &mailbox) const;

private:
    void add(SimMailbox mailbox); // with a SID, and where it is
    void addRooms();

    ScenarioDirectory m_directory;
    QString m_domain;
    QList<SimMailbox> m_mailboxes;
    bool m_serviceMailbox = false;
};

} // namespace Setup
