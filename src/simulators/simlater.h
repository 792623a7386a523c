// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "simulators/simreply.h"

#include <QObject>

namespace Setup {

// The answer to a request that takes its time. Whoever works on it holds this object until it has said
// finished(), once.
class SimLater : public QObject
{
    Q_OBJECT

signals:
    void finished(const Setup::SimReply &reply);
};

} // namespace Setup
