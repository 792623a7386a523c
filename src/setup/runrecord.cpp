// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/runrecord.h"

#include "core/integrationfile.h"
#include "core/problemcodes.h"

#include <QJsonArray>

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

QJsonObject toJson(const RunInput &input)
{
    QJsonObject json = toJson(input.integration);
    json.insert(u"passwordGiven"_s, !input.password.isEmpty());
    json.insert(u"trustedCa"_s, QString::fromLatin1(input.trustedCaPem));
    json.insert(u"loginAttempts"_s, input.loginAttempts);
    json.insert(u"only"_s, QJsonArray::fromStringList(input.only));
    return json;
}

Result<RunInput> runInputFromJson(const QJsonObject &json)
{
    if (!json.value("integration"_L1).isObject())
        return Problem{Code::FileMalformed, u"the recording does not say what it is about"_s, {}};
    RunInput input;
    QJsonObject document{{u"integration"_s, json.value("integration"_L1)}};
    if (json.contains("portal"_L1))
        document.insert(u"portal"_s, json.value("portal"_L1));
    input.integration = integrationFromDraft(document);
    if (json.value("passwordGiven"_L1).toBool())
        input.password = Secret("not the password: a recording holds none");
    input.trustedCaPem = json.value("trustedCa"_L1).toString().toLatin1();
    input.loginAttempts = std::clamp(json.value("loginAttempts"_L1).toInt(1), 1, 3);
    const QJsonArray ids = json.value("only"_L1).toArray();
    for (const auto &id : ids)
        input.only.append(id.toString());
    return input;
}

} // namespace Setup
