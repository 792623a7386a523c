// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "exchange/exchangeproduct.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

// Q_INIT_RESOURCE must not stand in a namespace; without it the linker leaves a static library's resource
// out.
static void initializeTable()
{
    Q_INIT_RESOURCE(exchange);
}

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

QByteArray builtInTable()
{
    initializeTable();
    QFile file(u":/exchange/exchange-builds.json"_s);
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT(opened);
    return opened ? file.readAll() : QByteArray();
}

QDate date(const QJsonValue &value)
{
    return QDate::fromString(value.toString(), Qt::ISODate);
}

} // namespace

QString toString(SupportState state)
{
    switch (state) {
    case SupportState::Supported:
        return u"supported"_s;
    case SupportState::PaidOnly:
        return u"paidOnly"_s;
    case SupportState::Ended:
        return u"ended"_s;
    case SupportState::Unknown:
        break;
    }
    return u"unknown"_s;
}

SupportState ExchangeProduct::supportOn(const QDate &day) const
{
    if (name.isEmpty())
        return SupportState::Unknown;
    if (!supportEnded.isValid() || day < supportEnded)
        return SupportState::Supported;
    return paidUntil.isValid() && day <= paidUntil ? SupportState::PaidOnly : SupportState::Ended;
}

QString describe(const ExchangeProduct &product, const ExchangeBuild &build)
{
    if (product.name.isEmpty())
        return build.toString();
    const QString update = product.update.isEmpty() ? QString() : u' ' + product.update;
    return product.name + update + u", build "_s + build.toString();
}

QString productOfOwaVersion(const QString &version)
{
    const auto build = ExchangeBuild::fromString(version);
    return build ? describe(ExchangeProducts().productOf(*build), *build) : QString();
}

std::optional<bool> isOnlineOwaVersion(const QString &version)
{
    const auto build = ExchangeBuild::fromString(version);
    const ExchangeProduct product = build ? ExchangeProducts().productOf(*build) : ExchangeProduct();
    return product.name.isEmpty() ? std::nullopt : std::optional(product.isOnline);
}

ExchangeProducts::ExchangeProducts()
    : ExchangeProducts(builtInTable())
{}

ExchangeProducts::ExchangeProducts(const QByteArray &json)
{
    const QJsonObject table = QJsonDocument::fromJson(json).object();
    m_dated = date(table[u"dated"_s]);
    const auto rows = table[u"products"_s].toArray();
    for (const auto &row : rows)
        m_rows.append(rowFromJson(row.toObject()));
}

ExchangeProducts::Row ExchangeProducts::rowFromJson(const QJsonObject &json)
{
    Row row;
    const QString line = json[u"line"_s].toString(); // "15.2"
    row.from =
        ExchangeBuild::fromString(line + u'.' + json[u"from"_s].toString(u"0.0"_s)).value_or(ExchangeBuild());
    row.product.name = json[u"name"_s].toString();
    row.product.isOnline = json[u"online"_s].toBool();
    row.product.supportEnded = date(json[u"supportEnded"_s]);
    row.product.paidUntil = date(json[u"paidUntil"_s]);
    const auto updates = json[u"updates"_s].toArray();
    for (const auto &update : updates) {
        const QJsonArray pair = update.toArray();
        if (const auto build = ExchangeBuild::fromString(line + u'.' + pair[0].toString()))
            row.updates.append({*build, pair[1].toString()});
    }
    return row;
}

ExchangeProduct ExchangeProducts::productOf(const ExchangeBuild &build) const
{
    const auto next =
        std::find_if(m_rows.begin(), m_rows.end(), [&build](const Row &row) { return build < row.from; });
    if (next == m_rows.begin() || std::prev(next)->from.major != build.major) {
        ExchangeProduct unknown;
        unknown.newerThanKnown = next == m_rows.end();
        return unknown;
    }
    const Row &row = *std::prev(next);
    ExchangeProduct product = row.product;
    for (const Update &update : row.updates) {
        if (update.build <= build)
            product.update = update.name;
    }
    const bool beyondUpdates = !row.updates.isEmpty() && build > row.updates.last().build;
    product.newerThanKnown = !product.isOnline && (row.from.minor != build.minor || beyondUpdates);
    return product;
}

} // namespace Setup
