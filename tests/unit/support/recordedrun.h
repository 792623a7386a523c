// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "support/testedworld.h"

#include <QFile>
#include <QJsonDocument>
#include <QTest>

#include <optional>

namespace Setup {

// A whole run in a simulated world, and the bundle that its session gives away.
struct RecordedSession
{
    explicit RecordedSession(const QString &scenario)
        : tested(scenario)
        , session(tested.workbench.newSession())
    {
        session->setIntegration(TestedWorld::integration());
        session->setPassword(SimulatedWorld::password());
        verdict = TestedWorld::runToEnd(*session);
    }

    QByteArray har() const
    {
        const auto har = session->recording();
        return har ? *har : QByteArray();
    }

    // As support opens it.
    std::shared_ptr<Session> opened(const QByteArray &bundle)
    {
        const QString path = tested.drafts.filePath(QStringLiteral("run%1.har").arg(++m_files));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bundle) != bundle.size())
            return nullptr;
        file.close();
        const auto replay = tested.workbench.openBundle(path);
        return replay ? *replay : nullptr;
    }

    TestedWorld tested;
    std::unique_ptr<Session> session;
    Verdict verdict = Verdict::Cancelled;

private:
    int m_files = 0;
};

inline QByteArray shown(QList<Finding> findings)
{
    QJsonArray array;
    for (Finding &finding : findings) {
        finding.duration = {};
        array.append(toJson(finding));
    }
    return QJsonDocument(array).toJson();
}

inline std::optional<Finding> findingOf(const QList<Finding> &findings, const QString &id)
{
    for (const Finding &finding : findings)
        if (finding.checkId == id)
            return finding;
    return std::nullopt;
}

} // namespace Setup
