// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/problem.h"
#include "diagnosis/explainer.h"

#include <QHash>
#include <QString>
#include <QStringList>

#include <optional>

namespace Setup {

// The {names} in the catalogue's texts and what they stand for: facts of the problem and the customer's own
// names.
class Placeholders
{
public:
    Placeholders(const Problem &problem, const QString &checkId, const ExplanationContext &context);

    // Every name that a text may use.
    static QStringList known();
    // Those that a text uses.
    static QStringList in(const QString &text);

    // For reading: a part in [square brackets] is left out unless all its values are known; elsewhere an
    // unknown value stands as <what it is>.
    QString prose(const QString &text) const;
    // For PowerShell: values as quoted literals. One that cannot be quoted is treated as unknown.
    QString command(const QString &text) const;

    // Empty when the value is not known.
    QString value(const QString &name) const { return m_values.value(name); }

private:
    void addFacts(const Problem &problem);
    void addDays(const QString &cloud);
    void addNames(const ExplanationContext &context);
    void addDerived();
    QString nameOfUnknown(const QString &name) const;
    void add(const QString &name, const QString &value);

    QHash<QString, QString> m_values;
    bool m_isOfOther = false; // the account is that of whoever signed in, which is not the one that is known
};

// A fact as people read it: lists with commas, at most ten elements; nothing for objects.
QString readable(const QJsonValue &fact);

} // namespace Setup
