// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/lateunsubscribe.h"

#include <utility>

namespace Setup {

LateUnsubscribe::LateUnsubscribe(std::unique_ptr<EwsCall> subscribing, EwsContext context, QString mailbox)
    : m_subscribing(std::move(subscribing))
    , m_context(std::move(context))
    , m_mailbox(std::move(mailbox))
{
    m_nothingToDo.setSingleShot(true);
    connect(&m_nothingToDo, &QTimer::timeout, this, [this] { emit finished(Done{}); });
}

LateUnsubscribe::~LateUnsubscribe() = default;

void LateUnsubscribe::start()
{
    m_subscribing->disconnect(this);
    if (m_isSubscribing)
        connect(m_subscribing.get(), &EwsCall::finished, this, &LateUnsubscribe::read);
    else if (!m_unsubscribing)
        m_nothingToDo.start();
}

void LateUnsubscribe::cancel()
{
    m_nothingToDo.stop();
    m_subscribing->disconnect(this);
    m_subscribing->cancel();
    m_isSubscribing = false;
    m_unsubscribing.reset();
}

void LateUnsubscribe::read(const Result<EwsAnswer> &subscribed)
{
    m_isSubscribing = false;
    if (!subscribed || subscribed->subscriptionId.isEmpty()) {
        emit finished(Done{});
        return;
    }
    const EwsRequest request{Ews::Unsubscribe{subscribed->subscriptionId}, m_mailbox,
                             subscribed->affinityCookie};
    m_unsubscribing = std::make_unique<EwsCall>(m_context, request);
    connect(m_unsubscribing.get(), &EwsCall::finished, this, &LateUnsubscribe::settle);
    m_unsubscribing->start();
}

void LateUnsubscribe::settle(const Result<EwsAnswer> &unsubscribed)
{
    m_spent = std::move(m_unsubscribing);
    const auto problem = problemOf(unsubscribed);
    emit finished(problem ? Result<Done>(*problem) : Result<Done>(Done{}));
}

} // namespace Setup
