// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/currentsession.h"

namespace Setup {

void CurrentSession::replace(std::shared_ptr<Session> session)
{
    if (m_session) {
        m_session->cancel();
        m_session->disconnect(this);
    }
    m_session = std::move(session);
    m_outcome.reset();
    if (m_session) {
        connect(m_session.get(), &Session::saveFailed, this, &CurrentSession::saveFailed);
        connect(m_session.get(), &Session::keptPasswordLoaded, this, &CurrentSession::keptPasswordLoaded);
        connect(m_session.get(), &Session::keptPasswordUnavailable, this,
                &CurrentSession::keptPasswordLoaded);
        connect(m_session.get(), &Session::passwordKept, this, &CurrentSession::passwordKept);
        connect(m_session.get(), &Session::changed, this, &CurrentSession::changed);
        connect(m_session.get(), &Session::discovered, this, &CurrentSession::discovered);
        connect(m_session.get(), &Session::checkStarted, this, &CurrentSession::checkStarted);
        connect(m_session.get(), &Session::checkFinished, this, &CurrentSession::checkFinished);
        connect(m_session.get(), &Session::runFinished, this, &CurrentSession::runFinished);
        connect(m_session.get(), &Session::reached, this, &CurrentSession::reached);
        connect(m_session.get(), &Session::keychainWaits, this, &CurrentSession::keychainWaits);
        connect(m_session.get(), &Session::pushFinished, this, &CurrentSession::takePush);
    }
    emit replaced();
}

bool CurrentSession::holds(const QUuid &id) const
{
    return exists() && !m_session->isReadOnly() && m_session->integration().id == id;
}

void CurrentSession::stop()
{
    const bool wasRunning = m_session->isRunning();
    m_session->cancel();
    if (wasRunning)
        emit runFinished(Verdict::Cancelled);
}

void CurrentSession::takePush(const Result<PushOutcome> &result)
{
    m_outcome = result ? std::optional(*result) : std::nullopt;
    emit pushFinished(result);
}

const ExchangeServer &CurrentSession::server() const
{
    static const ExchangeServer none;
    const ExchangeServer *server = m_session->integration().server();
    return server ? *server : none;
}

void CurrentSession::setServer(const ExchangeServer &server)
{
    Integration integration = m_session->integration();
    integration.exchange = server;
    set(integration);
}

const ExchangeOnline &CurrentSession::online() const
{
    static const ExchangeOnline none;
    const auto *online = std::get_if<ExchangeOnline>(&m_session->integration().exchange);
    return online ? *online : none;
}

void CurrentSession::setOnline(const ExchangeOnline &online)
{
    Integration integration = m_session->integration();
    integration.exchange = online;
    set(integration);
}

void CurrentSession::set(const Integration &integration)
{
    if (!m_session->isReadOnly() && integration != m_session->integration())
        m_session->setIntegration(integration);
}

} // namespace Setup
