// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/onlineewscheck.h"

#include <QJsonArray>

namespace Setup {

using namespace Qt::StringLiterals;

void OnlineEwsCheck::callOwnMailbox(std::function<void(const Answered &)> then)
{
    const CheckServices &services = context().services;
    EwsContext ews{.door = services.door,
                   .limiter = context().limiter,
                   .random = services.random,
                   .url = login().cloud.ewsUrl(),
                   .credential = Credential{Credential::Scheme::Bearer, login().account, login().account,
                                            login().tokens.accessToken},
                   .extraRoot = {},
                   .tag = tag()};
    run(std::make_unique<EwsCall>(ews, EwsRequest{Ews::GetFolder{}, {}, {}}),
        [this, then = std::move(then)](const Result<EwsAnswer> &result) {
            const auto problem = problemOf(result);
            const QJsonArray ids = result ? QJsonArray::fromStringList(result->requestIds)
                                          : result.problem().facts.value("requestIds"_L1).toArray();
            for (const auto &id : ids)
                addRequestIds({id.toString()});
            then({problem, result.hasValue()});
        });
}

} // namespace Setup
