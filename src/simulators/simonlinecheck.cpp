// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/simonlinecheck.h"

#include "core/problemcodes.h"
#include "simulators/simewscall.h"
#include "simulators/simform.h"

#include <QJsonDocument>

#include <utility>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

const QString consentRung = u"microsoft.consent"_s;
const QString policyRung = u"microsoft.ewspolicy"_s;
const QString versionRung = u"ews.version"_s;
const QString impersonationRung = u"ews.impersonation"_s;

// The number that Entra gives, or the OAuth value where there is none.
QString entraCode(const QJsonObject &error)
{
    const int number = error["error_codes"_L1].toArray().first().toInt();
    return number > 0 ? u"AADSTS%1"_s.arg(number) : error["error"_L1].toString();
}

} // namespace

SimOnlineCheck::SimOnlineCheck(WorldTable table, Target target, SimAppIdentity &identity, QObject *parent)
    : SimLadder({consentRung, policyRung, versionRung, impersonationRung}, parent)
    , m_table(std::move(table))
    , m_target(std::move(target))
    , m_identity(identity)
{}

void SimOnlineCheck::start()
{
    begin();
    const QString endpoint = u"https://login.microsoftonline.com/%1/oauth2/v2.0/token"_s.arg(m_target.tenant);
    const QString assertion = QString::fromLatin1(m_identity.assertion(m_target.client, endpoint));
    const QString kind = u"urn:ietf:params:oauth:client-assertion-type:jwt-bearer"_s;
    auto *client = new SimHttpClient(m_table, this);
    connect(client, &SimHttpClient::finished, this, &SimOnlineCheck::judgeToken);
    client->post(QUrl(endpoint), {{"Content-Type", "application/x-www-form-urlencoded"}},
                 SimForm::encoded({{u"grant_type"_s, u"client_credentials"_s},
                                   {u"client_id"_s, m_target.client},
                                   {u"scope"_s, u"https://outlook.office365.com/.default"_s},
                                   {u"client_assertion_type"_s, kind},
                                   {u"client_assertion"_s, assertion}}));
}

void SimOnlineCheck::judgeToken(const SimOutcome &outcome)
{
    const QJsonObject answer = QJsonDocument::fromJson(outcome.body).object();
    const QByteArray token = answer["access_token"_L1].toString().toLatin1();
    if (outcome.status == 200 && !token.isEmpty()) {
        pass(consentRung);
        callEws(token);
        return;
    }
    if (!outcome.code.isEmpty())
        fail(consentRung, outcome.code);
    else if (answer["error"_L1].toString().isEmpty())
        fail(consentRung, Code::AnswerUnexpected, {{u"status"_s, outcome.status}});
    else
        fail(consentRung, entraCode(answer),
             {{u"error"_s, answer["error"_L1].toString()},
              {u"traceId"_s, answer["trace_id"_L1].toString()},
              {u"correlationId"_s, answer["correlation_id"_L1].toString()},
              {u"timestamp"_s, answer["timestamp"_L1].toString()}});
    settle();
}

void SimOnlineCheck::callEws(const QByteArray &token)
{
    auto *client = new SimHttpClient(m_table, this);
    connect(client, &SimHttpClient::finished, this, &SimOnlineCheck::judgeCall);
    QList<SimHeader> headers = SimEwsCall::headers("Bearer " + token);
    headers.append(SimHeader{"X-AnchorMailbox", m_target.mailbox.toUtf8()});
    client->post(QUrl(u"https://outlook.office365.com/EWS/Exchange.asmx"_s), headers,
                 SimEwsCall{u"Exchange2013_SP1"_s, m_target.mailbox}.getCalendar());
}

void SimOnlineCheck::judgeCall(const SimOutcome &outcome)
{
    if (!outcome.code.isEmpty())
        fail(policyRung, outcome.code);
    else if (outcome.status == 200 || outcome.status == 500)
        judgeAnswer(outcome);
    else
        judgeRefusal(outcome);
    settle();
}

void SimOnlineCheck::judgeRefusal(const SimOutcome &outcome)
{
    const QByteArray reason = outcome.headerValues("x-ews-policy-reason").value(0);
    const QByteArray diagnostics = outcome.headerValues("x-ms-diagnostics").value(0);
    if (outcome.status == 403 && reason.startsWith("EWS is blocked by policy"))
        fail(policyRung, Code::Http403EwsBlockedByPolicy, {{u"reason"_s, QString::fromLatin1(reason)}});
    else if (outcome.status == 403 && reason.startsWith("EWS is disabled"))
        fail(policyRung, Code::Http403EwsDisabled, {{u"reason"_s, QString::fromLatin1(reason)}});
    else if (outcome.status == 403)
        fail(policyRung, Code::Http403NoReason);
    else if (outcome.status == 401 && !diagnostics.isEmpty())
        fail(policyRung, u"DIAGNOSTICS_"_s + QString::fromLatin1(diagnostics.split(';').first()));
    else
        fail(policyRung, SimEwsCall::statusCode(outcome.status), {{u"status"_s, outcome.status}});
}

void SimOnlineCheck::judgeAnswer(const SimOutcome &outcome)
{
    const QString code = SimEwsCall::code(outcome);
    if (code.isEmpty()) {
        fail(policyRung, Code::AnswerUnexpected);
        return;
    }
    pass(policyRung);
    pass(versionRung, {{u"build"_s, SimEwsCall::build(outcome)}});
    if (code == "NoError"_L1)
        pass(impersonationRung, {{u"mailbox"_s, m_target.mailbox}});
    else
        fail(impersonationRung, code, {{u"mailbox"_s, m_target.mailbox}});
}

} // namespace Setup
