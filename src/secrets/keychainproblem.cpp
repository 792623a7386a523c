// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "secrets/keychainproblem.h"

#include "core/foreigntext.h"
#include "core/problemcodes.h"

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

QString nameOf(QKeychain::Error error)
{
    switch (error) {
    case QKeychain::NoError:
        return u"NoError"_s;
    case QKeychain::EntryNotFound:
        return u"EntryNotFound"_s;
    case QKeychain::CouldNotDeleteEntry:
        return u"CouldNotDeleteEntry"_s;
    case QKeychain::AccessDeniedByUser:
        return u"AccessDeniedByUser"_s;
    case QKeychain::AccessDenied:
        return u"AccessDenied"_s;
    case QKeychain::NoBackendAvailable:
        return u"NoBackendAvailable"_s;
    case QKeychain::NotImplemented:
        return u"NotImplemented"_s;
    case QKeychain::OtherError:
        return u"OtherError"_s;
    }
    return QString::number(error);
}

QString codeOf(QKeychain::Error error, const KeyringSituation &situation)
{
    const bool isSecretService = situation.backend == "Secret Service"_L1;
    switch (error) {
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        return Code::KeychainAbsent;
    case QKeychain::AccessDeniedByUser:
        return Code::KeychainDenied;
    case QKeychain::AccessDenied:
        // libsecret's only access error is "is locked"; KWallet's is a wallet that its user did not open.
        return situation.isLocked == true && isSecretService ? Code::KeychainLocked : Code::KeychainDenied;
    case QKeychain::EntryNotFound:
    case QKeychain::CouldNotDeleteEntry:
    case QKeychain::NoError:
    case QKeychain::OtherError:
        break;
    }
    // Asking would have started it: if it still does not run, it cannot.
    const bool isDead = situation.isRunning == false && error != QKeychain::EntryNotFound;
    if (situation.isAbsent() || isDead)
        return Code::KeychainAbsent;
    if (situation.isLocked == true)
        return Code::KeychainLocked;
    // A keyring without a default collection asks its user to make one, which was refused.
    if (situation.hasCollection == false && error != QKeychain::EntryNotFound)
        return Code::KeychainLocked;
    if (error == QKeychain::EntryNotFound)
        return Code::KeychainEntryMissing;
    return error == QKeychain::CouldNotDeleteEntry ? Code::KeychainDenied : Code::KeychainFailed;
}

} // namespace

Problem keychainProblem(QKeychain::Error error, const QString &message, const KeyringSituation &situation)
{
    QJsonObject facts = toJson(situation);
    facts.insert(u"error"_s, nameOf(error));
    return {codeOf(error, situation), ForeignText(message).text(), facts};
}

} // namespace Setup
