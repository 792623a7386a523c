// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/integrationfile.h"

#include "core/filefacts.h"
#include "core/foreigntext.h"
#include "core/inputrules.h"
#include "core/nearname.h"
#include "core/problemcodes.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QStringDecoder>

#include <functional>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 MaximumFileSize = qint64{64} * 1024;
constexpr qsizetype MaximumEntries = 100; // of a list; each is asked for, and nobody waits for more

Problem malformed(const QString &detail, const QString &field = {})
{
    QJsonObject facts;
    if (!field.isEmpty())
        facts.insert(u"field"_s, ForeignText(field, 80));
    return {Code::FileMalformed, detail, facts};
}

Problem notJson(const QByteArray &json, const QJsonParseError &error)
{
    const auto line = json.left(error.offset).count('\n') + 1;
    return {Code::FileMalformed,
            u"%1 at byte %2"_s.arg(error.errorString()).arg(error.offset),
            {{u"line"_s, qint64(line)}}};
}

// Reads members of one object, remembers the first problem and which members were asked for.
class Reader
{
public:
    explicit Reader(QJsonObject json)
        : m_json(std::move(json))
    {}

    template<typename Value>
    void read(const QString &field, Value &target, Result<Value> (*rule)(const QString &, const QString &))
    {
        const std::optional<QString> text = take(field);
        if (!text || isAuto(*text))
            return;
        const Result<Value> value = rule(*text, field);
        if (value)
            target = *value;
        else
            report(value.problem());
    }

    void readList(const QString &field, QStringList &target,
                  Result<QString> (*rule)(const QString &, const QString &))
    {
        m_known.append(field);
        const QJsonValue value = m_json.value(field);
        if (!value.isUndefined() && !value.isArray() && !value.isString())
            report(malformed(u"neither text nor a list"_s, field));
        if (value.toArray().size() > MaximumEntries)
            return report(malformed(u"more than %1 entries"_s.arg(MaximumEntries), field));
        if (value.isString() && isAuto(value.toString()))
            return;
        const QJsonArray entries = value.isString() ? QJsonArray{value} : value.toArray();
        for (const auto &entry : entries) {
            const auto clean = rule(entry.toString(), field);
            if (clean)
                target.append(*clean);
            else
                report(clean.problem());
        }
    }

    QJsonObject object(const QString &field)
    {
        m_known.append(field);
        if (!m_json.value(field).isObject())
            report(malformed(u"not an object"_s, field));
        return m_json.value(field).toObject();
    }

    // Fields that only the other kind of integration has: why there is no such combination.
    void refuse(const QStringList &fields, QLatin1StringView why)
    {
        for (const QString &field : fields)
            if (m_json.contains(field))
                report({why, {}, {{u"field"_s, field}}});
    }

    std::optional<QString> take(const QString &field)
    {
        m_known.append(field);
        const QJsonValue value = m_json.value(field);
        if (value.isUndefined())
            return {};
        if (!value.isString())
            report(malformed(u"not a text"_s, field));
        return value.toString();
    }

    void report(const Problem &problem)
    {
        if (!m_problem)
            m_problem = problem;
    }

    std::optional<Problem> problem()
    {
        for (const QString &field : m_json.keys())
            if (!m_known.contains(field))
                report(unknown(field));
        return m_problem;
    }

private:
    static bool isAuto(const QString &text) { return text.isEmpty() || text == "auto"_L1; }

    Problem unknown(const QString &field) const
    {
        QJsonObject facts{{u"field"_s, ForeignText(field, 80)}};
        if (const QString near = nearName(field, m_known); !near.isEmpty())
            facts.insert(u"proposal"_s, near);
        return {Code::InputUnknownField, {}, facts};
    }

    QJsonObject m_json;
    QStringList m_known;
    std::optional<Problem> m_problem;
};

ExchangeServer readServer(Reader &reader)
{
    ExchangeServer server;
    reader.refuse({u"tenant"_s, u"clientId"_s, u"cloud"_s}, Code::ServerNeedsBasic);
    reader.read(u"email"_s, server.email, InputRules::email);
    reader.read(u"username"_s, server.username, InputRules::userName);
    reader.read(u"exchangeVersion"_s, server.exchangeVersion, InputRules::exchangeVersion);
    reader.read(u"ewsUrl"_s, server.ewsUrl, InputRules::ewsUrl);
    reader.readList(u"testMailbox"_s, server.testMailboxes, InputRules::email);
    reader.read(u"forbiddenMailbox"_s, server.forbiddenMailbox, InputRules::email);
    reader.readList(u"acceptHosts"_s, server.acceptHosts, InputRules::hostName);
    server.trustedCaFile = reader.take(u"trustedCaFile"_s).value_or(QString());
    if (server.email.isEmpty())
        reader.report({Code::InputMissing, {}, {{u"field"_s, u"email"_s}}});
    return server;
}

ExchangeOnline readOnline(Reader &reader)
{
    ExchangeOnline online;
    reader.refuse({u"username"_s, u"exchangeVersion"_s, u"ewsUrl"_s}, Code::OnlineNeedsModern);
    reader.read(u"email"_s, online.email, InputRules::email);
    reader.read(u"tenant"_s, online.tenant, InputRules::tenant);
    reader.read(u"clientId"_s, online.clientId, InputRules::clientId);
    reader.read(u"cloud"_s, online.cloud, InputRules::cloud);
    reader.readList(u"testMailbox"_s, online.testMailboxes, InputRules::email);
    if (online.email.isEmpty())
        reader.report({Code::InputMissing, {}, {{u"field"_s, u"email"_s}}});
    return online;
}

