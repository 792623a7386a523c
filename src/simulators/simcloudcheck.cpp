// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/simcloudcheck.h"

#include "core/problemcodes.h"
#include "simulators/simewscall.h"

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

// The first word of each offer.
QStringList offers(const SimOutcome &outcome)
{
    QStringList words;
    const QByteArrayList values = outcome.headerValues("www-authenticate");
    for (const QByteArray &value : values)
        words.append(QString::fromLatin1(value.split(' ').first()));
    return words;
}

} // namespace

SimCloudCheck::SimCloudCheck(WorldTable table, QUrl ewsUrl, std::optional<Login> login, QObject *parent)
    : SimLadder(ladder(login.has_value()), parent)
    , m_table(std::move(table))
    , m_ewsUrl(std::move(ewsUrl))
    , m_login(std::move(login))
{}

void SimCloudCheck::start()
{
    begin();
    send(false, &SimCloudCheck::judgePath);
}

void SimCloudCheck::send(bool withLogin, void (SimCloudCheck::*then)(const SimOutcome &))
{
    auto *client = new SimHttpClient(m_table, this);
    connect(client, &SimHttpClient::finished, this, then);
    QByteArray authorization;
    if (withLogin)
        authorization = "Basic " + (m_login->username.toUtf8() + ':' + m_login->password).toBase64();
    const SimEwsCall call{m_login ? m_login->version : u"Exchange2010"_s, {}};
    client->post(m_ewsUrl, SimEwsCall::headers(authorization), call.getCalendar());
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
        fail(u"http.endpoint"_s, SimEwsCall::statusCode(outcome.status), {{u"status"_s, outcome.status}});
    else
        pass(u"http.endpoint"_s, {{u"offers"_s, QJsonArray::fromStringList(offered)}});
    if (hasFailed() || !m_login) {
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
        fail(u"auth.login"_s, SimEwsCall::statusCode(outcome.status), {{u"status"_s, outcome.status}});
    else
        judgeEws(outcome);
    settle();
}

void SimCloudCheck::judgeEws(const SimOutcome &outcome)
{
    const QString code = SimEwsCall::code(outcome);
    if (code.isEmpty()) {
        fail(u"auth.login"_s, Code::AnswerUnexpected);
        return;
    }
    pass(u"auth.login"_s, {{u"username"_s, m_login->username}});
    const QJsonObject version{{u"build"_s, SimEwsCall::build(outcome)}};
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

} // namespace Setup
