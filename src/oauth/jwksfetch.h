// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/timedoperation.h"
#include "oauth/oauthcontext.h"
#include "oauth/oauthoperation.h"

#include <memory>

namespace Setup {

// Reads a published set of keys. Problems: KEY_SET_UNUSABLE, HTTP_TIMEOUT, those of an exchange.
class JwksFetch : public TimedOperation<KeysOperation, JwkSet>
{
    Q_OBJECT

public:
    JwksFetch(Door &door, QUrl url, OperationTag tag,
              std::chrono::milliseconds deadline = std::chrono::seconds(20));

protected:
    void begin() override;
    void abandon() override;
    Problem overdue() const override;

private:
    void read(const Result<ExchangeAnswer> &answer);

    Door &m_door;
    QUrl m_url;
    OperationTag m_tag;
    std::unique_ptr<Exchange> m_exchange;
};

} // namespace Setup
