// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/nearname.h"

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

namespace Setup {

namespace {

constexpr qsizetype mostSlips = 2;
constexpr qsizetype longestName = 40;

// How many letters have to be put in, taken out or replaced (Levenshtein).
qsizetype slips(const QString &one, const QString &other)
{
    std::vector<qsizetype> row(static_cast<size_t>(other.size()) + 1);
    std::iota(row.begin(), row.end(), 0);
    for (qsizetype i = 0; i < one.size(); ++i) {
        qsizetype diagonal = std::exchange(row[0], i + 1);
        for (size_t j = 1; j < row.size(); ++j) {
            const bool isSame = one.at(i) == other.at(static_cast<qsizetype>(j) - 1);
            const qsizetype replaced = diagonal + (isSame ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row.back();
}

} // namespace

QString nearName(const QString &typed, const QStringList &known)
{
    QString nearest;
    qsizetype fewest = std::min(mostSlips, (typed.size() - 1) / 2) + 1;
    if (typed.size() > longestName)
        return nearest;
    for (const QString &name : known) {
        const qsizetype found = slips(typed.toLower(), name.toLower());
        if (found < fewest) {
            fewest = found;
            nearest = name;
        }
    }
    return nearest;
}

} // namespace Setup
