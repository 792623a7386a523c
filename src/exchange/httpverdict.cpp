// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "exchange/httpverdict.h"

#include "core/foreigntext.h"
#include "core/microsoftcodes.h"
#include "core/networkcodes.h"
#include "core/problemcodes.h"
#include "exchange/answerpage.h"
#include "net/answershape.h"
#include "net/middleboxes.h"
#include "net/redaction.h"

#include <QJsonArray>
#include <QRegularExpression>

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

// Headers that Exchange adds and other web servers do not (facts: Exchange's documentation on instrumenting
// requests, and its front end's proxy module).
constexpr auto exchangeHeaders = {"X-FEServer",           "X-BEServer",           "X-TargetBEServer",
                                  "X-CalculatedBETarget", "X-CalculatedFETarget", "X-OWA-Version",
                                  "X-DiagInfo",           "X-BackEndHttpStatus",  "X-CasErrorCode",
                                  "X-SOAP-Enabled",       "X-OAuth-Enabled",      "X-WSSecurity-Enabled",
                                  "X-EWS-Policy-Reason",  "X-AutoDiscovery-Error"};

// Who answered, for the reader of a report.
constexpr auto tellingHeaders = {"Server",
                                 "Via",
                                 "X-Powered-By",
                                 "X-FEServer",
                                 "X-BEServer",
                                 "X-CalculatedBETarget",
                                 "X-OWA-Version",
                                 "X-CasErrorCode",
                                 "X-EWS-Policy-Reason",
                                 "Retry-After",
                                 "Content-Type",
                                 "X-AutoDiscovery-Error",
                                 "x-ms-diagnostics",
                                 "ms-diagnostics-public",
                                 "x-ms-appid"};

// Its "request-id" is a common name; with the marks of the web server that Exchange runs in, it is
// Exchange's.
bool hasRequestIdOfExchange(const HttpHeaders &headers)
{
    return headers.contains("request-id")
        && (headers.value("Server").contains("IIS") || headers.contains("X-AspNet-Version"));
}

bool hasExchangeHeaders(const HttpHeaders &headers)
{
    return hasRequestIdOfExchange(headers)
        || std::any_of(std::begin(exchangeHeaders), std::end(exchangeHeaders),
                       [&headers](QByteArrayView name) { return headers.contains(name); });
}

// Where devices in front of Exchange and the services that sign people in for them have their pages.
bool leadsToSignIn(const QUrl &target, bool sameHost)
{
    static constexpr std::initializer_list<QLatin1StringView> paths = {"/adfs/"_L1,
                                                                       "/oauth2/"_L1,
                                                                       "/my.policy"_L1,
                                                                       "/vpn/"_L1,
                                                                       "/logon"_L1,
                                                                       "/login"_L1,
                                                                       "/signin"_L1,
                                                                       "/saml"_L1,
                                                                       "/cgi/tm"_L1,
                                                                       "/idp/"_L1,
                                                                       "/cookieauth.dll"_L1,
                                                                       "/lm_auth_proxy"_L1,
                                                                       "/openid-connect/"_L1,
                                                                       "/authorize"_L1,
                                                                       "/authorization.oauth2"_L1,
                                                                       "/cdn-cgi/access/"_L1};
    static constexpr std::initializer_list<QLatin1StringView> hosts = {
        "sso."_L1, "adfs."_L1, "sts."_L1, "idp."_L1, "auth."_L1, "login."_L1, "signin."_L1, "iam."_L1};
    const QString path = target.path().toLower();
    const QString host = target.host().toLower();
    return std::any_of(paths.begin(), paths.end(),
                       [&path](QLatin1StringView part) { return path.contains(part); })
        || (!sameHost && std::any_of(hosts.begin(), hosts.end(), [&host](QLatin1StringView start) {
               return host.startsWith(start);
           }));
}

QLatin1StringView redirectCode(const QUrl &asked, const QUrl &target)
{
    const QString path = target.path().toLower();
    if (path.endsWith("/genericerrorpage.htm"_L1))
        return Code::Http302GenericError;
    if (leadsToNetworkSignIn(asked, target))
        return Code::CaptivePortal;
    const bool isUnencrypted = target.scheme() != "https"_L1;
    if (isUnencrypted && asked.scheme() == "https"_L1)
        return Code::Http302Insecure;
    const bool sameHost = target.host().compare(asked.host(), Qt::CaseInsensitive) == 0;
    if (sameHost && path.startsWith("/owa"_L1))
        return Code::Http302Owa;
    if (leadsToSignIn(target, sameHost))
        return Code::Http302Preauth;
    return isUnencrypted ? Code::Http302Insecure : Code::Http302Elsewhere;
}

