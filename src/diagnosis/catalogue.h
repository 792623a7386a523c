// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "diagnosis/condition.h"
#include "diagnosis/explanation.h"

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

namespace Setup {

// What would tell this cause from the others: a check, or something that people do.
struct CatalogueDecider
{
    QString check; // id; empty: no check of this program tells it
    QString says;

    friend bool operator==(const CatalogueDecider &, const CatalogueDecider &) = default;
};

// What is to be done.
struct CatalogueRemedy
{
    QStringList steps;
    QStringList commands;
    QStringList scripts; // ids: repairs
};

struct CatalogueCause
{
    QString id; // stable within its entry; may be empty
    QString text;
    Owner owner = Owner::ExchangeAdmin;
    Confidence confidence = Confidence::Medium;
    QList<Condition> evidenceFor; // one that holds moves the cause up
    QList<Condition> evidenceAgainst; // and here down
    QList<CatalogueDecider> decidedBy; // the first one that is still to be done counts
    CatalogueRemedy remedy; // shown first where this is the likeliest cause; may be empty
    bool isRemedyEnough = false; // what the problem has would mislead then, and is left out
};

// English source texts with {placeholders}; Explainer translates and fills them.
struct CatalogueEntry
{
    // What helps with every cause: that of the likeliest one before that of the problem.
    CatalogueRemedy remedyFor(const CatalogueCause &likeliest) const;

    QString code; // or "code@check.id" where the same code means something else in one check
    Owner owner = Owner::ExchangeAdmin;
    QString title;
    QString what;
    QString tellApart;
    QList<CatalogueCause> causes;
    CatalogueRemedy remedy;
    QStringList links;
    QStringList touches; // checks that a repair changes the answer of, besides the one that found the problem
};

// A repair as a script: the words for it. What it does is in resources/scripts.
struct CatalogueScript
{
    QString id;
    QString title;
    QString what;
    QString undo; // what it does with -Undo
    bool isOnline = false; // for Exchange Online; else for the Exchange Management Shell
    QStringList touches; // the checks that may answer otherwise afterwards, without those that depend on them
};

// What a check is called and what it wants to know.
struct CheckText
{
    QString id;
    QString title;
    QString asks;
};

// All that the program has to say about problems and checks, from resources/catalogue*.json.
class Catalogue
{
public:
    // The one in the program. Loaded at the first call; a broken one is a programming mistake (tests prove it
    // is not).
    static const Catalogue &standard();

    // Reads one catalogue file and adds what it says; false with a message in errors() when it is not one.
    bool add(const QByteArray &json);
    QStringList errors() const { return m_errors; }

    // The entry for a code, as the check needs it; else that of its family, which shows the raw code. Never
    // empty with the standard catalogue.
    const CatalogueEntry &entry(const QString &code, const QString &checkId = {}) const;
    bool contains(const QString &code) const { return m_entries.contains(code); }
    QStringList codes() const; // sorted, without the "code@check.id" variants
    QList<CatalogueEntry> entries() const; // all, sorted by code

    // In the user's language. An unknown id is its own title.
    QString checkTitle(const QString &checkId) const;
    QString checkAsks(const QString &checkId) const;
    QList<CatalogueScript> scripts() const { return m_scripts; }

    QList<CheckText> checks() const { return m_checks; } // in English, in the order of reports

    // A text of the catalogue in the user's language.
    static QString translated(const QString &source);

private:
    QHash<QString, CatalogueEntry> m_entries;
    QList<CheckText> m_checks;
    QList<CatalogueScript> m_scripts;
    QStringList m_errors;
};

} // namespace Setup
