// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/onlineewscheck.h"

#include <QJsonArray>

namespace Setup {

using namespace Qt::StringLiterals;

void OnlineEwsCheck::callOwnMailbox(std::function<void(const Answered &)> then)
{
    call([this, then](const Answered &answered) {
        if (answered.byEws || !answered.problem || answered.problem->code != Code::Http401Bearer)
            return then(answered);
        call([then, first = *answered.problem](const Answered &again) { then(judgedTwice(first, again)); });
    });
}

// Under load, Exchange Online answers 401 to a token that is good, and takes it the next time.
OnlineEwsCheck::Answered OnlineEwsCheck::judgedTwice(const Problem &first, const Answered &again)
{
    if (again.problem || !again.byEws)
        return again;
    return {Problem{Code::Http401Throttled, {}, first.facts}, true};
}

void OnlineEwsCheck::call(const std::function<void(const Answered &)> &then)
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
        [this, then](const Result<EwsAnswer> &result) {
            const auto problem = problemOf(result);
            const QJsonArray ids = result ? QJsonArray::fromStringList(result->requestIds)
                                          : result.problem().facts.value("requestIds"_L1).toArray();
            for (const auto &id : ids)
                addRequestIds({id.toString()});
            then({problem, result.hasValue()});
        });
}

} // namespace Setup
