// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/finding.h"

#include <QAbstractListModel>
#include <QHash>
#include <QSet>
#include <QStringList>

#include <functional>

namespace Setup {

// The checks of a run, one row each, as the list shows them.
class CheckListModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { ResultRole = Qt::UserRole, StatusRole, RunningRole, TimeRole, CheckIdRole };

    // What to say in one line about a finding that is not a plain pass.
    using Summary = std::function<QString(const Finding &)>;

    explicit CheckListModel(Summary summary, QObject *parent = nullptr);

    void reset(const QStringList &planned, const QList<Finding> &findings = {});
    void setRunning(const QString &id);
    void setFinding(const Finding &finding);
    // What ran has ended: this stands, also where another page had it run.
    void settle(const QStringList &planned, const QList<Finding> &findings);

    const QSet<QString> &running() const { return m_running; }
    const Finding *finding(const QString &id) const;
    QString idAt(int row) const { return m_ids.value(row); }
    int rowOf(const QString &id) const { return static_cast<int>(m_ids.indexOf(id)); }
    QStringList withoutResult() const; // not run so far, or not tested
    int firstFailure() const; // -1 when nothing failed
    // The first failure, else the first warning; -1 where all is well.
    int firstToLookAt() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    int firstWith(FindingStatus status) const;
    QString result(const QString &id) const;
    QString told(const QString &id) const;
    QString time(const QString &id) const;
    void announce(const QString &id);

    Summary m_summary;
    QStringList m_ids;
    QHash<QString, Finding> m_findings;
    QSet<QString> m_running;
};

} // namespace Setup
