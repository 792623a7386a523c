// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/simdemand.h"

#include <QJsonArray>

namespace Setup {

using namespace Qt::StringLiterals;

SimDemand SimDemand::read(const SimForm &form)
{
    SimDemand demand;
    demand.client = form.value(u"client_id"_s);
    demand.redirectUri = form.value(u"redirect_uri"_s);
    demand.state = form.value(u"state"_s);
    demand.nonce = form.value(u"nonce"_s);
    demand.challenge = form.value(u"code_challenge"_s);
    demand.loginHint = form.value(u"login_hint"_s);
    demand.claims = form.value(u"claims"_s);
    demand.scopes = form.words(u"scope"_s);
    demand.prompts = form.words(u"prompt"_s);
    if (form.has(u"max_age"_s))
        demand.maximumAge = form.value(u"max_age"_s).toLongLong();
    return demand;
}

QJsonObject SimDemand::toJson() const
{
    return {{u"client"_s, client},
            {u"redirectUri"_s, redirectUri},
            {u"state"_s, state},
            {u"nonce"_s, nonce},
            {u"challenge"_s, challenge},
            {u"loginHint"_s, loginHint},
            {u"claims"_s, claims},
            {u"scopes"_s, QJsonArray::fromStringList(scopes)},
            {u"prompts"_s, QJsonArray::fromStringList(prompts)}};
}

SimDemand SimDemand::fromJson(const QJsonObject &json)
{
    SimDemand demand;
    demand.client = json["client"_L1].toString();
    demand.redirectUri = json["redirectUri"_L1].toString();
    demand.state = json["state"_L1].toString();
    demand.nonce = json["nonce"_L1].toString();
    demand.challenge = json["challenge"_L1].toString();
    demand.loginHint = json["loginHint"_L1].toString();
    demand.claims = json["claims"_L1].toString();
    demand.scopes = json["scopes"_L1].toVariant().toStringList();
    demand.prompts = json["prompts"_L1].toVariant().toStringList();
    return demand;
}

} // namespace Setup
