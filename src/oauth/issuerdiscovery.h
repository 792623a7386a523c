// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/timedoperation.h"
#include "oauth/oauthcontext.h"
#include "oauth/oauthoperation.h"

#include <memory>

namespace Setup {

struct IssuerQuery
{
    QString issuer; // https
    QStringList listedOrigins; // where else its endpoints may stand
    std::chrono::milliseconds deadline{30'000};
};

// Asks an issuer about itself: where OpenID Connect puts the answer and, where nothing stands there, where
// RFC 8414 does (the two differ for an issuer with a path). Problems: ISSUER_METADATA_UNUSABLE, HTTP_TIMEOUT,
// those of an exchange.
class IssuerDiscovery : public TimedOperation<IssuerOperation, IssuerMetadata>
{
    Q_OBJECT

public:
    IssuerDiscovery(OAuthContext context, IssuerQuery query);

protected:
    void begin() override;
    void abandon() override;
    Problem overdue() const override;

private:
    void ask(const QUrl &url);
    void read(const Result<ExchangeAnswer> &answer);

    OAuthContext m_context;
    IssuerQuery m_query;
    std::unique_ptr<Exchange> m_exchange;
    bool m_isSecond = false;
};

} // namespace Setup
