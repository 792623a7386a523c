// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "microsoft/adminconsent.h"

#include "core/problemcodes.h"
#include "core/randomsource.h"
#include "jose/base64url.h"
#include "oauth/loopbacklistener.h"

namespace Setup {

using namespace Qt::StringLiterals;

AdminConsent::AdminConsent(RandomSource &random, ConsentQuery query)
    : TimedOperation(query.deadline)
    , m_random(random)
    , m_query(std::move(query))
{
    m_opening.setSingleShot(true);
    m_opening.setInterval(0);
    m_patience.setSingleShot(true);
    m_patience.setInterval(m_query.patience);
    connect(&m_opening, &QTimer::timeout, this, [this] { emit browserNeeded(m_url); });
    connect(&m_patience, &QTimer::timeout, this, &ConsentOperation::nothingCameBack);
}

AdminConsent::~AdminConsent() = default;

void AdminConsent::begin()
{
    LoopbackListener::Settings settings;
    settings.state = toBase64Url(m_random.bytes(32));
    settings.host = u"localhost"_s; // as Microsoft's registrations have it
    settings.awaits = LoopbackListener::Awaits::Consent;
    m_listener = std::make_unique<LoopbackListener>(settings);
    if (const auto listening = m_listener->listen(); !listening)
        return settle(listening.problem());
    connect(m_listener.get(), &LoopbackListener::answered, this, &AdminConsent::take);
    m_url = consentAddress(m_query.request, m_listener->redirectUri(), settings.state);
    m_opening.start();
    m_patience.start();
}

void AdminConsent::abandon()
{
    m_opening.stop();
    m_patience.stop();
    m_listener.reset();
    m_url.clear();
}

Problem AdminConsent::overdue() const
{
    return m_listener ? m_listener->silence() : Problem{Code::LoopbackNoCallback, {}, {}};
}

// The listener has compared the state already.
void AdminConsent::take(const QHash<QString, QString> &query)
{
    if (const auto problem = consentRefusal(query))
        return settle(*problem);
    settle(
        ConsentAnswer{ForeignText(query.value(u"tenant"_s), 100), ForeignText(query.value(u"scope"_s), 500)});
}

} // namespace Setup
