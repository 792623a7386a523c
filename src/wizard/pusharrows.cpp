// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/pusharrows.h"

#include "setup/inportal.h"

#include <QCoreApplication>

namespace Setup {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(PushArrows)
};

enum Row { CheckedRow, KeychainRow, SentRow, MadeRow, CloudRow };

// Which act comes next in this state.
int rowAfter(Session::State state)
{
    switch (state) {
    case Session::State::Draft:
    case Session::State::HandedOff:
        return CheckedRow;
    case Session::State::Checked:
        return KeychainRow;
    case Session::State::SecretStored:
        return SentRow;
    case Session::State::Submitted:
        return MadeRow;
    case Session::State::Confirmed:
        break;
    }
    return CloudRow;
}

QStringList arrows(bool isOnline)
{
    return {Words::tr("Checked from this computer"),
            isOnline ? Words::tr("Written down on this computer, so that nothing is ever made twice")
                     : Words::tr("Password in the keychain of this computer, written and read back"),
            isOnline ? Words::tr("Sent to the portal; there is no password in it")
                     : Words::tr("Password sealed for the portal alone, and sent"),
            Words::tr("Made in the portal, once"), Words::tr("Tried by AskCody’s cloud")};
}

} // namespace

void PushArrows::begin(bool isOnline)
{
    clear();
    for (const QString &arrow : arrows(isOnline))
        add(arrow);
}

void PushArrows::follow(Session::State reached)
{
    setAt(rowAfter(reached), State::Active);
}

void PushArrows::markNext(const Session &session, State state)
{
    const int row = rowAfter(session.state());
    const bool isUnknown = row == MadeRow && inPortal(session) == InPortal::Unknown;
    setAt(row, isUnknown ? State::Unknown : state);
}

void PushArrows::followCloud()
{
    setAt(CloudRow, State::Active);
}

void PushArrows::markCloud(Verdict verdict)
{
    const bool isPassable = verdict == Verdict::Pass || verdict == Verdict::Warn;
    setAt(isPassable ? CloudRow + 1 : CloudRow, verdict == Verdict::Fail ? State::Failed : State::Unknown);
}

} // namespace Setup
