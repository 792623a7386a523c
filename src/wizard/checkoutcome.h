// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/finding.h"

#include <QStringList>

namespace Setup {

class Session;

// What the findings of a run allow: which failures nobody may overrule, and which an admin may go on with by
// a decision of his own (README, "From form to portal").
struct CheckOutcomes
{
    // What the portal would refuse an admin may still carry there by hand.
    enum class Way { ByHand, ThroughPortal };

    static CheckOutcomes of(const QList<Finding> &findings, Way way = Way::ByHand);

    QStringList failed; // ids
    QStringList blocking; // those of them that no decision helps with
    bool isPasswordRefused = false; // one of these
    QStringList warned;
    QStringList seen; // every check that has a finding

    bool cancelled(const QStringList &planned) const; // some check has no finding
    // To the next page, where the admin has or has not decided to go on with what failed.
    bool mayGoOn(const QStringList &planned, bool isDecided) const;
    bool isAccepted(const QStringList &decided) const; // there are failures, and every one is among those
    QString failedTitles() const;
};

// The result of a run in one sentence.
QString describe(Verdict verdict, const CheckOutcomes &outcomes);

// What an admin has decided to go on with, and what worked with a warning; empty where there is neither.
QString whatToKeepInMind(const Session &session);

// A host outside the mail domain that has to be accepted before it may get the password.
struct HostQuestion
{
    static HostQuestion of(const QList<Finding> &findings);

    QString host; // empty: nothing to ask
    QString mailDomain;
    QString certificate; // whom its certificate names and who issued it; empty: not seen

    QString text() const;
};

} // namespace Setup
