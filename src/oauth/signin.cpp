// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "oauth/signin.h"

#include "core/foreigntext.h"
#include "core/problemcodes.h"
#include "net/secretcleaner.h"
#include "oauth/callbackhandler.h"
#include "oauth/doornetworkaccessmanager.h"
#include "oauth/idtokenproof.h"
#include "oauth/loopbacklistener.h"
#include "oauth/oautherror.h"
#include "oauth/oauthports.h"

#include <QOAuth2AuthorizationCodeFlow>

namespace Setup {

using namespace Qt::StringLiterals;

SignIn::SignIn(OAuthContext context, SignInRequest request)
    : TimedOperation(request.deadline)
    , m_context(std::move(context))
    , m_request(std::move(request))
{
    m_opening.setSingleShot(true);
    m_opening.setInterval(0);
    m_patience.setSingleShot(true);
    m_patience.setInterval(m_request.patience);
    connect(&m_opening, &QTimer::timeout, this, [this] { emit browserNeeded(m_url); });
    connect(&m_patience, &QTimer::timeout, this, &SignIn::nothingCameBack);
}

SignIn::~SignIn() = default;

void SignIn::begin()
{
    m_secrets = newSecrets(m_context.random);
    if (const auto recorded = m_context.door.recordedPort(m_context.tag, OAuthPort::browser()))
        return replay(*recorded);
    listen();
}

void SignIn::listen()
{
    m_listener = std::make_unique<LoopbackListener>(
        LoopbackListener::Settings{m_secrets.state, m_request.redirectHost, m_request.redirectPath});
    if (const auto listening = m_listener->listen(); !listening) {
        note(listening.problem());
        return settle(listening.problem());
    }
    connect(m_listener.get(), &LoopbackListener::answered, this, &SignIn::takeAnswer);
    makeFlow(m_listener->redirectUri().toString());
    m_flow->grant();
    m_opening.start();
    m_patience.start();
}

void SignIn::replay(const Result<QJsonValue> &recorded)
{
    if (const auto problem = problemOfThen(recorded))
        return settle(*problem);
    makeFlow(u"http://127.0.0.1/"_s);
    m_flow->grant();
    m_code = u"removed-code"_s;
    m_handler->pass(m_code, QString::fromLatin1(m_secrets.state));
}

void SignIn::note(const std::optional<Problem> &problem) const
{
    m_context.door.keepPort(m_context.tag, OAuthPort::browser(), recordOf(problem));
}

void SignIn::abandon()
{
    m_opening.stop();
    m_patience.stop();
    m_proof.reset();
    m_flow.reset();
    m_handler = nullptr;
    m_manager.reset();
    m_listener.reset();
    m_secrets = {};
    m_url.clear();
    m_code.clear();
}

Problem SignIn::overdue() const
{
    if (m_code.isEmpty()) {
        const Problem problem =
            m_listener ? m_listener->silence() : Problem{Code::LoopbackNoCallback, {}, {}};
        note(problem);
        return problem;
    }
    return {Code::HttpTimeout, {}, {{u"host"_s, m_request.issuer.tokenEndpoint.host()}}};
}

void SignIn::makeFlow(const QString &redirectUri)
{
    m_manager = std::make_unique<DoorNetworkAccessManager>(m_context.door, m_context.tag);
    m_flow = std::make_unique<QOAuth2AuthorizationCodeFlow>(m_request.clientId,
                                                            m_request.issuer.authorizationEndpoint,
                                                            m_request.issuer.tokenEndpoint, m_manager.get());
    m_handler = new CallbackHandler(redirectUri, m_flow.get());
    m_flow->setReplyHandler(m_handler);
    m_flow->setState(QString::fromLatin1(m_secrets.state));
    m_flow->setModifyParametersFunction(
        [this, redirectUri](QAbstractOAuth::Stage stage, FlowParameters *parameters) {
            *parameters = stage == QAbstractOAuth::Stage::RequestingAuthorization
                ? authorizationParameters(m_request, m_secrets, redirectUri)
                : tokenParameters(m_request, m_secrets, redirectUri, m_code);
        });
    connect(m_flow.get(), &QAbstractOAuth::authorizeWithBrowser, this,
            [this](const QUrl &url) { m_url = url; });
    // What happened says the door: on a refusal of the token endpoint the flow's own signals are silent.
    connect(m_manager.get(), &DoorNetworkAccessManager::exchanged, this, &SignIn::takeExchange);
}

void SignIn::takeAnswer(const QHash<QString, QString> &query)
{
    m_patience.stop();
    const auto problem = refusalOf(query);
    note(problem);
    if (problem)
        return settle(*problem);
    m_code = query[u"code"_s];
    m_handler->pass(m_code, QString::fromLatin1(m_secrets.state));
}

std::optional<Problem> SignIn::refusalOf(const QHash<QString, QString> &query) const
{
    const IssuerMetadata &issuer = m_request.issuer;
    const bool isNamed = query.contains(u"iss"_s);
    if (isNamed ? query[u"iss"_s] != issuer.issuer : issuer.namesItselfInAnswers)
        return Problem{Code::OauthIssuerMismatch,
                       {},
                       {{u"issuer"_s, ForeignText(query.value(u"iss"_s))}, {u"expected"_s, issuer.issuer}}};
    if (query.contains(u"error"_s)) {
        QJsonObject error;
        for (auto it = query.begin(); it != query.end(); ++it)
            error.insert(it.key(), it.value());
        return oauthProblem(error);
    }
    if (query[u"code"_s].isEmpty())
        return Problem{Code::AnswerUnexpected, u"The browser brought an empty code."_s, {}};
    return std::nullopt;
}

void SignIn::takeExchange(const Result<ExchangeAnswer> &answer)
{
    if (!answer)
        return settle(answer.problem());
    const auto tokens = readTokenAnswer(*answer, m_context.clock);
    if (!tokens) // a service may say again what it was sent
        return settle(SecretCleaner({Secret(m_code.toUtf8()), m_secrets.verifier}).cleaned(tokens.problem()));
    IdTokenQuery query{*tokens, m_request.issuer.jwksUri, {m_request.issuer.issuer, m_request.clientId, {}}};
    query.isNeeded = m_request.scopes.contains("openid"_L1);
    if (query.isNeeded)
        query.expected.nonce = m_secrets.nonce;
    m_proof = std::make_unique<IdTokenProof>(m_context, std::move(query));
    connect(m_proof.get(), &IdTokenProof::finished, this,
            [this](const Result<TokenSet> &proved) { settle(proved); });
    m_proof->start();
}

} // namespace Setup
