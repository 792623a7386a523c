// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "secrets/keyringprobe.h"

#include <QDBusConnection>
#include <QFutureWatcher>
#include <QTimer>

class QDBusMessage;

namespace Setup {

// On Linux: the session bus, org.freedesktop.secrets (Secret Service API 0.2, freedesktop.org) or, in a KDE
// session, KWallet: the same choice as QtKeychain's. Connecting to the bus blocks, so a thread of the pool
// does it; everything after that is asynchronous.
class DBusKeyringProbe : public KeyringProbe
{
    Q_OBJECT

public:
    DBusKeyringProbe();

    void start() override;

private:
    struct Bus
    {
        explicit Bus(const QString &busName);
        ~Bus();
        Bus(const Bus &) = delete;
        Bus &operator=(const Bus &) = delete;

        QString name;
        QDBusConnection connection;
    };
    using Next = void (DBusKeyringProbe::*)(const QDBusMessage &reply);

    static std::shared_ptr<Bus> connectBus(const QString &name);

    void useBus();
    void ask(const QDBusMessage &question, Next next);
    void askForOwner();
    void takeOwner(const QDBusMessage &reply);
    void takeStartable(const QDBusMessage &reply);
    void askForLock();
    void takeCollection(const QDBusMessage &reply);
    void takeLocked(const QDBusMessage &reply);
    void takeWallet(const QDBusMessage &reply);
    void takeOpen(const QDBusMessage &reply);
    void settle();

    KeyringSituation m_situation;
    QString m_wallet; // kwalletd5, kwalletd6; empty for the Secret Service
    std::shared_ptr<Bus> m_bus;
    QFutureWatcher<std::shared_ptr<Bus>> m_connecting;
    QTimer m_deadline;
};

} // namespace Setup
