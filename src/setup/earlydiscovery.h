// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "setup/checkrun.h"

#include <QObject>

#include <memory>

namespace Setup {

// What is found out before there is a run, and never with a login: while the administrator types, by the mail
// domain alone; once she has gone on with the address, by that, too, at hosts that have shown to be an
// Exchange, and none of them Microsoft's.
class EarlyDiscovery : public QObject
{
    Q_OBJECT

public:
    EarlyDiscovery(const CheckServices &services, const QList<CheckDefinition> &checks);
    ~EarlyDiscovery() override;

    // progressed() follows, also where it is known already.
    void byDomain(RunInput input);
    void byAddress(RunInput input);
    // Ends what is on its way; what was found stays.
    void cancel();
    // The same for what is not about this account any more.
    void cancelOthers(const QString &account);

    // What is known of an account: what its address told first, then what its domain told.
    QList<Finding> findings(const QString &account) const;

signals:
    void progressed();

private:
    std::unique_ptr<CheckRun> begin(const RunInput &input);

    CheckServices m_services;
    QList<CheckDefinition> m_checks;
    std::unique_ptr<CheckRun> m_byDomain;
    std::unique_ptr<CheckRun> m_byAddress;
};

} // namespace Setup
