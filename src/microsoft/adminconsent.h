// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "microsoft/consentaddress.h"
#include "microsoft/microsoftoperation.h"
#include "net/timedoperation.h"

#include <memory>

namespace Setup {

class LoopbackListener;
class RandomSource;

struct ConsentQuery
{
    ConsentRequest request;
    std::chrono::milliseconds patience{60'000}; // until nothingCameBack()
    std::chrono::milliseconds deadline{900'000}; // people read what they agree to, and ask a colleague
};

// Asks an administrator for the consent of a whole organisation, in the system's browser. Whoever started it
// opens the browser, or shows the link to copy. Its success says that the page said so: the proof is a token,
// or the portal's own check. Problems: LOOPBACK_UNAVAILABLE, LOOPBACK_NO_CALLBACK,
// OAUTH_STATE_MISMATCH, those of consentRefusal().
class AdminConsent : public TimedOperation<ConsentOperation, ConsentAnswer>
{
    Q_OBJECT

public:
    AdminConsent(RandomSource &random, ConsentQuery query);
    ~AdminConsent() override;

    // Where the browser has to go; empty until browserNeeded() and after the end.
    QUrl url() const { return m_url; }

protected:
    void begin() override;
    void abandon() override;
    Problem overdue() const override;

private:
    void take(const QHash<QString, QString> &query);

    RandomSource &m_random;
    ConsentQuery m_query;
    QUrl m_url;
    QTimer m_opening;
    QTimer m_patience;
    std::unique_ptr<LoopbackListener> m_listener;
};

} // namespace Setup
