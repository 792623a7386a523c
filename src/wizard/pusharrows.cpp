// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/pusharrows.h"

#include <QCoreApplication>

namespace Setup {

namespace {

struct PushArrows
{
    Q_DECLARE_TR_FUNCTIONS(PushArrows)
};

} // namespace

QStringList pushArrows(bool isOnline)
{
    return {PushArrows::tr("Checked from this computer"),
            isOnline ? PushArrows::tr("Written down on this computer, so that nothing is ever made twice")
                     : PushArrows::tr("Password in the keychain of this computer, written and read back"),
            isOnline ? PushArrows::tr("Sent to the portal; there is no password in it")
                     : PushArrows::tr("Password sealed for the portal alone, and sent"),
            PushArrows::tr("Made in the portal, once"), PushArrows::tr("Tried by AskCody’s cloud")};
}

} // namespace Setup