QLatin1StringView forbiddenCode(const QUrl &asked, const ExchangeAnswer &answer, bool isExchange)
{
    const QByteArray reason = answer.headers.value("X-EWS-Policy-Reason").toLower();
    if (reason.contains("disabled"))
        return Code::Http403EwsDisabled;
    if (!reason.isEmpty())
        return Code::Http403EwsBlockedByPolicy;
    if (answer.body.contains("403.4") || answer.body.contains("must be viewed over a secure channel"))
        return Code::Http403SslRequired;
    if (isMicrosoftHost(asked.host()))
        return Code::Http403NoReason;
    return isExchange ? Code::Http403OnpremEwsAccess : Code::Http403IpOrWaf;
}

QLatin1StringView statusCode(int status)
{
    switch (status) {
    case 400:
        return Code::Http400;
    case 404:
        return Code::Http404;
    case 405:
        return Code::Http405;
    case 407:
        return Code::Proxy407;
    case 408:
        return Code::Http408;
    case 411:
        return Code::Http411;
    case 413:
        return Code::Http413;
    case 415:
        return Code::Http415;
    case 426: // upgrade required
    case 505: // version not supported
        return Code::HttpVersionRefused;
    case 429:
        return Code::Http429;
    case 440:
        return Code::Http440;
    case 449:
        return Code::Http449;
    case 456:
        return Code::Http456;
    case 500:
        return Code::Http500Aspnet;
    case 501:
        return Code::Http501;
    case 502:
    case 520: // 520 to 527: Cloudflare's, of a server behind it that answers wrongly or not at all
    case 521:
    case 523:
    case 525:
    case 526:
    case 527:
        return Code::Http502;
    case 503:
        return Code::Http503;
    case 504:
    case 522: // Cloudflare's: no connection, or no answer, in time
    case 524:
        return Code::Http504;
    case 511: // RFC 6585, 6: by the network, never by a server
        return Code::CaptivePortal;
    case 507:
        return Code::Http507;
    default:
        return Code::HttpUnexpectedStatus;
    }
}

QLatin1StringView refusedLoginCode(const QUrl &asked, const ExchangeAnswer &answer, const AuthOffers &offers)
{
    const QByteArray reason = answer.headers.value("ms-diagnostics-public").toLower();
    if (isMicrosoftHost(asked.host()) || reason.contains("modern auth"))
        return Code::Http401ExoBasic;
    if (offers.isEmpty())
        return Code::Http401NoOffers;
    if (offers.has(u"Basic"))
        return Code::Http401BasicRejected;
    return Code::Http401BasicNotOffered;
}

