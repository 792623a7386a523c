// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringList>

#include <optional>

namespace Setup {

// Who may sign in to the simulated portal, and what as.
struct SimAccount
{
    QString email;
    QString name;
    QString organisation; // its id
    QString organisationName;
    QStringList roles; // in the words of the portal's API

    // The people of the demo world, all with one password: owner@, integrations@ and resources@contoso.test
    // (of which the last may not make integrations), admin@fabrikam.test of another organisation.
    static QList<SimAccount> all();
    static std::optional<SimAccount> find(const QString &email);
    static QString password() { return QStringLiteral("Portal-Demo-7!"); }
    // Absent: the address or the password is not right.
    static std::optional<SimAccount> signIn(const QString &email, const QString &typedPassword);

    // What acts without a person, where client credentials are allowed.
    static SimAccount automation();
};

// An application that the identity provider knows.
struct SimClient
{
    QString id;
    QString secret; // empty: a public client
    QStringList grants;
    QStringList scopes;

    // The set-up program itself and the unattended client of contoso.test.
    static std::optional<SimClient> find(const QString &id);
    static SimClient setupProgram();
    static SimClient automation();
};

} // namespace Setup
