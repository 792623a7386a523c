// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/networkcodes.h"
#include "core/problemcodes.h"
#include "exchange/autodiscoverquery.h"
#include "exchange/nothingfound.h"

#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

using Attempts = QList<AutodiscoverAttempt>;
using Method = AutodiscoverMethod;
using Outcome = AutodiscoverAttempt::Outcome;

namespace {

AutodiscoverAttempt ended(Method method, const QString &host, QLatin1StringView code,
                          const QJsonObject &facts = {})
{
    return {method, autodiscoverUrl(host), Outcome::Failed, 0, {}, Problem{code, {}, facts}};
}

AutodiscoverAttempt atRoot(QLatin1StringView code, const QJsonObject &facts = {})
{
    return ended(Method::RootDomain, u"contoso.test"_s, code, facts);
}

AutodiscoverAttempt atHost(QLatin1StringView code, const QJsonObject &facts = {})
{
    return ended(Method::AutodiscoverHost, u"autodiscover.contoso.test"_s, code, facts);
}

AutodiscoverAttempt behindRedirect(QLatin1StringView code)
{
    return ended(Method::HttpRedirect, u"mail.contoso.test"_s, code);
}

AutodiscoverAttempt byHttp(QLatin1StringView code, const QUrl &target = {})
{
    AutodiscoverAttempt attempt = ended(Method::HttpRedirect, u"autodiscover.contoso.test"_s, code);
    attempt.url.setScheme(u"http"_s);
    attempt.target = target;
    return attempt;
}

AutodiscoverAttempt silent(Method method, const QString &host)
{
    return {method, autodiscoverUrl(host), Outcome::NoAnswerYet, 0, {}, {}};
}

const AutodiscoverAttempt noRecord{Method::ServiceRecord,
                                   QUrl(u"dns:_autodiscover._tcp.contoso.test"_s),
                                   Outcome::Nothing,
                                   0,
                                   {},
                                   Problem{Code::DnsSrvMissing, {}, {}}};

} // namespace

class TestNothingFound : public QObject
{
    Q_OBJECT

private slots:
    void whatTellsMostIsTold_data();
    void whatTellsMostIsTold();
    void factsAreThoseOfTheFault();
    void silenceHasItsHost();
};

