// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/integration.h"
#include "core/result.h"
#include "core/secret.h"

#include <QCoreApplication>
#include <QHash>

namespace Setup {

class Console;

// The passwords that come from standard input: a line for each account, in the order in which the files name
// the accounts. No account is shown the password of another one.
class GivenPasswords
{
    Q_DECLARE_TR_FUNCTIONS(GivenPasswords)

public:
    explicit GivenPasswords(Console &console)
        : m_console(console)
    {}

    // Asks where it has not been asked yet. Errors as Console::readPassword().
    Result<Secret> of(const Integration &integration);

private:
    Console &m_console;
    QHash<QString, Secret> m_known;
};

} // namespace Setup
