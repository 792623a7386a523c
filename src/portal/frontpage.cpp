// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "portal/frontpage.h"

#include "core/foreigntext.h"
#include "core/problemcodes.h"
#include "net/redaction.h"
#include "portal/apiproblem.h"

#include <QHostAddress>
#include <QRegularExpression>

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype readOfAPage = 65'536;

struct Page
{
    bool isHtml = false;
    QString text; // in lower case, the beginning only
    QString title;
};

Page readPage(const ExchangeAnswer &answer)
{
    static const QRegularExpression titled(u"<title[^>]{0,200}>([^<]{0,1000})"_s,
                                           QRegularExpression::CaseInsensitiveOption);
    const QString text = QString::fromUtf8(answer.body.left(readOfAPage));
    Page page;
    page.title = titled.match(text).captured(1).simplified();
    page.text = text.toLower();
    const QByteArray type = answer.headers.value("Content-Type").toLower();
    page.isHtml = type.startsWith("text/html") || QStringView(page.text).left(2000).contains("<html"_L1)
        || QStringView(page.text).left(200).contains("<!doctype html"_L1);
    return page;
}

template<typename Texts>
bool containsAny(const QString &text, const Texts &parts)
{
    return std::any_of(std::begin(parts), std::end(parts),
                       [&text](QLatin1StringView part) { return text.contains(part); });
}

bool isRedirect(int status)
{
    return status >= 300 && status < 400;
}

QUrl targetOf(const QUrl &asked, const ExchangeAnswer &answer)
{
    return isRedirect(answer.status)
        ? asked.resolved(QUrl::fromEncoded(answer.headers.value("Location").left(2000)))
        : QUrl();
}

// A network that wants its users to sign in first: RFC 6585, 6; the markers of the WISPr protocol; a redirect
// to plain http or to an address, which no portal would give.
bool isCaptive(const ExchangeAnswer &answer, const Page &page, const QUrl &target)
{
    static constexpr std::initializer_list<QLatin1StringView> titles = {
        "captive"_L1, "hotspot"_L1,       "wi-fi"_L1,          "wifi"_L1,
        "guest"_L1,   "network login"_L1, "internet access"_L1};
    if (answer.status == 511 || page.text.contains("wispaccessgatewayparam"_L1))
        return true;
    if (!target.isEmpty())
        return target.scheme() == "http"_L1 || !QHostAddress(target.host()).isNull();
    return page.isHtml && containsAny(page.title.toLower(), titles);
}

// Boxes that customers put between themselves and the internet. Those that stand before web sites are not
// among them: before a portal they are its firewall.
bool isCustomersProxy(const HttpHeaders &headers)
{
    static constexpr std::initializer_list<QLatin1StringView> boxes = {
        "squid"_L1,    "zscaler"_L1,   "bluecoat"_L1, "blue coat"_L1, "mcafee"_L1,    "forcepoint"_L1,
        "websense"_L1, "fortigate"_L1, "sophos"_L1,   "ironport"_L1,  "barracuda"_L1, "skyhigh"_L1};
    const QByteArray names = headers.value("Server") + ' ' + headers.value("Via");
    return headers.contains("X-Squid-Error") || containsAny(QString::fromLatin1(names).toLower(), boxes);
}

bool isFirewall(const ExchangeAnswer &answer, const Page &page)
{
    static constexpr std::initializer_list<QLatin1StringView> phrases = {
        "the request is blocked"_L1, "request blocked"_L1, "web application firewall"_L1};
    return answer.status == 403 || answer.status == 406
        || (answer.status != 200 && containsAny(page.text, phrases));
}

bool looksLikeSignIn(const QUrl &target)
{
    static constexpr std::initializer_list<QLatin1StringView> places = {
        "/adfs/"_L1, "/oauth2/"_L1, "/authorize"_L1, "/saml"_L1,   "/login"_L1,
        "/logon"_L1, "/signin"_L1,  "/sign-in"_L1,   "/sso"_L1,    "//login."_L1,
        "//sts."_L1, "//idp."_L1,   "//sso."_L1,     "//adfs."_L1, "//accounts."_L1};
    return containsAny(target.toString(QUrl::RemoveQuery | QUrl::RemoveUserInfo).toLower(), places);
}

bool isSignOnPage(const ExchangeAnswer &answer, const Page &page)
{
    static const QRegularExpression password(u"<input[^>]{0,500}type\\s*=\\s*[\"']?password"_s);
    static constexpr std::initializer_list<QLatin1StringView> titles = {"sign in"_L1, "log in"_L1, "login"_L1,
                                                                        "single sign"_L1, "working..."_L1};
    if (!page.isHtml || (answer.status != 200 && answer.status != 401))
        return false;
    return page.text.contains("samlrequest"_L1) || password.match(page.text).hasMatch()
        || containsAny(page.title.toLower(), titles);
}

bool isMaintenance(const ExchangeAnswer &answer, const Page &page)
{
    return answer.status == 503
        || (page.isHtml && page.title.contains("maintenance"_L1, Qt::CaseInsensitive));
}

QLatin1StringView frontCode(const ExchangeAnswer &answer, const Page &page, const QUrl &target)
{
    if (answer.status == 407)
        return Code::Proxy407;
    if (isCaptive(answer, page, target))
        return Code::PortalCaptivePage;
    if (isCustomersProxy(answer.headers))
        return Code::ProxyBlockPage;
    if (answer.status == 429)
        return Code::PortalTooManyRequests;
    if (isMaintenance(answer, page))
        return Code::PortalMaintenance;
    if (isFirewall(answer, page))
        return Code::PortalWaf;
    if (isSignOnPage(answer, page) || (!target.isEmpty() && looksLikeSignIn(target)))
        return Code::PortalSingleSignOn;
    return answer.status >= 500 ? Code::PortalFailed : Code::PortalAnswerUnexpected;
}

} // namespace

Problem frontProblem(const QUrl &asked, const ExchangeAnswer &answer)
{
    const Page page = readPage(answer);
    const QUrl target = targetOf(asked, answer);
    QJsonObject facts = answerFacts(answer);
    facts.insert("host"_L1, ForeignText(asked.host()));
    if (!page.title.isEmpty())
        facts.insert("title"_L1, ForeignText(page.title, 200));
    if (!target.isEmpty())
        facts.insert("location"_L1, ForeignText(redactedUrl(target).toString(QUrl::RemoveQuery)));
    if (const QByteArray server = answer.headers.value("Server"); !server.isEmpty())
        facts.insert("server"_L1, ForeignText(server, 100));
    return {frontCode(answer, page, target), ForeignText(answer.reason).text(), facts};
}

} // namespace Setup
