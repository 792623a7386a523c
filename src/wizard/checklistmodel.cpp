// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/checklistmodel.h"

#include "core/bearing.h"
#include "diagnosis/catalogue.h"
#include "wizard/theme.h"

#include <QLocale>
#include <QTextDocument>

namespace Setup {

using namespace Qt::StringLiterals;

CheckListModel::CheckListModel(Summary summary, QObject *parent)
    : QAbstractListModel(parent)
    , m_summary(std::move(summary))
{}

void CheckListModel::reset(const QStringList &planned, const QList<Finding> &findings)
{
    beginResetModel();
    m_ids = planned;
    m_findings.clear();
    m_running.clear();
    for (const Finding &finding : findings)
        m_findings.insert(finding.checkId, finding);
    endResetModel();
}

void CheckListModel::setRunning(const QString &id)
{
    m_findings.remove(id);
    m_running.insert(id);
    announce(id);
}

void CheckListModel::setFinding(const Finding &finding)
{
    m_running.remove(finding.checkId);
    m_findings.insert(finding.checkId, finding);
    announce(finding.checkId);
}

void CheckListModel::settle(const QStringList &planned, const QList<Finding> &findings)
{
    if (planned != m_ids)
        return reset(planned, findings);
    m_running.clear();
    m_findings.clear();
    for (const Finding &finding : findings)
        m_findings.insert(finding.checkId, finding);
    if (!m_ids.isEmpty())
        emit dataChanged(index(0), index(rowCount() - 1));
}

const Finding *CheckListModel::finding(const QString &id) const
{
    const auto found = m_findings.constFind(id);
    return found == m_findings.constEnd() ? nullptr : &*found;
}

QStringList CheckListModel::withoutResult() const
{
    QStringList open;
    for (const QString &id : m_ids)
        if (const Finding *found = finding(id); !found || found->status == FindingStatus::NotTested)
            open.append(id);
    return open;
}

int CheckListModel::firstWith(FindingStatus status) const
{
    for (int row = 0; row < m_ids.size(); ++row) {
        const Finding *found = finding(m_ids.at(row));
        if (found && bearingOf(*found) == status)
            return row;
    }
    return -1;
}

int CheckListModel::firstFailure() const
{
    return firstWith(FindingStatus::Fail);
}

int CheckListModel::firstToLookAt() const
{
    return firstFailure() >= 0 ? firstFailure() : firstWith(FindingStatus::Warn);
}

int CheckListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_ids.size());
}

QVariant CheckListModel::data(const QModelIndex &index, int role) const
{
    const QString id = idAt(index.row());
    const Finding *found = finding(id);
    switch (role) {
    case Qt::DisplayRole:
        return Catalogue::standard().checkTitle(id);
    case Qt::AccessibleTextRole:
        return tr("%1: %2").arg(Catalogue::standard().checkTitle(id), told(id));
    case ResultRole:
        return result(id);
    case Qt::ToolTipRole:
        return Qt::convertFromPlainText(result(id));
    case StatusRole:
        return found ? QVariant::fromValue(bearingOf(*found)) : QVariant();
    case RunningRole:
        return m_running.contains(id);
    case TimeRole:
        return time(id);
    case CheckIdRole:
        return id;
    default:
        return {};
    }
}

QString CheckListModel::result(const QString &id) const
{
    if (m_running.contains(id))
        return tr("checking…");
    const Finding *found = finding(id);
    if (!found)
        return tr("waiting");
    if (found->status == FindingStatus::Skipped)
        return tr("skipped because of “%1”").arg(Catalogue::standard().checkTitle(found->skippedBecause));
    const QString said = m_summary(*found);
    if (found->status == FindingStatus::Pass)
        return said.isEmpty() ? Theme::word(found->status) : said;
    return said.isEmpty() ? Theme::word(*found) : tr("%1: %2").arg(Theme::word(*found), said);
}

// To the eye an icon tells a pass from the rest; to the ear only a word does.
QString CheckListModel::told(const QString &id) const
{
    const Finding *found = finding(id);
    const QString said = result(id);
    if (!found || found->status != FindingStatus::Pass || said == Theme::word(found->status))
        return said;
    return tr("%1: %2").arg(Theme::word(found->status), said);
}

QString CheckListModel::time(const QString &id) const
{
    const Finding *found = finding(id);
    if (!found || found->status == FindingStatus::Skipped || found->duration.count() == 0)
        return {};
    if (found->duration.count() < 1000)
        return tr("%1 ms").arg(found->duration.count());
    return tr("%1 s").arg(QLocale().toString(double(found->duration.count()) / 1000, 'f', 1));
}

void CheckListModel::announce(const QString &id)
{
    if (const int row = rowOf(id); row >= 0)
        emit dataChanged(index(row), index(row));
}

} // namespace Setup
