// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "exchange/answerpage.h"

#include "core/foreigntext.h"
#include "net/privateplaces.h"

#include <QHostAddress>
#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype looked = 65'536;
constexpr qsizetype longestTitle = 120;

constexpr std::array signInWords{"captive"_L1, "hotspot"_L1, "guest"_L1, "wifi"_L1, "wlan"_L1, "portal"_L1};

} // namespace

AnswerPage AnswerPage::of(const QByteArray &body)
{
    static const QRegularExpression titleTag(u"<title[^>]{0,200}>([^<]{0,1000})"_s,
                                             QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression headingTag(u"<h[12][^>]{0,200}>([^<]{0,1000})"_s,
                                               QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression passwordField(u"<input[^>]{0,500}type\\s*=\\s*[\"']?password"_s,
                                                  QRegularExpression::CaseInsensitiveOption);
    const QString text = QString::fromUtf8(body.left(looked));
    const auto shown = [&text](const QRegularExpression &tag) {
        return ForeignText(tag.match(text).captured(1).simplified(), longestTitle).text();
    };
    AnswerPage page;
    page.title = shown(titleTag);
    // HTTP.sys has "Bad Request" there, and here why. Other headings may name people.
    if (const QString heading = shown(headingTag); heading.startsWith(page.title) && heading != page.title)
        page.heading = heading;
    page.hasSignInForm = passwordField.match(text).hasMatch();
    page.isOfNetwork = text.contains("WISPAccessGatewayParam"_L1, Qt::CaseInsensitive);
    page.asksForCertificate = text.contains("403.7"_L1)
        || text.contains("No required SSL certificate"_L1, Qt::CaseInsensitive)
        || text.contains("client certificate"_L1, Qt::CaseInsensitive);
    return page;
}

bool leadsToNetworkSignIn(const QUrl &asked, const QUrl &target)
{
    if (target.scheme() != "http"_L1 || target.host().compare(asked.host(), Qt::CaseInsensitive) == 0)
        return false;
    if (const QHostAddress address(target.host()); !address.isNull())
        return isPrivateAddress(target.host());
    const QString place = (target.host() + target.path()).toLower();
    return std::any_of(signInWords.begin(), signInWords.end(),
                       [&place](QLatin1StringView word) { return place.contains(word); });
}

} // namespace Setup
