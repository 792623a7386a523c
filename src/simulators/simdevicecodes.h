// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "simulators/simstore.h"

#include <QStringList>

#include <optional>

namespace Setup {

// What devices wait for at an identity provider (RFC 8628), in its store.
class SimDeviceCodes
{
public:
    struct Times
    {
        int lifetime = 600; // seconds, as the next
        int interval = 5;
    };
    struct Pair
    {
        QString deviceCode;
        QString userCode; // easy to read and to type
    };
    // Who may do what now; without an account it was denied.
    struct Decision
    {
        QString account;
        QStringList scopes;
        qint64 at = 0; // seconds
        QString claims = {}; // that the device asked for
    };
    struct Outcome
    {
        std::optional<Decision> decision; // given once
        QString error; // one of RFC 8628, 3.5
    };

    // Every device code ends with the mark.
    SimDeviceCodes(Times times, SimStore &store, QString mark = {})
        : m_times(times)
        , m_store(store)
        , m_mark(std::move(mark))
    {}

    Times times() const { return m_times; }
    Pair begin(const QString &client, const QStringList &scopes, const QString &claims);
    // As kept, with "client", "scopes" and "userCode"; empty: no device waits with it.
    QJsonObject waiting(const QString &userCode) const;
    bool isUndecided(const QString &deviceCode) const; // somebody may still type the other code
    void decide(const QString &userCode, const QString &account); // an empty account denies
    Outcome poll(const QString &deviceCode, const QString &client);

private:
    QString find(const QString &userCode) const; // the device code

    Times m_times;
    SimStore &m_store;
    QString m_mark;
};

} // namespace Setup
