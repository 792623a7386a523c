// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "simulators/directoryoperations.h"
#include "simulators/mailboxoperations.h"
#include "simulators/matchcounter.h"
#include "simulators/notificationoperations.h"
#include "simulators/simlogon.h"

namespace Setup {

// Who calls, as the logon has it.
struct EwsCaller
{
    enum class Kind {
        Service, // an account that may impersonate, as the directory says
        Person, // by OAuth, for himself
        Application // by OAuth, for others only
    };

    Kind kind = Kind::Service;
    const SimMailbox *mailbox = nullptr; // his own; null: he has none
};

// /EWS/Exchange.asmx, after the logon: judges envelope, version, schema and impersonation as Exchange does,
// and hands the rest to the operations.
class EwsEndpoint
{
public:
    EwsEndpoint(const ScenarioExchange &exchange, const SimDirectory &directory, const SimProduct &product);

    SimReply answer(const SimRequest &request, const QDateTime &now, const EwsCaller &caller);

    // Whom a request wants to act as, by address; empty: nobody, or it cannot be read.
    static QString impersonated(const SimRequest &request);

    int subscriptionCount() const { return m_notifications.subscriptionCount(); }

private:
    // Each answers with a refusal, or nothing where all is well.
    std::optional<SimReply> refuseEnvelope(const SimRequest &request, const SimDocument &parsed) const;
    std::optional<SimReply> refuseVersion(const SimElement &envelope, const SimElement &body) const;
    std::optional<SimReply> refuseSchema(const SimElement &envelope, const SimElement &body) const;
    std::optional<SimReply> planned(const SimRequest &request, const QString &operation);
    std::optional<SimReply> impersonate(const SimElement &envelope, const EwsCaller &caller,
                                        const SimMailbox **principal) const;
    SimReply perform(const SimCall &call);

    struct PlannedFault
    {
        ScenarioFault fault;
        MatchCounter counter;
    };

    const SimDirectory &m_directory;
    const SimProduct &m_product;
    QStringList m_versions;
    QList<PlannedFault> m_faults;
    MailboxOperations m_mailboxes;
    DirectoryOperations m_lookUps;
    NotificationOperations m_notifications;
};

} // namespace Setup
