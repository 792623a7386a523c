// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "secrets/deletesecret.h"
#include "secrets/readsecret.h"
#include "secrets/writesecret.h"

#include <QUuid>

namespace Setup {

// The way to the keychain for everybody above. It makes operations; each is started, cancelled and owned by
// its receiver and must not outlive the store. There is no plain-text fallback: where there is no keychain,
// every operation ends with KEYCHAIN_ABSENT.
//
// Names are ours and tell nothing (integration/<uuid>/password). Values are of up to 128,000 bytes; those
// longer than one entry of the keychain are split (secretlayout.h).
class SecretStore
{
public:
    explicit SecretStore(std::unique_ptr<Keyring> keyring);
    virtual ~SecretStore();
    SecretStore(const SecretStore &) = delete;
    SecretStore &operator=(const SecretStore &) = delete;

    std::unique_ptr<WriteSecret> write(const QString &name, Secret value);
    std::unique_ptr<ReadSecret> read(const QString &name);
    std::unique_ptr<DeleteSecret> remove(const QString &name);

    // The names of the secrets that this program wrote and did not delete since. The keychains cannot be
    // searched through QtKeychain, so the names (never values) stand in a file of their own; a name is put
    // there before its value is written, so the list may name too much after a crash, but not too little.
    Result<QStringList> names() const;

    void setPartSize(qsizetype bytes) { m_partSize = bytes; }

    // The service account's password, and the sealed body that waits for its outcome (architecture, section
    // 7).
    static QString passwordName(const QUuid &integration);
    static QString sealedBodyName(const QUuid &integration);
    // What an administrator's sign-in at Microsoft leaves for later checks.
    static QString microsoftSignInName(const QUuid &integration);

protected:
    Keyring &keyring() const { return *m_keyring; }

private:
    std::unique_ptr<Keyring> m_keyring;
    qsizetype m_partSize = SecretLayout::DefaultPartSize;
};

} // namespace Setup
