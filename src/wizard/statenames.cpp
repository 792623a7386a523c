// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/statenames.h"

namespace Setup {

QString stateName(Session::State state)
{
    switch (state) {
    case Session::State::Draft:
        return Session::tr("not checked yet");
    case Session::State::Checked:
        return Session::tr("checked");
    case Session::State::SecretStored:
        return Session::tr("about to be handed over");
    case Session::State::Submitted:
        return Session::tr("sent, not confirmed yet");
    case Session::State::Confirmed:
        return Session::tr("confirmed by the portal");
    case Session::State::HandedOff:
        break;
    }
    return Session::tr("handed over by hand");
}

} // namespace Setup
