// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/proxysettings.h"
#include "secrets/secretstore.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>

namespace Setup {

class LiveDoor;

// The proxy of this computer as an administrator has set it: its address and user name in the settings
// (proxy/mode, host, port, user), its password in the keychain alone. An operation, to use it or to set it;
// whoever starts one ends the one before.
class KeptProxy : public QObject
{
    Q_OBJECT

public:
    // The two outlive it.
    KeptProxy(SecretStore &secrets, LiveDoor &door, QObject *parent = nullptr);
    ~KeptProxy() override;

    // Without the password. Where nothing is set, the system decides. FILE_MALFORMED.
    static Result<ProxySettings> settings();

    // system, none, or host:port, as on the command line. INPUT_*.
    static Result<ProxySettings> fromWord(const QString &typed);
    static QString toWord(const ProxySettings &settings);

    // Lets the door use what is set, or for this once another proxy; that gets the login only if it is the
    // one that the login is kept for. FILE_MALFORMED, KEYCHAIN_*.
    void use(const std::optional<ProxySettings> &instead = {});
    // The password first, then the settings, then the door. Where one fails, no login is left for the proxy
    // of before, either. Without a user there is no password. INPUT_MISSING, FILE_NOT_WRITABLE, KEYCHAIN_*.
    void keep(const ProxySettings &wanted);
    void cancel();

    // Every password that a proxy may have been told.
    QList<Secret> secrets() const;

signals:
    void finished(const Setup::Result<Setup::Done> &result); // never from inside use() or keep()
    void waitingForUser(); // of the keychain

private:
    void readPassword();
    void takePassword(const Result<Secret> &password);
    void changePassword();
    void removePassword();
    void takeRemoved(const Result<Done> &result);
    void takeStored(const Result<Done> &result);
    void report(const Result<Done> &result);
    void later(void (KeptProxy::*step)());
    void refuse();

    SecretStore &m_secrets;
    LiveDoor &m_door;
    ProxySettings m_wanted;
    std::optional<Problem> m_refusal;
    std::unique_ptr<ReadSecret> m_read;
    std::unique_ptr<WriteSecret> m_write;
    std::unique_ptr<DeleteSecret> m_delete;
    QTimer m_later;
    void (KeptProxy::*m_step)() = nullptr;
};

} // namespace Setup
