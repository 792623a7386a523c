// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checks/ewscheck.h"

namespace Setup {

// ews.notifications: subscribes to the calendar of the first test mailbox and waits for the first sign of
// life. A middlebox that holds streamed answers back is found here and nowhere else. The subscription is
// always ended, also when the check is cancelled or runs out of time.
class NotificationsCheck : public EwsCheck
{
    Q_OBJECT

public:
    NotificationsCheck();

private:
    void ask() override;
    void abandon() override;
    void takeSubscription(const Result<EwsAnswer> &result);
    void listen(const EwsAnswer &subscribed);
    void unsubscribe(const std::optional<Problem> &problem);
    void end(const std::optional<Problem> &problem);
    EwsRequest farewell() const;

    std::unique_ptr<EwsCall> m_subscribing;
    bool m_isSubscribing = false;
    QString m_subscription; // empty: none
    QByteArray m_affinity;
};

} // namespace Setup
