// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/lateunsubscribe.h"

namespace Setup {

LateUnsubscribe::LateUnsubscribe(std::unique_ptr<EwsCall> subscribing, const EwsContext &context,
                                 const QString &mailbox)
    : m_subscribing(std::move(subscribing))
    , m_context(context)
    , m_mailbox(mailbox)
{}

LateUnsubscribe::~LateUnsubscribe() = default;

void LateUnsubscribe::start()
{
    connect(m_subscribing.get(), &EwsCall::finished, this, &LateUnsubscribe::read);
}

void LateUnsubscribe::cancel()
{
    m_subscribing->disconnect(this);
    m_subscribing->cancel();
    m_unsubscribing.reset();
}

void LateUnsubscribe::read(const Result<EwsAnswer> &subscribed)
{
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
    const auto problem = problemOf(unsubscribed);
    emit finished(problem ? Result<Done>(*problem) : Result<Done>(Done{}));
}

} // namespace Setup
