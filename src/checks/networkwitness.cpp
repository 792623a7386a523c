// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/networkwitness.h"

#include "checks/checkids.h"
#include "core/foreigntext.h"
#include "core/networkcodes.h"
#include "core/problemcodes.h"
#include "exchange/answerpage.h"
#include "exchange/autodiscoverquery.h"
#include "microsoft/clouds.h"
#include "net/redaction.h"

#include <QJsonArray>

#include <algorithm>
#include <array>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds witnessDeadline{5};

template<std::size_t size>
bool isOneOf(const std::array<QLatin1StringView, size> &codes, const QString &code)
{
    return std::find(codes.begin(), codes.end(), code) != codes.end();
}

bool isAboutDates(const QString &code)
{
    return code == Code::TlsCertExpired || code == Code::TlsCertNotYetValid;
}

bool isAboutIssuer(const QString &code)
{
    static constexpr std::array codes{Code::TlsUnknownIssuer, Code::TlsSelfSigned,
                                      Code::TlsSelfSignedInChain};
    return isOneOf(codes, code);
}

QJsonObject leafOf(const Problem &problem)
{
    return problem.facts["chain"_L1][0].toObject();
}

bool agree(const Problem &one, const Problem &other, QLatin1StringView member)
{
    const QJsonValue value = leafOf(one)[member];
    const bool isThere = !value.toString().isEmpty() || !value.toArray().isEmpty();
    return isThere && value == leafOf(other)[member];
}

// One certificate, or one name, for everybody is that of a sign-in page.
bool isOneForAll(const Problem &seen, const Problem &atMicrosoft)
{
    const bool areMisnamed = seen.code == Code::TlsHostnameMismatch && atMicrosoft.code == seen.code;
    return agree(seen, atMicrosoft, "sha256"_L1) || (areMisnamed && agree(seen, atMicrosoft, "names"_L1));
}

// What one answer has, or each attempt of Autodiscover.
QStringList valuesOf(const Problem &seen, QLatin1StringView ofAnswer, QLatin1StringView ofAttempt)
{
    QStringList values{seen.facts[ofAnswer].toString()};
    const QJsonArray attempts = seen.facts["attempts"_L1].toArray();
    for (const auto &attempt : attempts)
        values.append(attempt[ofAttempt].toString());
    values.removeAll(QString());
    return values;
}

QStringList placesOf(const Problem &seen)
{
    return valuesOf(seen, "location"_L1, "target"_L1);
}

QStringList titlesOf(const Problem &seen)
{
    return valuesOf(seen, "title"_L1, "title"_L1);
}

Problem captive(const Problem &seen, const QString &place = {})
{
    Problem problem{Code::CaptivePortal, seen.detail, seen.facts};
    problem.facts.insert(u"sameAtMicrosoft"_s, true);
    if (!place.isEmpty())
        problem.facts.insert(u"location"_s, place);
    return problem;
}

Problem comparedPage(const Problem &seen, const ExchangeAnswer &answer)
{
    const QUrl asked = witnessQuery({}).url;
    if (const auto target = redirectTarget(asked, answer)) {
        const QString place = ForeignText(redactedUrl(*target).toString(QUrl::RemoveQuery)).text();
        return placesOf(seen).contains(place) ? captive(seen, place) : seen;
    }
    const QString title = answer.status == 200 ? AnswerPage::of(answer.body).title : QString();
    return titlesOf(seen).contains(title) ? captive(seen) : seen;
}

// One issuer that makes everybody's certificate opens the traffic.
Problem comparedCertificate(const Problem &seen, const Problem &atMicrosoft)
{
    if (isOneForAll(seen, atMicrosoft))
        return captive(seen);
    Problem told = seen;
    if (isAboutIssuer(seen.code) && agree(seen, atMicrosoft, "issuer"_L1)) {
        told.code = Code::TlsInspected;
        told.facts.insert(u"sameIssuerElsewhere"_s, true);
    }
    if (isAboutDates(seen.code) && isAboutDates(atMicrosoft.code))
        told.facts.insert(u"sameFaultElsewhere"_s, seen.code == atMicrosoft.code);
    return told;
}

} // namespace

bool wantsWitness(const RunInput &input, const Problem &seen)
{
    static constexpr std::array pages{Code::Http302Insecure, Code::Http302Preauth, Code::Http302Elsewhere,
                                      Code::Http200Html, Code::Http200Preauth};
    const bool asksMicrosoft = input.only.isEmpty() || input.only.contains(CheckId::Tenant);
    const bool isOfCertificate =
        isAboutDates(seen.code) || isAboutIssuer(seen.code) || seen.code == Code::TlsHostnameMismatch;
    const bool isPage = isOneOf(pages, seen.code)
        || (seen.code == Code::AutodiscoverNotFound && !(placesOf(seen) + titlesOf(seen)).isEmpty());
    return asksMicrosoft && (isOfCertificate || isPage);
}

ExchangeQuery witnessQuery(const OperationTag &tag)
{
    ExchangeQuery query;
    query.tag = tag;
    query.url = QUrl(u"https://%1/common/v2.0/.well-known/openid-configuration"_s.arg(
        Clouds::standard().authorities().first()));
    query.headers.set("Accept", "application/json");
    query.bodyKind = BodyKind::Microsoft;
    query.deadline = witnessDeadline;
    return query;
}

Problem asWitnessed(const Problem &seen, const Result<ExchangeAnswer> &atMicrosoft)
{
    Problem told =
        atMicrosoft ? comparedPage(seen, *atMicrosoft) : comparedCertificate(seen, atMicrosoft.problem());
    if (atMicrosoft && isAboutDates(seen.code))
        told.facts.insert(u"sameFaultElsewhere"_s, false);
    return told;
}

} // namespace Setup