// Why Exchange did not take a token: a number, and the reason in words.
QString refusedTokenCode(const ExchangeAnswer &answer, HttpVerdict &verdict)
{
    static const QRegularExpression reason(u"reason=\"([^\"]{1,500})\""_s);
    const QByteArray diagnostics = answer.headers.value("x-ms-diagnostics");
    const auto match = reason.match(QString::fromUtf8(diagnostics.left(1'000)));
    if (match.hasMatch())
        verdict.facts.insert(u"reason"_s, ForeignText(match.captured(1)));
    const QString code = Code::diagnosticsCode(diagnostics);
    return code.isEmpty() ? QString(Code::Http401Bearer) : code;
}

QJsonObject tell(const ExchangeAnswer &answer, const HttpVerdict &verdict)
{
    QJsonObject facts{{u"status"_s, answer.status}, {u"exchangeHeaders"_s, verdict.isExchange}};
    QJsonObject headers;
    for (const char *const name : tellingHeaders) {
        const QByteArray value = answer.headers.value(name);
        if (!value.isEmpty())
            headers.insert(QString::fromLatin1(name), ForeignText(value, 200));
    }
    if (!headers.isEmpty())
        facts.insert(u"headers"_s, headers);
    if (answer.status == 401)
        facts.insert(u"offers"_s, QJsonArray::fromStringList(verdict.offers.schemes()));
    // Who else can have refused or changed it, before Exchange saw it.
    if (const QStringList signs = Middleboxes::standard().inFront(answer.headers); !signs.isEmpty())
        facts.insert(u"inFront"_s, QJsonArray::fromStringList(signs));
    if (!verdict.requestIds.isEmpty())
        facts.insert(u"requestIds"_s, QJsonArray::fromStringList(verdict.requestIds));
    return facts;
}

// The product by its name, and what else has shown itself.
QJsonArray named(const QString &product, const QJsonArray &signs)
{
    QJsonArray all{product};
    for (const auto &sign : signs)
        if (!sign.toString().contains(product, Qt::CaseInsensitive))
            all.append(sign);
    return all;
}

QLatin1StringView problemCode(const QUrl &asked, const ExchangeAnswer &answer, HttpVerdict &verdict)
{
    // Who answers in Exchange's place is a better explanation than the status.
    const Middlebox *box = verdict.isExchange ? nullptr : Middleboxes::standard().ofHeaders(answer.headers);
    if (box && !box->publishes) {
        verdict.facts.insert(u"inspectedBy"_s, box->name);
        return Code::ProxyBlockPage;
    }
    if (box)
        verdict.facts.insert(u"inFront"_s, named(box->name, verdict.facts["inFront"_L1].toArray()));
    const AnswerPage page = AnswerPage::of(answer.body);
    if (!page.title.isEmpty())
        verdict.facts.insert(u"title"_s, page.title);
    if (!page.heading.isEmpty())
        verdict.facts.insert(u"heading"_s, page.heading);
    if ((answer.status == 400 || answer.status == 403 || answer.status == 496) && page.asksForCertificate)
        return Code::TlsClientCertificate;
    if (page.isOfNetwork)
        return Code::CaptivePortal;
    if (answer.status == 200 && page.hasSignInForm)
        return Code::Http200Preauth;
    if (answer.status == 200)
        return answer.body.trimmed().isEmpty() ? Code::AnswerEmpty : Code::Http200Html;
    if (answer.status == 403)
        return forbiddenCode(asked, answer, verdict.isExchange);
    return statusCode(answer.status);
}

bool isRedirect(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

} // namespace

HttpVerdict judgeHttp(const QUrl &asked, const ExchangeAnswer &answer, LoginSent login)
{
    HttpVerdict verdict;
    verdict.isExchange = hasExchangeHeaders(answer.headers);
    verdict.requestIds = serverRequestIds(answer.headers);
    if (answer.status == 401)
        verdict.offers = AuthOffers::fromHeaders(answer.headers);
    verdict.facts = tell(answer, verdict);

    if ((answer.status == 200 || answer.status == 500) && shapeOf(answer.body) == AnswerShape::Xml) {
        verdict.kind = HttpVerdict::Kind::Xml;
        return verdict;
    }
    QString code;
    if (answer.status == 401 && login == LoginSent::Token) {
        code = refusedTokenCode(answer, verdict);
    } else if (answer.status == 401) {
        if (login == LoginSent::No && !verdict.offers.isEmpty()) {
            verdict.kind = HttpVerdict::Kind::LoginOffered;
            return verdict;
        }
        code = refusedLoginCode(asked, answer, verdict.offers);
    } else if (isRedirect(answer.status)) {
        const QUrl target = asked.resolved(QUrl::fromEncoded(answer.headers.value("Location")));
        verdict.facts.insert(u"location"_s, ForeignText(redactedUrl(target).toString(QUrl::RemoveQuery)));
        code = redirectCode(asked, target);
    } else {
        code = problemCode(asked, answer, verdict);
    }
    verdict.problem = Problem{code, ForeignText(answer.reason).text(), verdict.facts};
    return verdict;
}

std::optional<Problem> needsBasic(const HttpVerdict &verdict)
{
    if (verdict.kind != HttpVerdict::Kind::LoginOffered || verdict.offers.has(u"Basic"))
        return std::nullopt;
    return Problem{Code::Http401BasicNotOffered, {}, verdict.facts};
}

QStringList serverRequestIds(const HttpHeaders &headers)
{
    const QByteArray id = headers.value("request-id");
    return id.isEmpty() ? QStringList() : QStringList{ForeignText(id, 80).text()};
}

} // namespace Setup
