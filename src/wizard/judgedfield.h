// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"

#include <QLineEdit>
#include <QObject>

#include <functional>
#include <optional>

namespace Setup {

class Notice;

// One line of a form with the rule for what may stand in it. A Problem is said below the field when the admin
// leaves it or asks for the next page; typing takes the message away. An obvious repair is offered as a
// button. What was typed stays as it is.
class JudgedField : public QObject
{
    Q_OBJECT

public:
    using Rule = std::function<std::optional<Problem>(const QString &typed)>;

    JudgedField(QLineEdit *edit, Notice *notice, Rule rule);

    // True when there is nothing to complain about; says what is wrong otherwise.
    bool judge();
    // The same, and says nothing.
    bool isFine() const;
    // Puts what was found into the field while nothing is typed there, or takes it away again. It is no
    // input: the administrator makes it one by changing it.
    void propose(const QString &value);
    bool isProposed() const { return !m_found.isEmpty() && m_edit->text() == m_found; }
    // What the administrator wants: nothing while only a proposal stands there.
    QString typed() const { return isProposed() ? QString() : m_edit->text().trimmed(); }
    void show(const QString &typed);
    // Something else to say while there is no complaint; empty takes it away.
    void suggest(const QString &text, const QString &action, const QString &value);
    QLineEdit *edit() const { return m_edit; }

    // As the rule of a field that a function of InputRules judges; optional ones may be empty.
    template<typename Value>
    static Rule rule(Value (*judge)(const QString &, const QString &), const QString &field, bool optional)
    {
        return [judge, field, optional](const QString &typed) -> std::optional<Problem> {
            if (optional && typed.trimmed().isEmpty())
                return std::nullopt;
            const auto value = judge(typed, field);
            return value ? std::nullopt : std::optional(value.problem());
        };
    }

    // Of several values in one line, as TypedList reads them.
    static Rule listRule(Result<QString> (*judge)(const QString &, const QString &), const QString &field);

private:
    void complain(const Problem &problem);
    void settle();
    void takeProposal();

    QLineEdit *m_edit;
    Notice *m_notice;
    Rule m_rule;
    QString m_found; // as it was put into the field
    QString m_proposal;
    QString m_suggestion;
    QString m_suggestionAction;
    QString m_suggestedValue;
};

} // namespace Setup
