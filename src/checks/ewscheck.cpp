// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/ewscheck.h"

#include "checks/loginfacts.h"
#include "checks/target.h"

#include <QJsonArray>

namespace Setup {

using namespace Qt::StringLiterals;

Credential loginOf(const RunInput &input, const QString &username)
{
    return {Credential::Scheme::Basic, input.integration.server()->email.toLower(), username, input.password};
}

EwsContext ewsContext(const CheckContext &context, const OperationTag &tag, const QUrl &url)
{
    EwsContext ews{.door = context.services.door,
                   .limiter = context.limiter,
                   .random = context.services.random,
                   .url = url,
                   .credential = {},
                   .extraRoot = context.input.trustedCaPem,
                   .tag = tag};
    return ews;
}

void EwsCheck::begin()
{
    const auto *login = context().facts.get<LoginFacts>();
    m_ews.emplace(ewsContext(context(), tag(), ewsAddress(context())));
    m_ews->credential = loginOf(input(), login->username);
    m_ews->version = login->version;
    ask();
}

void EwsCheck::call(const EwsRequest &request, Then then)
{
    run(std::make_unique<EwsCall>(*m_ews, request),
        [this, then = std::move(then)](const Result<EwsAnswer> &result) {
            if (!result && result.problem().code == Code::LoginGateClosed)
                leaveUntested(Code::LoginGateClosed);
            else
                then(result);
        });
}

std::optional<Problem> EwsCheck::take(const Result<EwsAnswer> &result)
{
    if (result) {
        addRequestIds(result->requestIds);
        return result->problem();
    }
    const QJsonArray ids = result.problem().facts.value("requestIds"_L1).toArray();
    for (const auto &id : ids)
        addRequestIds({id.toString()});
    return result.problem();
}

} // namespace Setup
