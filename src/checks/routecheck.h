// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checks/stepwisecheck.h"
#include "net/route.h"

#include <QUrl>

namespace Setup {

// workstation.route: which proxy this computer uses for the hosts that are known by now.
class RouteCheck : public StepwiseCheck
{
    Q_OBJECT

public:
    RouteCheck();

private:
    void begin() override;
    void take(qsizetype index, const Result<Route> &route);
    void judge();

    QList<QUrl> m_urls;
    QList<Result<Route>> m_routes; // beside m_urls
    qsizetype m_open = 0;
};

} // namespace Setup
