// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "diagnosis/fixscript.h"

#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace Setup {

// Who can remove a cause.
enum class Owner {
    ExchangeAdmin,
    EntraAdmin,
    NetworkAdmin,
    PortalAdmin,
    Askcody,
    Microsoft,
    Workstation // whoever looks after the computer that this program runs on
};

enum class Confidence { Low, Medium, High };

// What would tell a cause from its rivals.
struct Decider
{
    QString text; // empty: nothing is left to be asked
    QString check; // the check that tells it, not run so far; empty: people must look

    friend bool operator==(const Decider &, const Decider &) = default;
};

struct Cause
{
    QString id; // stable, where the catalogue gives one
    QString text;
    QStringList evidenceFor; // what was seen in this run that speaks for it
    QStringList evidenceAgainst;
    Owner owner = Owner::ExchangeAdmin;
    Confidence confidence = Confidence::Medium;
    Decider decidedBy;

    friend bool operator==(const Cause &, const Cause &) = default;
};

// A Problem in words, in the user's language. Everything is plain text: show it as such, never as HTML. The
// commands are PowerShell, with the customer's own names quoted as literals; none contains a secret.
struct Explanation
{
    QString title; // at most about 60 characters
    QString what; // what happened, one to three sentences
    QString tellApart; // how to tell it from what looks alike; may be empty
    Owner owner = Owner::ExchangeAdmin; // of the most likely cause
    QList<Cause> causes; // the most likely one first
    QStringList steps; // in this order
    QStringList commands;
    QStringList links; // https addresses
    QList<FixScript> scripts;
    QStringList touches; // checks to be run again when what is to be done has been done

    bool isEmpty() const { return title.isEmpty(); }
    friend bool operator==(const Explanation &, const Explanation &) = default;
};

// The JSON spelling: "exchangeAdmin", "high".
QString toString(Owner owner);
QString toString(Confidence confidence);
std::optional<Owner> ownerFromString(const QString &text);
std::optional<Confidence> confidenceFromString(const QString &text);

// As people read it: "Exchange administrator", "very likely".
QString displayName(Owner owner);
QString displayName(Confidence confidence);

// The object "explanation" of the JSON report; empty members are left out.
QJsonObject toJson(const Explanation &explanation);
QJsonObject toJson(const Cause &cause);

} // namespace Setup
