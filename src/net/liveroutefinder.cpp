// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/liveroutefinder.h"

#include "core/problemcodes.h"

namespace Setup {

using namespace Qt::StringLiterals;

LiveRouteFinder::LiveRouteFinder(const RouteQuery &query, RouteBook &book)
    : TimedOperation(query.deadline)
    , m_query(query)
    , m_book(book)
{}

void LiveRouteFinder::begin()
{
    m_waiting = connect(&m_book, &RouteBook::found, this, &LiveRouteFinder::tell);
    if (m_book.known(m_query.url))
        tell(RouteBook::keyOf(m_query.url));
    else
        m_book.ask(m_query.url);
}

void LiveRouteFinder::abandon()
{
    disconnect(m_waiting);
}

Problem LiveRouteFinder::overdue() const
{
    return {Code::ProxyLookUpTimeout, {}, {{u"host"_s, m_query.url.host()}}};
}

void LiveRouteFinder::tell(const QString &key)
{
    if (key != RouteBook::keyOf(m_query.url))
        return;
    if (auto route = m_book.known(m_query.url)) {
        route->stamp = stamp();
        settle(*route);
    }
}

} // namespace Setup
