// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/simcloudcheck.h"

#include "core/problemcodes.h"
#include "simulators/simdocument.h"

#include <array>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

QStringList ladder(bool withLogin)
{
    QStringList ids{u"net.dns"_s, u"net.tcp"_s, u"net.tls"_s, u"http.endpoint"_s};
    if (withLogin)
        ids += {u"auth.login"_s, u"ews.version"_s, u"ews.mailbox"_s};
    return ids;
}

QByteArray getInbox(const QString &version)
{
    return "<?xml version=\"1.0\" encoding=\"utf-8\"?><s:Envelope "
           "xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\" "
           "xmlns:t=\"http://schemas.microsoft.com/exchange/services/2006/types\" "
           "xmlns:m=\"http://schemas.microsoft.com/exchange/services/2006/messages\"><s:Header>"
           "<t:RequestServerVersion Version=\""
        + version.toUtf8()
        + "\"/></s:Header><s:Body><m:GetFolder><m:FolderShape><t:BaseShape>IdOnly</t:BaseShape>"
          "</m:FolderShape><m:FolderIds><t:DistinguishedFolderId Id=\"calendar\"/></m:FolderIds>"
          "</m:GetFolder></s:Body></s:Envelope>";
}

QString statusCode(int status)
{
    switch (status) {
    case 403:
        return Code::Http403IpOrWaf;
    case 404:
        return Code::Http404;
    case 503:
        return Code::Http503;
    case 200:
        return Code::Http200Html;
    default:
        return Code::HttpUnexpectedStatus;
    }
}

// The first word of each offer.
QStringList offers(const SimOutcome &outcome)
{
    QStringList words;
    const QByteArrayList values = outcome.headerValues("www-authenticate");
    for (const QByteArray &value : values)
        words.append(QString::fromLatin1(value.split(' ').first()));
    return words;
}

// "ErrorServerBusy" of a fault's detail, or the ResponseCode of an answer.
QString exchangeCode(const SimElement &root)
{
    const SimElement *code = root.find(u"ResponseCode"_s);
    return code ? code->text.trimmed() : QString();
}

QString build(const SimElement &root)
{
    const SimElement *info = root.find(u"ServerVersionInfo"_s);
    if (!info)
        return {};
    QStringList parts;
    for (const QString &name :
         {u"MajorVersion"_s, u"MinorVersion"_s, u"MajorBuildNumber"_s, u"MinorBuildNumber"_s})
        parts.append(info->attributes.value(name));
    return parts.join(u'.');
}

} // namespace

SimCloudCheck::SimCloudCheck(WorldTable table, QUrl ewsUrl, std::optional<Login> login, QObject *parent)
    : QObject(parent)
    , m_table(std::move(table))
    , m_ewsUrl(std::move(ewsUrl))
    , m_login(std::move(login))
{}

void SimCloudCheck::start()
{
    m_timer.start();
    send(false, &SimCloudCheck::judgePath);
}

void SimCloudCheck::send(bool withLogin, void (SimCloudCheck::*then)(const SimOutcome &))
{
    auto *client = new SimHttpClient(m_table, this);
    connect(client, &SimHttpClient::finished, this, then);
    QList<SimHeader> headers{{"Content-Type", "text/xml; charset=utf-8"}, {"User-Agent", "AskCody-Cloud/1"}};
    if (withLogin)
        headers.append(SimHeader{
            "Authorization", "Basic " + (m_login->username.toUtf8() + ':' + m_login->password).toBase64()});
    client->post(m_ewsUrl, headers, getInbox(m_login ? m_login->version : u"Exchange2010"_s));
}

void SimCloudCheck::judgePath(const SimOutcome &outcome)
{
    using Stage = SimOutcome::Stage;
    const std::array<std::pair<Stage, QString>, 3> stages{
        {{Stage::Name, u"net.dns"_s}, {Stage::Connection, u"net.tcp"_s}, {Stage::Handshake, u"net.tls"_s}}};
    for (const auto &[stage, id] : stages) {
        if (outcome.stage == stage) {
            fail(id, outcome.code);
            settle();
            return;
        }
        pass(id,
             stage == Stage::Name
                 ? QJsonObject{{u"addresses"_s, QJsonArray::fromStringList(outcome.addresses)}}
                 : QJsonObject());
    }
    judgeEndpoint(outcome);
}

