// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonObject>
#include <QObject>
#include <QStringList>

namespace Setup {

// What the simulated portal's cloud tries, rung by rung; the first that fails ends it.
class SimLadder : public QObject
{
    Q_OBJECT

public:
    virtual void start() = 0;

signals:
    void finished(const QJsonArray &rungs); // as the portal's API words them

protected:
    SimLadder(QStringList ids, QObject *parent);

    void pass(const QString &id, const QJsonObject &facts = {});
    void fail(const QString &id, const QString &code, const QJsonObject &facts = {});
    bool hasFailed() const { return !m_failed.isEmpty(); }
    void begin() { m_timer.start(); }
    void settle(); // what was not reached was skipped

private:
    const QStringList m_ids;
    QJsonArray m_rungs;
    QString m_failed; // the first rung that did
    QElapsedTimer m_timer; // of the present rung
};

} // namespace Setup
