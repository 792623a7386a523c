// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "oauth/devicesignin.h"

#include "core/foreigntext.h"
#include "core/problemcodes.h"
#include "oauth/oautherror.h"
#include "oauth/oauthports.h"

#include <QJsonDocument>

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr int UsualInterval = 5; // RFC 8628, 3.2
constexpr int LongestInterval = 60;
constexpr int LongestLife = 3600;
constexpr int MostLostPolls = 4;

struct Offer
{
    DeviceCode shown;
    Secret deviceCode;
    int interval = UsualInterval;
    int life = 0;
};

Result<Offer> readOffer(const ExchangeAnswer &answer, const Clock &clock)
{
    const QJsonObject json = QJsonDocument::fromJson(answer.body).object();
    if (answer.status != 200)
        return oauthProblem(json, answer.status);
    Offer offer;
    offer.deviceCode = Secret(json["device_code"_L1].toString().toUtf8());
    offer.shown.userCode = ForeignText(json["user_code"_L1].toString(), 40).text();
    offer.shown.verificationUri = QUrl(json["verification_uri"_L1].toString(), QUrl::StrictMode);
    offer.shown.completeUri = QUrl(json["verification_uri_complete"_L1].toString(), QUrl::StrictMode);
    offer.life = std::clamp(json["expires_in"_L1].toInt(), 0, LongestLife);
    offer.interval = std::clamp(json["interval"_L1].toInt(UsualInterval), 1, LongestInterval);
    if (offer.deviceCode.isEmpty() || offer.shown.userCode.isEmpty() || offer.life == 0
        || offer.shown.verificationUri.scheme() != "https"_L1)
        return Problem{Code::AnswerMalformed, u"One of the members that RFC 8628, 3.2 requires."_s, {}};
    if (offer.shown.completeUri.scheme() != "https"_L1)
        offer.shown.completeUri.clear();
    offer.shown.expiresAt = clock.now().addSecs(offer.life);
    return offer;
}

// The network lost a question, not the issuer the sign-in: ask again, later (RFC 8628, 3.5).
bool isLost(const Problem &problem)
{
    return problem.code == Code::HttpTimeout || problem.code == Code::HttpConnectionClosed
        || problem.code == Code::TcpTimeout || problem.code == Code::TcpReset
        || problem.code == Code::OauthTemporarilyUnavailable || problem.code == Code::OauthServerError;
}

} // namespace

DeviceCode DeviceCode::withPages(const std::function<QUrl(const QUrl &)> &at) const
{
    DeviceCode code = *this;
    code.verificationUri = at(verificationUri);
    code.completeUri = at(completeUri);
    return code;
}

DeviceSignIn::DeviceSignIn(OAuthContext context, DeviceSignInRequest request)
    : TimedOperation(request.deadline)
    , m_context(std::move(context))
    , m_request(std::move(request))
{
    m_pause.setSingleShot(true);
    m_expiry.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &DeviceSignIn::poll);
    connect(&m_expiry, &QTimer::timeout, this, [this] { settle(Problem{Code::OauthExpiredToken, {}, {}}); });
}

void DeviceSignIn::begin()
{
    if (m_request.issuer.deviceAuthorizationEndpoint.isEmpty())
        return settle(
            Problem{Code::OauthNotOffered, {}, {{u"reason"_s, u"device_authorization_endpoint"_s}}});
    m_lostPolls = 0;
    m_isReplay = m_context.door.recordedPort(m_context.tag, OAuthPort::device()).has_value();
    if (!m_isReplay)
        m_context.door.keepPort(m_context.tag, OAuthPort::device(), recordOf(std::nullopt));
    ExchangeQuery query;
    query.tag = m_context.tag;
    query.url = m_request.issuer.deviceAuthorizationEndpoint;
    identifyClient(query, authorizationForm(), m_request.client, m_request.issuer);
    m_exchange = m_context.door.exchange(query);
    connect(m_exchange.get(), &Exchange::finished, this, &DeviceSignIn::readCode);
    m_exchange->start();
}

// What an authorization request in a browser would say, this one says for the page on the other device.
QList<std::pair<QString, Secret>> DeviceSignIn::authorizationForm() const
{
    QList<std::pair<QString, Secret>> form{{u"scope"_s, Secret(m_request.scopes.join(u' ').toUtf8())}};
    if (!m_request.claims.isEmpty())
        form.append({u"claims"_s, Secret(m_request.claims.toUtf8())});
    return form;
}

void DeviceSignIn::abandon()
{
    m_pause.stop();
    m_expiry.stop();
    m_exchange.reset();
    m_poll.reset();
    m_deviceCode = {};
}

Problem DeviceSignIn::overdue() const
{
    if (m_deviceCode.isEmpty())
        return {Code::HttpTimeout, {}, {{u"host"_s, m_request.issuer.deviceAuthorizationEndpoint.host()}}};
    return {Code::OauthExpiredToken, {}, {}};
}

void DeviceSignIn::readCode(const Result<ExchangeAnswer> &answer)
{
    if (!answer)
        return settle(answer.problem());
    const auto offer = readOffer(*answer, m_context.clock);
    if (!offer)
        return settle(offer.problem());
    m_deviceCode = offer->deviceCode;
    m_interval = offer->interval;
    if (m_isReplay)
        return wait();
    m_expiry.start(offer->life * m_request.second);
    wait();
    emit codeReady(offer->shown);
}

void DeviceSignIn::wait()
{
    m_pause.start(m_isReplay ? std::chrono::milliseconds(0) : m_interval * m_request.second);
}

void DeviceSignIn::poll()
{
    Grant grant{m_request.issuer, m_request.client, {}, {}, {}};
    grant.form = {{u"grant_type"_s, Secret("urn:ietf:params:oauth:grant-type:device_code")},
                  {u"device_code"_s, m_deviceCode}};
    grant.needsIdToken = m_request.scopes.contains("openid"_L1);
    m_poll = std::make_unique<GrantRequest>(m_context, std::move(grant));
    connect(m_poll.get(), &GrantRequest::finished, this, &DeviceSignIn::readTokens);
    m_poll->start();
}

void DeviceSignIn::readTokens(const Result<TokenSet> &tokens)
{
    if (tokens)
        return settle(*tokens);
    const QString error = oauthErrorOf(tokens.problem());
    const bool isPending = error == "authorization_pending"_L1 || error == "slow_down"_L1;
    if (!isPending && (!isLost(tokens.problem()) || ++m_lostPolls > MostLostPolls))
        return settle(tokens.problem());
    if (error == "slow_down"_L1)
        m_interval += 5; // RFC 8628, 3.5
    else if (!isPending)
        m_interval *= 2;
    wait();
}

} // namespace Setup