void SimCloudCheck::judgeEndpoint(const SimOutcome &outcome)
{
    const QStringList offered = offers(outcome);
    if (!outcome.code.isEmpty())
        fail(u"http.endpoint"_s, outcome.code);
    else if (outcome.status != 401)
        fail(u"http.endpoint"_s, statusCode(outcome.status), {{u"status"_s, outcome.status}});
    else
        pass(u"http.endpoint"_s, {{u"offers"_s, QJsonArray::fromStringList(offered)}});
    if (!m_failed.isEmpty() || !m_login) {
        settle();
    } else if (!offered.contains(u"Basic"_s)) {
        fail(u"auth.login"_s, Code::Http401BasicNotOffered,
             {{u"offers"_s, QJsonArray::fromStringList(offered)}});
        settle();
    } else {
        send(true, &SimCloudCheck::judgeLogin);
    }
}

void SimCloudCheck::judgeLogin(const SimOutcome &outcome)
{
    if (!outcome.code.isEmpty())
        fail(u"auth.login"_s, outcome.code);
    else if (outcome.status == 401)
        fail(u"auth.login"_s, Code::Http401BasicRejected);
    else if (outcome.status != 200 && outcome.status != 500)
        fail(u"auth.login"_s, statusCode(outcome.status), {{u"status"_s, outcome.status}});
    else
        judgeEws(outcome);
    settle();
}

void SimCloudCheck::judgeEws(const SimOutcome &outcome)
{
    const SimDocument parsed = parseSimDocument(outcome.body);
    const QString code = parsed.root ? exchangeCode(*parsed.root) : QString();
    if (code.isEmpty()) {
        fail(u"auth.login"_s, Code::AnswerUnexpected);
        return;
    }
    pass(u"auth.login"_s, {{u"username"_s, m_login->username}});
    const QJsonObject version{{u"build"_s, build(*parsed.root)}};
    if (code.startsWith("ErrorInvalidServerVersion"_L1) || code.startsWith("ErrorIncorrectSchema"_L1)) {
        fail(u"ews.version"_s, code, version);
        return;
    }
    pass(u"ews.version"_s, version);
    if (code == "NoError"_L1)
        pass(u"ews.mailbox"_s);
    else
        fail(u"ews.mailbox"_s, code);
}

void SimCloudCheck::pass(const QString &id, const QJsonObject &facts)
{
    QJsonObject rung{{u"id"_s, id}, {u"status"_s, u"pass"_s}, {u"durationMs"_s, m_timer.restart()}};
    if (!facts.isEmpty())
        rung.insert(u"facts"_s, facts);
    m_rungs.append(rung);
}

void SimCloudCheck::fail(const QString &id, const QString &code, const QJsonObject &facts)
{
    m_failed = id;
    QJsonObject rung{
        {u"id"_s, id},
        {u"status"_s, u"fail"_s},
        {u"code"_s,
         Code::isExchangeCode(code) || !code.startsWith(u"Error"_s) ? code : QString(Code::EwsUnknownCode)},
        {u"durationMs"_s, m_timer.restart()}};
    if (!facts.isEmpty())
        rung.insert(u"facts"_s, facts);
    m_rungs.append(rung);
}

void SimCloudCheck::settle()
{
    const QStringList ids = ladder(m_login.has_value());
    while (m_rungs.size() < ids.size())
        m_rungs.append(QJsonObject{{u"id"_s, ids.at(m_rungs.size())},
                                   {u"status"_s, u"skipped"_s},
                                   {u"skippedBecause"_s, m_failed},
                                   {u"durationMs"_s, 0}});
    emit finished(m_rungs);
}

} // namespace Setup
