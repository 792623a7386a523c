// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"
#include "secrets/deletesecret.h"
#include "secrets/secretstore.h"

#include <QStringList>

namespace Setup {

// Deletes secrets one after the other, each within DeleteSecret's own deadline, and stops at the first that
// cannot be deleted. finished() tells the names that are gone; a Problem tells them in its fact "forgotten",
// and in "entry" the one that is not. A name that the store does not list is KEYCHAIN_ENTRY_MISSING, before
// anything is deleted.
class ForgetSecrets : public QObject
{
    Q_OBJECT

public:
    ForgetSecrets(SecretStore &store, QStringList names);

    void setDeadline(std::chrono::milliseconds deadlineOfEach) { m_deadline = deadlineOfEach; }
    void start();
    void cancel();

signals:
    void waitingForUser(); // as SecretOperation's
    void finished(const Setup::Result<QStringList> &forgotten);

private:
    void begin();
    void next();
    void take(const Result<Done> &result);
    void fail(Problem problem);

    SecretStore &m_store;
    QStringList m_names;
    QStringList m_forgotten;
    std::unique_ptr<DeleteSecret> m_deletion;
    QTimer m_beginning;
    std::chrono::milliseconds m_deadline = std::chrono::seconds(20);
};

} // namespace Setup
