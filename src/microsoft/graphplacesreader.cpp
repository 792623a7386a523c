// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "microsoft/graphplacesreader.h"

#include "core/problemcodes.h"

namespace Setup {

using namespace Qt::StringLiterals;

GraphPlacesReader::GraphPlacesReader(GraphContext context)
    : TimedOperation(context.deadline)
    , m_context(std::move(context))
{}

void GraphPlacesReader::begin()
{
    m_places = {};
    m_isReadingLists = true;
    m_pages = 0;
    ask(graphAddress(m_context, u"places/microsoft.graph.roomlist?$top=100"_s));
}

void GraphPlacesReader::abandon()
{
    m_exchange.reset();
    m_spent.reset();
}

Problem GraphPlacesReader::overdue() const
{
    return {Code::HttpTimeout, {}, {{u"host"_s, m_context.host}}};
}

void GraphPlacesReader::ask(const QUrl &url)
{
    ++m_pages;
    m_spent = std::move(m_exchange);
    m_exchange = m_context.door.exchange(graphQuery(m_context, url));
    connect(m_exchange.get(), &Exchange::finished, this, &GraphPlacesReader::take);
    m_exchange->start();
}

void GraphPlacesReader::take(const Result<ExchangeAnswer> &result)
{
    if (!result)
        return settle(result.problem());
    const auto page = readPlaces(*result, m_context.host);
    if (!page)
        return settle(page.problem());
    m_places.requestIds += graphRequestIds(*result);
    (m_isReadingLists ? m_places.lists : m_places.rooms) += page->places;
    if (page->next.isEmpty())
        return endKind();
    if (m_pages < MostPages)
        return ask(page->next);
    m_places.mayHaveMore = true;
    endKind();
}

void GraphPlacesReader::endKind()
{
    if (!std::exchange(m_isReadingLists, false))
        return settle(m_places);
    m_pages = 0;
    ask(graphAddress(m_context, u"places/microsoft.graph.room?$top=100"_s));
}

} // namespace Setup
