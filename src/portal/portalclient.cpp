// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "portal/portalclient.h"

#include "core/problemcodes.h"
#include "portal/integrationlist.h"
#include "portal/portalreading.h"

#include <QJsonDocument>

#include <utility>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr auto jsonType = "application/json";

QString integrationPath(const QString &id)
{
    return u"/integrations/"_s + QString::fromLatin1(QUrl::toPercentEncoding(id));
}

Result<PortalIntegration> integrationOf(const PortalAnswer &answer)
{
    return parsePortalIntegration(answer.body);
}

// Whatever else the portal might answer, only this one is ours.
Result<PortalIntegration> ours(const PortalAnswer &answer, const QUuid &reference)
{
    const auto integration = parsePortalIntegration(answer.body);
    if (integration && integration->clientReference != reference)
        return Problem{Code::AnswerMalformed, {}, {{u"member"_s, u"clientReference"_s}}};
    return integration;
}

Result<QList<PortalIntegration>> oneOrNone(const PortalAnswer &answer, const QUuid &reference)
{
    const auto page = parseIntegrationPage(answer.body);
    if (!page)
        return page.problem();
    const bool isStrange = page->items.size() > 1 || !page->next.isEmpty()
        || (page->items.size() == 1 && page->items.first().clientReference != reference);
    if (isStrange)
        return Problem{Code::AnswerMalformed, {}, {{u"member"_s, u"items"_s}}};
    return page->items;
}

QUuid referenceIn(const QByteArray &body)
{
    return QUuid(QJsonDocument::fromJson(body)["clientReference"_L1].toString());
}

} // namespace

Submission makeSubmission(const WantedIntegration &wanted, const QByteArray &sealed, RandomSource &random)
{
    const QByteArray key = random.bytes(24).toBase64(QByteArray::Base64UrlEncoding);
    return {key, newIntegrationBody(wanted, sealed)};
}

PortalClient::PortalClient(PortalContext context)
    : m_context(std::move(context))
{}

PortalQuery PortalClient::query(const QByteArray &method, const QString &path) const
{
    PortalQuery query;
    query.method = method;
    query.url = apiAddress(m_context.description, path);
    query.deadline = m_context.deadline;
    return query;
}

std::unique_ptr<PortalAccountOperation> PortalClient::readAccount() const
{
    return std::make_unique<PortalReading<PortalAccountOperation, PortalAccount>>(
        m_context, query("GET", u"/me"_s),
        [](const PortalAnswer &answer) { return parsePortalAccount(answer.body); });
}

std::unique_ptr<IntegrationListOperation> PortalClient::listIntegrations() const
{
    return std::make_unique<IntegrationList>(m_context);
}

std::unique_ptr<IntegrationListOperation> PortalClient::findByReference(const QUuid &clientReference) const
{
    PortalQuery asked = query("GET", {});
    const QString reference = clientReference.toString(QUuid::WithoutBraces);
    asked.url = apiAddress(m_context.description, u"/integrations"_s, {{u"clientReference"_s, reference}});
    return std::make_unique<PortalReading<IntegrationListOperation, QList<PortalIntegration>>>(
        m_context, asked,
        [clientReference](const PortalAnswer &answer) { return oneOrNone(answer, clientReference); });
}

std::unique_ptr<CreationOperation> PortalClient::createIntegration(const Submission &submission) const
{
    PortalQuery asked = query("POST", u"/integrations"_s);
    asked.headers.set("Content-Type", jsonType);
    asked.headers.set("Idempotency-Key", submission.key);
    asked.body = submission.body;
    asked.changes = true;
    const QUuid reference = referenceIn(submission.body);
    return std::make_unique<PortalReading<CreationOperation, CreatedIntegration>>(
        m_context, asked, [reference](const PortalAnswer &answer) -> Result<CreatedIntegration> {
            const auto integration = ours(answer, reference);
            if (!integration)
                return integration.problem();
            return CreatedIntegration{*integration, answer.status == 201}; // a replay has the status of then
        });
}

std::unique_ptr<IntegrationOperation> PortalClient::readIntegration(const QString &id) const
{
    return std::make_unique<PortalReading<IntegrationOperation, PortalIntegration>>(
        m_context, query("GET", integrationPath(id)), integrationOf);
}

std::unique_ptr<IntegrationOperation> PortalClient::changeIntegration(const QString &id, const QString &etag,
                                                                      const QByteArray &body) const
{
    PortalQuery asked = query("PATCH", integrationPath(id));
    asked.headers.set("Content-Type", "application/merge-patch+json"); // RFC 7396
    asked.headers.set("If-Match", etag.toLatin1());
    asked.body = body;
    asked.changes = true;
    return std::make_unique<PortalReading<IntegrationOperation, PortalIntegration>>(m_context, asked,
                                                                                    integrationOf);
}

std::unique_ptr<RemovalOperation> PortalClient::removeIntegration(const QString &id,
                                                                  const QString &etag) const
{
    PortalQuery asked = query("DELETE", integrationPath(id));
    asked.headers.set("If-Match", etag.toLatin1());
    asked.changes = true;
    return std::make_unique<PortalReading<RemovalOperation, Done>>(
        m_context, asked, [](const PortalAnswer &) { return Done{}; });
}

std::unique_ptr<CloudOperation> PortalClient::checkIntegration(const QString &id) const
{
    PortalQuery asked = query("POST", integrationPath(id) + u"/check"_s);
    asked.deadline = m_context.cloudDeadline;
    return std::make_unique<PortalReading<CloudOperation, CloudResult>>(
        m_context, asked, [](const PortalAnswer &answer) { return parseCloudResult(answer.body); });
}

std::unique_ptr<CloudOperation> PortalClient::probePath(const QUrl &ewsUrl) const
{
    PortalQuery asked = query("POST", u"/probe"_s);
    asked.headers.set("Content-Type", jsonType);
    const QJsonObject body{{u"ewsUrl"_s, ewsUrl.toString(QUrl::FullyEncoded)}};
    asked.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    asked.deadline = m_context.cloudDeadline;
    return std::make_unique<PortalReading<CloudOperation, CloudResult>>(
        m_context, asked, [](const PortalAnswer &answer) { return parseCloudResult(answer.body); });
}

std::unique_ptr<SealingKeysOperation> PortalClient::fetchKeys() const
{
    PortalQuery asked = query("GET", {});
    asked.url = m_context.description.keys;
    asked.isPublic = true;
    const auto read = [site = m_context.site, &clock = m_context.clock](const PortalAnswer &answer) {
        auto keys = parseSealingKeys(answer.body, site, clock);
        if (keys)
            keys->portalTime = answer.portalTime;
        return keys;
    };
    return std::make_unique<PortalReading<SealingKeysOperation, SealingKeys>>(m_context, asked, read);
}

} // namespace Setup
