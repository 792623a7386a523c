// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "exchange/ewscall.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace Setup {

// Ends a subscription that is still being made: waits for the answer to Subscribe, which nobody else wants
// any more, and unsubscribes. An operation, for Cleanup; each of its two calls has a deadline of its own, and
// where no subscription came of the first, it is done. Cancelling gives up the Subscribe as well; started
// again, it has nothing more to end.
class LateUnsubscribe : public QObject
{
    Q_OBJECT

public:
    // subscribing: under way, with nobody else listening.
    LateUnsubscribe(std::unique_ptr<EwsCall> subscribing, EwsContext context, QString mailbox);
    ~LateUnsubscribe() override;

    void start();
    void cancel();

signals:
    void finished(const Setup::Result<Setup::Done> &result);

private:
    void read(const Result<EwsAnswer> &subscribed);
    void settle(const Result<EwsAnswer> &unsubscribed);

    std::unique_ptr<EwsCall> m_subscribing;
    std::unique_ptr<EwsCall> m_unsubscribing;
    std::unique_ptr<EwsCall> m_spent; // the one before: it may be the sender that is being heard
    QTimer m_nothingToDo;
    bool m_isSubscribing = true;
    EwsContext m_context;
    QString m_mailbox;
};

} // namespace Setup
