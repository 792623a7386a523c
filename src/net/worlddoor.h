// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/worldtable.h"
#include "net/livedoor.h"

namespace Setup {

// The door to a simulated world on loopback, for the demo and the tests: names lead where the table says,
// keep their meaning for SNI, Host and verification, and the world's public CA is what the system trusts
// there. The shipped programs are linked without it.
class WorldDoor : public LiveDoor
{
public:
    explicit WorldDoor(WorldTable table);

    // As if each look-up took that long; simulators take their own time. Where no resolver answers, it ends
    // after the query's deadline.
    void setLookUpTime(std::chrono::milliseconds time) { m_lookUpTime = time; }

    std::unique_ptr<LookUp> lookUp(const LookUpQuery &query) override;
    std::unique_ptr<Connect> connectTo(const ConnectQuery &query) override;
    std::unique_ptr<Handshake> handshake(const HandshakeQuery &query) override;
    std::unique_ptr<Exchange> exchange(const ExchangeQuery &query) override;

protected:
    Destination destination(const QString &host, quint16 port, const QString &address) const override;

private:
    Result<LookUpAnswer> answer(const LookUpQuery &query) const;
    QList<DnsRecord> records(const QString &name, RecordType type) const;
    QString canonicalName(const QString &name) const;
    quint16 loopbackPort(const QString &host, quint16 port) const;
    bool isBlackHole(const QString &host, quint16 port) const;
    std::optional<Problem> unreachable(const QString &host, quint16 port) const;
    bool isProxy(const QString &host, quint16 port) const;

    WorldTable m_table;
    QList<QSslCertificate> m_publicRoots;
    std::chrono::milliseconds m_lookUpTime{0};
};

} // namespace Setup
