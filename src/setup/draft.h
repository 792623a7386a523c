// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/finding.h"
#include "core/integration.h"
#include "core/result.h"
#include "core/runinput.h"
#include "setup/decision.h"
#include "setup/pendingsubmission.h"
#include "setup/session.h"

#include <QDateTime>

#include <optional>

namespace Setup {

// What the journal keeps of a session between two starts of the program. Never a secret.
struct Draft
{
    Integration integration;
    Session::State state = Session::State::Draft;
    QDateTime changedAt;
    bool keepPassword = false; // of the service account
    bool keepSignIn = false; // at Microsoft, which is another secret of another person
    QByteArray checkedInput; // SHA-256 of what the last whole run read
    QDateTime checkedAt;
    QList<Finding> findings; // of that run
    OnlineInput told; // to that run, with Exchange Online
    Verdict verdict = Verdict::Incomplete;
    QList<Decision> decisions; // about these findings
    std::optional<Session::State> towards; // an act began that leads there, and its end was not written yet
    // What the push put there, or was about to: may name too much, never too little.
    QStringList keychainItems;
    // Also after an edit, until its outcome is known.
    std::optional<PendingSubmission> submission;
    // The origin of the portal where something that was sent may have made the integration, or may make it
    // yet. Outlives the submission; empty again when the portal has refused it for certain, or has the
    // integration.
    QString sentTo;
    bool otherPasswordSent = false; // a request whose outcome is unknown held another password
    QString madeIn; // the origin of the portal that has it
    QString portalId; // the portal's own name for the integration, once it is made
    bool madeByAnother = false; // that one is not ours: it was there, or came between

    friend bool operator==(const Draft &, const Draft &) = default;
};

QByteArray toJson(const Draft &draft);
Result<Draft> draftFromJson(const QByteArray &json); // FILE_MALFORMED

// A hash of everything in the integration that a check reads: an edit of the name does not make findings
// stale.
QByteArray inputHash(const Integration &integration);

// The portal has said that it has the integration; what is left is tidying up.
bool isMade(const Draft &draft);

// A submission has left this computer, and nobody knows whether the portal has made an integration of it.
bool isOutcomeOpen(const Draft &draft);

// Takes back what the checks found: what was Checked is a Draft again, and nothing is under way any more.
void forgetChecks(Draft &draft);

// As forgetChecks(), from whichever state.
void returnToDraft(Draft &draft);

// Another password from now on: what was sealed goes no more, but it may have made the integration.
void forgetSealedPassword(Draft &draft);

// What was checked more than a day ago, or for other values, is a draft again (README, "From form to
// portal"). Not so what has been submitted: it may stand in the portal already.
bool checksHold(const Draft &draft, const QDateTime &now);
Draft withStaleChecksDropped(Draft draft, const QDateTime &now);

} // namespace Setup
