// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/versioncheck.h"

#include "checks/loginfacts.h"
#include "core/clock.h"
#include "exchange/exchangeproduct.h"

#include <QJsonArray>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

QJsonObject toJson(const ExchangeProduct &product, const ExchangeBuild &build, const QDate &today)
{
    QJsonObject json{{u"build"_s, build.toString()},
                     {u"product"_s, describe(product, build)},
                     {u"online"_s, product.isOnline},
                     {u"supported"_s, product.supportOn(today) == SupportState::Supported},
                     {u"support"_s, toString(product.supportOn(today))},
                     {u"newerThanKnown"_s, product.newerThanKnown}};
    if (product.supportEnded.isValid())
        json.insert(u"supportEnded"_s, product.supportEnded.toString(Qt::ISODate));
    if (product.paidUntil.isValid())
        json.insert(u"paidUntil"_s, product.paidUntil.toString(Qt::ISODate));
    return json;
}

QStringList names(const QList<ExchangeVersion> &versions)
{
    QStringList names;
    for (const ExchangeVersion version : versions)
        names.append(toString(version));
    return names;
}

} // namespace

VersionCheck::VersionCheck()
    : EwsCheck(CheckId::Version)
{}

void VersionCheck::ask()
{
    const Ews::ResolveNames resolve{u"smtp:"_s + server().email};
    call({resolve, {}, {}}, [this](const Result<EwsAnswer> &result) {
        const auto problem = take(result);
        if (result)
            judge(*result);
        else
            fail(*problem);
    });
}

// Faults do not name the version; what was shown before the login may.
std::optional<ExchangeBuild> VersionCheck::buildOf(const EwsAnswer &answer) const
{
    return answer.build ? answer.build
                        : ExchangeBuild::fromString(context().facts.get<EndpointFacts>()->owaVersion);
}

void VersionCheck::judge(const EwsAnswer &answer)
{
    const auto *login = context().facts.get<LoginFacts>();
    QJsonObject facts{{u"requestServerVersion"_s, toString(login->version)},
                      {u"portalVersion"_s, toString(portalVersion(login->version))}};
    if (!login->refused.isEmpty())
        facts.insert(u"refused"_s, QJsonArray::fromStringList(names(login->refused)));
    const auto build = buildOf(answer);
    SupportState support = SupportState::Unknown;
    if (build) {
        const QDate today = context().services.clock.now().date();
        const ExchangeProduct product = ExchangeProducts().productOf(*build);
        support = product.supportOn(today);
        const QJsonObject told = toJson(product, *build, today);
        for (auto fact = told.begin(); fact != told.end(); ++fact)
            facts.insert(fact.key(), fact.value());
    }
    if (!server().exchangeVersion.isEmpty())
        facts.insert(u"pinned"_s, server().exchangeVersion);
    see(facts);
    give(VersionFacts{toString(login->version), facts.value("product"_L1).toString()});
    if (login->pinnedRefused)
        fail({Code::ExchangeVersionMismatch, {}, facts});
    else if (!build)
        warn({Code::ExchangeVersionUnknown, {}, facts});
    else if (support == SupportState::Ended || support == SupportState::PaidOnly)
        warn({Code::ExchangeOutOfSupport, {}, facts});
    else
        pass();
}

} // namespace Setup