void readIntegration(Reader &reader, Integration &integration)
{
    if (const auto id = reader.take(u"id"_s)) {
        integration.id = QUuid::fromString(*id);
        if (integration.id.toString(QUuid::WithoutBraces).compare(*id, Qt::CaseInsensitive) != 0)
            reader.report(malformed(u"not a UUID"_s, u"id"_s));
    }
    reader.read(u"name"_s, integration.name, InputRules::line);
    reader.read(u"identificationCode"_s, integration.identificationCode, InputRules::line);
    const QString type = reader.take(u"type"_s).value_or(QString());
    if (type == "exchangeServer"_L1)
        integration.exchange = readServer(reader);
    else if (type == "exchangeOnline"_L1)
        integration.exchange = readOnline(reader);
    else
        reader.report(malformed(u"type is neither exchangeServer nor exchangeOnline"_s, u"type"_s));
}

std::pair<Integration, std::optional<Problem>> readDocument(const QJsonObject &document)
{
    Integration integration;
    Reader outer(document);
    outer.read(u"portal"_s, integration.portal, InputRules::portal);
    Reader inner(outer.object(u"integration"_s));
    readIntegration(inner, integration);
    if (integration.id.isNull())
        integration.id = QUuid::createUuid();
    const auto problem = outer.problem();
    return {integration, problem ? problem : inner.problem()};
}

QJsonObject serverToJson(const ExchangeServer &server)
{
    const auto orAuto = [](const QString &text) { return text.isEmpty() ? u"auto"_s : text; };
    QJsonObject json{{u"type"_s, u"exchangeServer"_s},
                     {u"email"_s, server.email},
                     {u"username"_s, orAuto(server.username)},
                     {u"exchangeVersion"_s, orAuto(server.exchangeVersion)},
                     {u"ewsUrl"_s, orAuto(server.ewsUrl.toString())},
                     {u"testMailbox"_s, QJsonArray::fromStringList(server.testMailboxes)},
                     {u"acceptHosts"_s, QJsonArray::fromStringList(server.acceptHosts)}};
    if (!server.forbiddenMailbox.isEmpty())
        json.insert(u"forbiddenMailbox"_s, server.forbiddenMailbox);
    if (!server.trustedCaFile.isEmpty())
        json.insert(u"trustedCaFile"_s, server.trustedCaFile);
    return json;
}

QJsonObject onlineToJson(const ExchangeOnline &online)
{
    QJsonObject json{{u"type"_s, u"exchangeOnline"_s},
                     {u"email"_s, online.email},
                     {u"tenant"_s, online.tenant},
                     {u"testMailbox"_s, QJsonArray::fromStringList(online.testMailboxes)}};
    if (!online.clientId.isEmpty())
        json.insert(u"clientId"_s, online.clientId);
    if (!online.cloud.isEmpty())
        json.insert(u"cloud"_s, online.cloud);
    return json;
}

// Windows PowerShell 5 writes UTF-16 when told to write a text to a file.
QByteArray asUtf8(const QByteArray &text)
{
    const auto encoding = QStringConverter::encodingForData(text, u'{');
    if (!encoding || *encoding == QStringConverter::Utf8)
        return text.startsWith("\xEF\xBB\xBF") ? text.mid(3) : text;
    return QString(QStringDecoder(*encoding).decode(text)).toUtf8();
}

} // namespace

QUuid idWithoutOne(const Integration &integration)
{
    static const QUuid ours(u"{6f0c8e0a-58f0-4a4c-9f0e-3f2f6f1f5b1d}"_s);
    return QUuid::createUuidV5(ours, integration.portal.toString() + u'\n' + integration.account().toLower());
}

Result<Integration> integrationFromJson(const QByteArray &json)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (!document.isObject())
        return document.isNull() ? notJson(json, error) : malformed(u"not an object"_s);
    auto [integration, problem] = readDocument(document.object());
    if (problem)
        return *problem;
    if (!document.object().value("integration"_L1).toObject().contains("id"_L1))
        integration.id = idWithoutOne(integration);
    return integration;
}

Integration integrationFromDraft(const QJsonObject &json)
{
    return readDocument(json).first;
}

Result<Integration> integrationFromFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Problem{Code::FileUnreadable, file.errorString(), aboutFile(path)};
    if (file.size() > MaximumFileSize)
        return Problem{Code::FileMalformed, u"larger than 64 KiB"_s, {{u"path"_s, ForeignText(path)}}};
    auto integration = integrationFromJson(asUtf8(file.readAll()));
    if (integration) {
        if (ExchangeServer *server = integration->server(); server && !server->trustedCaFile.isEmpty())
            server->trustedCaFile = QFileInfo(path).absoluteDir().absoluteFilePath(server->trustedCaFile);
        return integration;
    }
    Problem problem = integration.problem();
    problem.facts.insert(u"path"_s, ForeignText(path));
    return problem;
}

QJsonObject toJson(const Integration &integration)
{
    QJsonObject inner = integration.server() ? serverToJson(*integration.server())
                                             : onlineToJson(std::get<ExchangeOnline>(integration.exchange));
    inner.insert(u"id"_s, integration.id.toString(QUuid::WithoutBraces));
    inner.insert(u"name"_s, integration.name);
    inner.insert(u"identificationCode"_s, integration.identificationCode);
    QJsonObject json{{u"integration"_s, inner}};
    if (!integration.portal.isEmpty())
        json.insert(u"portal"_s, integration.portal.toString());
    return json;
}

} // namespace Setup
