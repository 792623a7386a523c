// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "exchange/exchangebuild.h"

#include <QDate>
#include <QList>

namespace Setup {

// PaidOnly: ended, but security updates could be bought (Extended Security Update).
enum class SupportState { Supported, PaidOnly, Ended, Unknown };
QString toString(SupportState state); // "supported", "paidOnly", "ended", "unknown"

// What a build is called and when its support ends. A build that the table does not know is named by its
// product and never refused.
struct ExchangeProduct
{
    QString name; // "Exchange Server 2019", empty when not even that is known
    QString
        update; // "CU15 Feb26SU": the newest known one that is not newer than the build; empty: before all
    bool isOnline = false;
    bool newerThanKnown = false; // than the newest build of the table
    QDate supportEnded; // invalid: it has not ended
    QDate paidUntil; // invalid: cannot be bought

    SupportState supportOn(const QDate &day) const;
    friend bool operator==(const ExchangeProduct &, const ExchangeProduct &) = default;
};

// "Exchange Server 2019 CU15 Feb26SU, build 15.2.1748.43"; the build alone where no more is known.
QString describe(const ExchangeProduct &product, const ExchangeBuild &build);
// The same for a header X-OWA-Version; empty where it is none.
QString productOfOwaVersion(const QString &version);
// Does a header X-OWA-Version say that it is Exchange Online? Nothing: it is none, or of no product.
std::optional<bool> isOnlineOwaVersion(const QString &version);

// The dated table resources/exchange-builds.json.
class ExchangeProducts
{
public:
    ExchangeProducts(); // the table that comes with the program
    explicit ExchangeProducts(const QByteArray &json);

    ExchangeProduct productOf(const ExchangeBuild &build) const;
    QDate dated() const { return m_dated; }

private:
    struct Update
    {
        ExchangeBuild build;
        QString name;
    };
    struct Row
    {
        ExchangeBuild from; // inclusive; the rows stand in ascending order
        ExchangeProduct product;
        QList<Update> updates;
    };
    static Row rowFromJson(const class QJsonObject &json);

    QDate m_dated;
    QList<Row> m_rows;
};

} // namespace Setup
