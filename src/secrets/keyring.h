// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"
#include "core/secret.h"

#include <QObject>
#include <QStringList>

#include <memory>

namespace Setup {

// What is asked of the keyring: exactly one entry, which is replaced or removed as a whole.
struct KeyringRequest
{
    enum class Kind { Read, Write, Remove };

    Kind kind = Kind::Read;
    QString entry;
    Secret value; // what to write
};

// One request on its way. finished() comes once after start() and never from inside it: what was read, an
// empty Secret after a change, or a Problem with a KEYCHAIN_ code. Destroying the step silences it; a request
// that the keyring has already taken may still be carried out.
class KeyringStep : public QObject
{
    Q_OBJECT

public:
    virtual void start() = 0;

signals:
    void finished(const Setup::Result<Setup::Secret> &result);
};

// Where entries are kept: the operating system's keychain, or memory. It knows nothing of secrets that span
// several entries; that is SecretStore's part.
class Keyring
{
public:
    virtual ~Keyring();

    virtual std::unique_ptr<KeyringStep> step(const KeyringRequest &request) = 0;

    // The entries that were written and not removed again, parts left out. Answers at once, from a list kept
    // beside the keyring, because asking the keyring could make it prompt.
    virtual Result<QStringList> entries() const = 0;

    // What is known of the keyring at this moment (backend, locked, …), for a Problem's facts.
    virtual QJsonObject situation() const = 0;
};

} // namespace Setup
