// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "setup/session.h"
#include "support/comparison.h"

namespace Setup {

// Replays two bundles and says what ends differently in them. An operation: finished() comes once, never from
// inside start(), never after cancel() or destruction.
class BundleComparison : public QObject
{
    Q_OBJECT

public:
    struct Side
    {
        QString name;
        std::shared_ptr<Session> replay; // Workbench::openRecording(), for this alone
    };

    BundleComparison(const Side &one, const Side &other, QObject *parent = nullptr);

    void start();
    void cancel();

signals:
    void finished(const Setup::ComparedBundles &bundles);

private:
    void conclude();

    QList<Side> m_sides;
    qsizetype m_running = 0;
};

} // namespace Setup
