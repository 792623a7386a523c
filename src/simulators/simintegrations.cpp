// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/simintegrations.h"

#include "simulators/simgrants.h"
#include "simulators/simintegrationrules.h"
#include "simulators/simportalreply.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

const QString integrations = u"integrations"_s;
const QString submissions = u"submissions"_s;
constexpr qsizetype LargestBody = 65536;

QString instant()
{
    return QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs);
}

QString newTag()
{
    return u'"' + SimGrants::random().left(16) + u'"';
}

// As the API shows it: without what is the portal's own business.
QJsonObject shown(QJsonObject kept)
{
    for (const QString &member : {u"password"_s, u"organisation"_s, u"number"_s})
        kept.remove(member);
    return kept;
}

SimReply resource(int status, const QJsonObject &kept)
{
    SimReply reply = simPortalAnswer(status, shown(kept));
    reply.headers.append(SimHeader{"ETag", kept["etag"_L1].toString().toLatin1()});
    return reply;
}

// The body as an object, or why not.
struct Body
{
    QJsonObject json;
    std::optional<SimReply> refusal;
};

Body bodyOf(const SimRequest &request, const QByteArray &type)
{
    if (request.header("Content-Type").split(';').first().trimmed().toLower() != type)
        return {{}, simPortalProblem(415, u"unsupported_media_type"_s)};
    if (request.body.size() > LargestBody)
        return {{}, simPortalProblem(413, u"body_too_large"_s)};
    const QJsonDocument document = QJsonDocument::fromJson(request.body);
    if (!document.isObject())
        return {{}, simPortalProblem(400, u"invalid_request"_s, {{u"detail"_s, u"No JSON object."_s}})};
    return {document.object(), std::nullopt};
}

std::optional<SimReply> refuseTag(const SimRequest &request, const QJsonObject &kept)
{
    const QByteArray seen = request.header("If-Match").trimmed();
    if (seen.isEmpty() || seen == "*")
        return simPortalProblem(428, u"precondition_required"_s);
    if (QString::fromLatin1(seen) != kept["etag"_L1].toString())
        return simPortalProblem(412, u"changed_meanwhile"_s);
    return std::nullopt;
}

SimReply notFound()
{
    return simPortalProblem(404, u"not_found"_s);
}

} // namespace

SimIntegrations::SimIntegrations(const ScenarioPortal &settings, SimSealing &sealing, SimStore &store)
    : m_settings(settings)
    , m_sealing(sealing)
    , m_store(store)
{}

QList<QJsonObject> SimIntegrations::all(const SimAccount &caller) const
{
    QList<QJsonObject> found;
    const QJsonObject table = m_store.table(integrations);
    for (const auto &one : table) {
        if (one.toObject()["organisation"_L1] == caller.organisation)
            found.append(one.toObject());
    }
    std::sort(found.begin(), found.end(), [](const QJsonObject &one, const QJsonObject &other) {
        return one["number"_L1].toInteger() < other["number"_L1].toInteger();
    });
    return found;
}

QJsonObject SimIntegrations::kept(const SimAccount &caller, const QString &id) const
{
    const QJsonObject found = m_store.find(integrations, id);
    return found.value("organisation"_L1) == caller.organisation ? found : QJsonObject();
}

SimReply SimIntegrations::list(const SimAccount &caller, const SimForm &query) const
{
    const QString reference = query.value(u"clientReference"_s);
    if (query.has(u"clientReference"_s) && !simIsClientReference(reference))
        return simPortalComplaint(400, u"#clientReference"_s, u"is no UUID in lower case"_s);
    const int limit = query.has(u"limit"_s) ? query.value(u"limit"_s).toInt() : 50;
    if (limit < 1 || limit > 100)
        return simPortalComplaint(400, u"#limit"_s, u"1 to 100"_s);
    bool isNumber = true;
    const qint64 after = query.has(u"cursor"_s) ? query.value(u"cursor"_s).toLongLong(&isNumber) : -1;
    if (!isNumber)
        return simPortalComplaint(400, u"#cursor"_s, u"is none of ours"_s);
    QJsonArray items;
    QJsonObject page;
    const QList<QJsonObject> found = all(caller);
    qint64 last = after;
    for (const QJsonObject &one : found) {
        if (one["number"_L1].toInteger() <= after
            || (!reference.isEmpty() && one["clientReference"_L1] != reference))
            continue;
        if (items.size() == limit) {
            page.insert(u"next"_s, QString::number(last));
            break;
        }
        items.append(shown(one));
        last = one["number"_L1].toInteger();
    }
    page.insert(u"items"_s, items);
    return simPortalAnswer(200, page);
}

SimReply SimIntegrations::create(const SimAccount &caller, const SimRequest &request)
{
    static const QRegularExpression good(u"\\A[A-Za-z0-9_-]{16,64}\\z"_s);
    const QString key = QString::fromLatin1(request.header("Idempotency-Key"));
    const Body body = bodyOf(request, "application/json");
    if (body.refusal)
        return *body.refusal;
    if (!good.match(key).hasMatch())
        return simPortalComplaint(400, u"#Idempotency-Key"_s, u"16 to 64 letters, digits, - and _"_s);
    const QString keyId = caller.organisation + u' ' + key;
    if (const auto answered = replay(keyId, request.body))
        return *answered;
    if (const auto refusal = simJudgeNewIntegration(body.json))
        return *refusal;
    SimReply reply = make(caller, body.json);
    if (reply.status < 300 && !m_settings.forgetsIdempotencyKeys) {
        const QByteArray hash = QCryptographicHash::hash(request.body, QCryptographicHash::Sha256);
        m_store.put(submissions, keyId,
                    {{u"body"_s, QString::fromLatin1(hash.toHex())},
                     {u"status"_s, reply.status},
                     {u"answer"_s, QString::fromUtf8(reply.body)},
                     {u"at"_s, instant()}});
    }
    return reply;
}

