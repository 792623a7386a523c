// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "exchange/autodiscoverreply.h"

#include "core/problemcodes.h"
#include "exchange/xmlcursor.h"

#include <QJsonObject>

namespace Setup {

using namespace Qt::StringLiterals;

bool AutodiscoverError::isError() const
{
    return !code.isEmpty() && code != "NoError"_L1;
}

Problem AutodiscoverError::asProblem(const QString &ourCode) const
{
    return {ourCode, message.text(), {{u"serverCode"_s, ForeignText(code, 80)}, {u"message"_s, message}}};
}

QUrl serverUrl(const QString &text)
{
    static constexpr qsizetype longest = 2'000;
    const QUrl url(text.trimmed().left(longest), QUrl::StrictMode);
    const bool usable =
        url.isValid() && url.scheme() == "https"_L1 && !url.host().isEmpty() && url.userInfo().isEmpty();
    return usable ? url : QUrl();
}

std::optional<Problem> enterRoot(XmlCursor &xml, QStringView root)
{
    if (xml.child() && xml.is(root))
        return std::nullopt;
    return xml.failed()
        ? xml.problem()
        : Problem{Code::AnswerUnexpected, {}, {{u"root"_s, ForeignText(xml.name().toString(), 80)}}};
}

} // namespace Setup
