// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/finding.h"

#include <QObject>

class QListView;

namespace Setup {

class CheckListModel;

// Which check is explained: the one that matters now, until the admin has chosen another one.
class CheckSelection : public QObject
{
    Q_OBJECT

public:
    CheckSelection(QListView *list, CheckListModel *model, QObject *parent = nullptr);

    QString id() const; // empty: none
    const Finding *finding() const; // of the selected check; null before there is one
    bool isByHand() const { return m_isByHand; }

    void startOver(); // from now on it may be led again
    void lead(int row); // unless the admin looks at something else already
    void choose(const QString &id);

signals:
    void changed();
    void chosen(); // by the admin

private:
    void take(int row);

    QListView *m_list;
    CheckListModel *m_model;
    bool m_isByHand = false;
};

} // namespace Setup
