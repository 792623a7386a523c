// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"
#include "core/secret.h"

#include <QJsonObject>
#include <QStringList>

namespace Setup {

// A HAR document as it may leave the program.
struct SweptRecording
{
    QJsonObject document;
    QStringList taken; // where something was taken out, as JSON pointers
};

// Takes the run's secrets out of a HAR document in which redaction let one stand: a password may be an
// ordinary word that an answer says innocently. Any text in which one is found, in whatever form
// (secretscan.h), becomes a mark that holds no word at all; an exchange from which something was taken counts
// as trimmed, so that a replay does not judge what is no longer there. Words that this program itself writes
// into every recording say nothing about the password and stay.
//
// RECORDING_HOLDS_PASSWORD where it stands in what cannot be taken out without making the recording useless
// (an address, a code of Exchange, what the run was about), with the JSON pointer as "where".
Result<SweptRecording> withoutSecrets(const QJsonObject &document, const QList<Secret> &secrets);

} // namespace Setup
