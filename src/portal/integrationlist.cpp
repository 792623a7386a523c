// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "portal/integrationlist.h"

#include "core/foreigntext.h"
#include "core/problemcodes.h"
#include "portal/jsonfields.h"

namespace Setup {

using namespace Qt::StringLiterals;

Result<IntegrationPage> parseIntegrationPage(const QJsonObject &json)
{
    JsonFields fields(json);
    const QJsonArray items = fields.objects("items"_L1, 100);
    IntegrationPage page;
    page.next = fields.matching("next"_L1, u"[A-Za-z0-9_-]{1,200}"_s, JsonFields::Need::Optional);
    if (!fields.isSound())
        return Problem{Code::AnswerMalformed, {}, {{u"member"_s, fields.fault()}}};
    for (const auto &item : items) {
        const auto integration = parsePortalIntegration(item.toObject());
        if (!integration)
            return integration.problem();
        page.items.append(*integration);
    }
    return page;
}

// As many pages as a whole list may have share the time of two calls: each is quick, or something is wrong.
IntegrationList::IntegrationList(const PortalContext &context)
    : TimedOperation(context.deadline * 2)
    , m_context(context)
{}

void IntegrationList::begin()
{
    m_found.clear();
    m_cursors.clear();
    ask({});
}

void IntegrationList::abandon()
{
    m_call.reset();
}

Problem IntegrationList::overdue() const
{
    return {Code::HttpTimeout, {}, {{u"host"_s, ForeignText(m_context.description.api.host())}}};
}

void IntegrationList::ask(const QString &cursor)
{
    QUrlQuery parameters{{u"limit"_s, u"100"_s}};
    if (!cursor.isEmpty())
        parameters.addQueryItem(u"cursor"_s, cursor);
    PortalQuery query;
    query.url = apiAddress(m_context.description, u"/integrations"_s, parameters);
    query.deadline = m_context.deadline;
    m_call = std::make_unique<PortalCall>(m_context, query);
    connect(m_call.get(), &PortalCall::finished, this, &IntegrationList::read);
    m_call->start();
}

void IntegrationList::read(const Result<PortalAnswer> &answer)
{
    if (!answer)
        return settle(answer.problem());
    const auto page = parseIntegrationPage(answer->body);
    if (!page)
        return settle(page.problem());
    m_found += page->items;
    if (page->next.isEmpty())
        return settle(m_found);
    if (m_cursors.contains(page->next) || m_cursors.size() + 1 >= MostPages)
        return settle(Problem{Code::PortalAnswerUnexpected,
                              u"The pages of the list do not end."_s,
                              {{u"pages"_s, m_cursors.size() + 1}}});
    m_cursors.insert(page->next);
    ask(page->next);
}

} // namespace Setup
