// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace Setup {

// One question to what a run has seen. The fact is one of the problem ("offers", "code", "checkId"), of
// another check's finding ("auth.login:status"), or inside one ("net.tcp:results/address"); of a list, one
// element that answers is enough. Without any of the members below: it is there, and not empty. What is not
// there answers nothing, also not with "not": only "present: false" holds then.
struct FactTest
{
    QString fact;
    QString equals; // without letter case, as "contains"
    QString contains;
    QString matches; // regular expression over the whole text
    QString before; // "today", an ISO date, or the name of another fact
    QString after;
    std::optional<bool> present;
    bool isNegated = false;

    friend bool operator==(const FactTest &, const FactTest &) = default;
};

// How much a condition that holds says about its cause, in points.
enum class Weight {
    Hint = 1, // it fits, as it would fit others
    Sign = 3, // more than any expectation of ours
    Proof = 9 // hardly anything else is possible
};

// Evidence for or against a cause: holds when every test of it does.
struct Condition
{
    QList<FactTest> tests;
    Weight weight = Weight::Sign;
    QString says; // what this means, for people

    friend bool operator==(const Condition &, const Condition &) = default;
};

} // namespace Setup