std::optional<SimReply> SimIntegrations::replay(const QString &keyId, const QByteArray &body) const
{
    const QJsonObject submission = m_store.find(submissions, keyId);
    if (submission.isEmpty())
        return std::nullopt;
    const QByteArray hash = QCryptographicHash::hash(body, QCryptographicHash::Sha256);
    if (submission["body"_L1] != QString::fromLatin1(hash.toHex()))
        return simPortalProblem(422, u"idempotency_key_reused"_s);
    SimReply reply = resource(submission["status"_L1].toInt(),
                              QJsonDocument::fromJson(submission["answer"_L1].toString().toUtf8()).object());
    reply.headers.append(SimHeader{"Idempotency-Replayed", "true"});
    return reply;
}

std::optional<SimReply> SimIntegrations::noRoom(const SimAccount &caller) const
{
    const auto count = all(caller).size();
    if (count >= m_settings.limit)
        return simPortalProblem(403, u"quota_exceeded"_s, {{u"limit"_s, m_settings.limit}});
    if (count > 0 && !m_settings.severalIntegrations)
        return simPortalProblem(409, u"multiple_integrations_disabled"_s);
    return std::nullopt;
}

SimReply SimIntegrations::make(const SimAccount &caller, const QJsonObject &body)
{
    const QList<QJsonObject> others = all(caller);
    for (const QJsonObject &other : others) {
        if (other["clientReference"_L1] == body["clientReference"_L1])
            return resource(200, other);
    }
    if (const auto refusal = noRoom(caller))
        return *refusal;
    QJsonObject made = body;
    made.remove(u"credential"_s);
    if (body.contains("credential"_L1)) {
        const auto opened = m_sealing.open(body["credential"_L1].toString().toLatin1(),
                                           {body["clientReference"_L1].toString(),
                                            body["ewsUrl"_L1].toString(), body["username"_L1].toString()});
        if (opened.refusal)
            return *opened.refusal;
        made.insert(u"password"_s, QString::fromUtf8(opened.password));
    }
    const qint64 number = m_store.find(u"counters"_s, integrations)["last"_L1].toInteger() + 1;
    m_store.put(u"counters"_s, integrations, {{u"last"_s, number}});
    const QString id = u"int_"_s + SimGrants::random().left(12);
    const QString now = instant();
    made.insert(u"id"_s, id);
    made.insert(u"number"_s, number);
    made.insert(u"organisation"_s, caller.organisation);
    made.insert(u"state"_s, u"notChecked"_s);
    made.insert(u"createdAt"_s, now);
    made.insert(u"changedAt"_s, now);
    made.insert(u"etag"_s, newTag());
    m_store.put(integrations, id, made);
    return resource(201, made);
}

SimReply SimIntegrations::read(const SimAccount &caller, const QString &id) const
{
    const QJsonObject found = kept(caller, id);
    return found.isEmpty() ? notFound() : resource(200, found);
}

SimReply SimIntegrations::change(const SimAccount &caller, const QString &id, const SimRequest &request)
{
    const QJsonObject found = kept(caller, id);
    if (found.isEmpty())
        return notFound();
    if (const auto refusal = refuseTag(request, found))
        return *refusal;
    const Body body = bodyOf(request, "application/merge-patch+json");
    if (body.refusal)
        return *body.refusal;
    if (const auto refusal = simJudgeChange(body.json, found.value("type"_L1).toString()))
        return *refusal;
    return apply(found, id, body.json);
}

SimReply SimIntegrations::apply(QJsonObject integration, const QString &id, const QJsonObject &change)
{
    // Otherwise whoever may change an integration could have its password sent to a server of his own.
    const bool moves = change.contains("ewsUrl"_L1) || change.contains("username"_L1);
    if (moves && !change.contains("credential"_L1))
        return simPortalProblem(422, u"credential_required"_s);
    for (auto member = change.begin(); member != change.end(); ++member) {
        if (member.key() != "credential"_L1)
            integration.insert(member.key(), *member);
    }
    if (change.contains("credential"_L1)) {
        const auto opened = m_sealing.open(change["credential"_L1].toString().toLatin1(),
                                           {integration.value("clientReference"_L1).toString(),
                                            integration.value("ewsUrl"_L1).toString(),
                                            integration.value("username"_L1).toString()});
        if (opened.refusal)
            return *opened.refusal;
        integration.insert(u"password"_s, QString::fromUtf8(opened.password));
    }
    integration.insert(u"state"_s, u"notChecked"_s);
    integration.insert(u"changedAt"_s, instant());
    integration.insert(u"etag"_s, newTag());
    m_store.put(integrations, id, integration);
    return resource(200, integration);
}

SimReply SimIntegrations::remove(const SimAccount &caller, const QString &id, const SimRequest &request)
{
    const QJsonObject found = kept(caller, id);
    if (found.isEmpty())
        return notFound();
    if (const auto refusal = refuseTag(request, found))
        return *refusal;
    m_store.remove(integrations, id);
    SimReply reply;
    reply.status = 204;
    return reply;
}

void SimIntegrations::setState(const QString &id, const QString &state)
{
    QJsonObject found = m_store.find(integrations, id);
    if (found.isEmpty())
        return; // removed while it was being checked
    found.insert(u"state"_s, state);
    m_store.put(integrations, id, found);
}

} // namespace Setup
