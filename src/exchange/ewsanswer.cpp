// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "exchange/ewsanswer.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

QString toString(EwsMessage::Class responseClass)
{
    switch (responseClass) {
    case EwsMessage::Class::Success:
        return u"Success"_s;
    case EwsMessage::Class::Warning:
        return u"Warning"_s;
    case EwsMessage::Class::Error:
        break;
    }
    return u"Error"_s;
}

} // namespace

bool EwsMessage::isSuccess() const
{
    return responseClass == Class::Success && code == "NoError"_L1;
}

std::optional<Problem> EwsAnswer::problem() const
{
    const auto message = std::find_if(messages.begin(), messages.end(),
                                      [](const EwsMessage &candidate) { return !candidate.isSuccess(); });
    if (message == messages.end())
        return std::nullopt;
    QJsonObject facts{{u"response"_s, response},
                      {u"responseClass"_s, toString(message->responseClass)},
                      {u"httpStatus"_s, status}};
    if (!message->text.isEmpty())
        facts.insert(u"message"_s, message->text);
    if (!message->rawCode.isEmpty())
        facts.insert(u"serverCode"_s, message->rawCode);
    for (auto value = message->values.begin(); value != message->values.end(); ++value)
        facts.insert(value.key(), *value);
    if (!requestIds.isEmpty())
        facts.insert(u"requestIds"_s, QJsonArray::fromStringList(requestIds));
    return Problem{message->code, message->text.text(), facts};
}

bool EwsAnswer::hearsChanges() const
{
    return notifications > 0 || connectionStatus.contains("OK"_L1);
}

bool EwsAnswer::hasCode(QStringView code) const
{
    return std::any_of(messages.begin(), messages.end(),
                       [code](const EwsMessage &message) { return message.code == code; });
}

} // namespace Setup
