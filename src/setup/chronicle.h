// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>

namespace Setup {

// What was done in one sitting, for whoever has to understand it later: runs, decisions, how far a push came.
// Bounded: the oldest go first.
class Chronicle
{
public:
    static constexpr qsizetype Longest = 500;

    void note(const QDateTime &now, const QString &what, const QString &about = {});
    const QJsonArray &events() const { return m_events; }

private:
    QJsonArray m_events;
};

} // namespace Setup