void TestNothingFound::whatTellsMostIsTold_data()
{
    QTest::addColumn<Attempts>("attempts");
    QTest::addColumn<QString>("code");
    const auto row = [](const char *name, const Attempts &attempts, QLatin1StringView code) {
        QTest::newRow(name) << (attempts + Attempts{noRecord}) << QString(code);
    };
    const auto nothing = Code::AutodiscoverNotFound;
    row("no such names", {atRoot(Code::DnsNxdomain), atHost(Code::DnsNxdomain)}, nothing);
    row("a website alone", {atRoot(Code::TlsCertExpired), atHost(Code::DnsNxdomain)}, nothing);
    row("the website is out of reach", {atRoot(Code::TcpTimeout), atHost(Code::DnsNxdomain)}, nothing);
    row("a 404 at both", {atRoot(Code::Http404), atHost(Code::Http404)}, nothing);
    row("pages at both", {atRoot(Code::Http200Html), atHost(Code::Http200Html)}, nothing);
    row("a wildcard leads to the website that forbids",
        {atRoot(Code::Http403IpOrWaf), atHost(Code::Http403IpOrWaf)}, nothing);
    row("plain http alone is refused", {atHost(Code::DnsNxdomain), byHttp(Code::TcpConnectionRefused)},
        nothing);
    row("certificate", {atRoot(Code::Http404), atHost(Code::TlsCertExpired)}, Code::TlsCertExpired);
    row("certificate behind the redirect", {atHost(Code::DnsNxdomain), behindRedirect(Code::TlsSelfSigned)},
        Code::TlsSelfSigned);
    row("silence", {atRoot(Code::Http404), silent(Method::AutodiscoverHost, u"autodiscover.contoso.test"_s)},
        Code::TcpTimeout);
    row("silence of the website", {silent(Method::RootDomain, u"contoso.test"_s), atHost(Code::DnsNxdomain)},
        nothing);
    row("refused", {atRoot(Code::Http404), atHost(Code::TcpConnectionRefused)}, Code::TcpConnectionRefused);
    row("the host that the redirect names tells more than a refusal",
        {atHost(Code::TcpConnectionRefused), behindRedirect(Code::TcpTimeout)}, Code::TcpTimeout);
    row("and more than a certificate for another name",
        {atHost(Code::TlsHostnameMismatch), behindRedirect(Code::Http503)}, Code::Http503);
    row("an answer tells more than its absence",
        {atHost(Code::TcpTimeout), behindRedirect(Code::Http403IpOrWaf)}, Code::Http403IpOrWaf);
    row("a sign-in page", {atRoot(Code::Http404), atHost(Code::Http302Preauth)}, Code::Http302Preauth);
    row("a sign-in page by plain http",
        {atHost(Code::DnsNxdomain), byHttp(Code::Http302Preauth, QUrl(u"http://x.test/my.policy"_s))},
        Code::Http302Preauth);
    row("a website's redirect", {atHost(Code::AutodiscoverRedirectUnsafe)}, nothing);
    row("the network's page at the website", {atRoot(Code::CaptivePortal), atHost(Code::TlsCertExpired)},
        Code::CaptivePortal);
    row("a filter's page", {atRoot(Code::Http404), atHost(Code::ProxyBlockPage)}, Code::ProxyBlockPage);
    row("the proxy wants a login", {atRoot(Code::Proxy407), atHost(Code::Proxy407)}, Code::Proxy407);
    row("the proxy reaches nobody", {atRoot(Code::ProxyConnectFailed), atHost(Code::ProxyConnectFailed)},
        Code::ProxyConnectFailed);
    const QJsonObject unknown{{u"proxyError"_s, u"ERR_DNS_FAIL"_s}};
    row("the proxy knows no such name",
        {atRoot(Code::ProxyConnectFailed), atHost(Code::ProxyConnectFailed, unknown)}, nothing);
    row("the proxy gets to the website alone", {atRoot(Code::Http404), atHost(Code::ProxyConnectFailed)},
        nothing);
    AutodiscoverAttempt left = noRecord;
    left.problem = Problem{Code::DnsSrvToM365Redirector, {}, {}};
    row("a record that was left behind", {atHost(Code::DnsNxdomain), left}, Code::DnsSrvToM365Redirector);
}

void TestNothingFound::whatTellsMostIsTold()
{
    QFETCH(const Attempts, attempts);
    QFETCH(const QString, code);
    QCOMPARE(whyNothingFound(attempts).code, code);
}

void TestNothingFound::factsAreThoseOfTheFault()
{
    const Problem problem =
        whyNothingFound({atRoot(Code::Http404), atHost(Code::Http503, {{u"status"_s, 503}})});
    QCOMPARE(problem.facts, (QJsonObject{{u"host"_s, u"autodiscover.contoso.test"_s}, {u"status"_s, 503}}));
    const QJsonObject named{{u"host"_s, u"mail.contoso.test"_s}};
    QCOMPARE(whyNothingFound({atHost(Code::TlsCertExpired, named)}).facts, named);
}

void TestNothingFound::silenceHasItsHost()
{
    const Problem problem = whyNothingFound({silent(Method::HttpRedirect, u"mail.contoso.test"_s)});
    QCOMPARE(problem.facts[u"host"_s].toString(), u"mail.contoso.test"_s);
    QCOMPARE(problem.facts[u"port"_s].toInt(), 443);
}

QTEST_GUILESS_MAIN(TestNothingFound)
#include "tst_nothingfound.moc"
