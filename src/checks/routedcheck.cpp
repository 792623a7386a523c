// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/routedcheck.h"

#include "checks/discoveryfacts.h"
#include "checks/spare.h"
#include "checks/target.h"
#include "net/door.h"

namespace Setup {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

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

QUrl RoutedCheck::insideAddress() const
{
    const auto *settings = hasTypedAddress(input()) ? nullptr : context().facts.get<SettingsFacts>();
    const bool isOther = settings && !settings->externalEwsUrl.isEmpty()
        && hostOf(settings->internalEwsUrl) != hostOf(settings->externalEwsUrl);
    return isOther ? settings->internalEwsUrl : QUrl();
}

void RoutedCheck::failUnreached(const Problem &problem)
{
    const QUrl inside = insideAddress();
    if (inside.isEmpty())
        return fail(problem);
    const ConnectQuery query{tag(), hostOf(inside), {}, portOf(inside), 4s};
    run(std::make_unique<Spare<Connect, ConnectAnswer>>(door().connectTo(query)),
        [this, problem, inside](const Result<ConnectAnswer> &answer) {
            Problem told = problem;
            told.facts.insert(u"insideAnswers"_s, answer.hasValue());
            if (answer)
                told.facts.insert(u"proposal"_s, inside.toString());
            fail(told);
        });
}

} // namespace Setup
