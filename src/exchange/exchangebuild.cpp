// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "exchange/exchangebuild.h"

#include <QList>

namespace Setup {

using namespace Qt::StringLiterals;

QString ExchangeBuild::toString() const
{
    return u"%1.%2.%3.%4"_s.arg(major).arg(minor).arg(majorBuild).arg(minorBuild);
}

std::optional<ExchangeBuild> ExchangeBuild::fromString(const QString &text)
{
    const auto parts = QStringView(text).trimmed().split(u'.');
    if (parts.size() < 3 || parts.size() > 4)
        return std::nullopt;
    QList<int> numbers;
    for (const QStringView part : parts) {
        bool ok = false;
        const uint number = part.toUInt(&ok);
        if (!ok || number > 999'999)
            return std::nullopt;
        numbers.append(static_cast<int>(number));
    }
    // X-OWA-Version comes with three numbers where the last one is 0.
    return ExchangeBuild{numbers[0], numbers[1], numbers[2], numbers.value(3)};
}

} // namespace Setup
