// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/routedcheck.h"

#include "checks/target.h"
#include "net/door.h"

namespace Setup {

using namespace Qt::StringLiterals;

void RoutedCheck::begin()
{
    const QUrl url = ewsAddress(context());
    m_host = hostOf(url);
    m_port = portOf(url);
    see(u"host"_s, m_host);
    RouteQuery query;
    query.tag = tag();
    query.url = url;
    // Where nobody knows the proxy, the direct way is tried: workstation.route has warned already.
    run(door().findRoute(query), [this](const Result<Route> &route) { examine(route ? *route : Route{}); });
}

} // namespace Setup
