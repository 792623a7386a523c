// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/simerrortable.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

using At = SimMicrosoftError::At;

QList<SimMicrosoftError> readRows()
{
    QFile file(u":/microsoft-errors.json"_s);
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT(opened); // it is compiled in
    const QJsonArray errors =
        QJsonDocument::fromJson(opened ? file.readAll() : QByteArray())["errors"_L1].toArray();
    QList<SimMicrosoftError> rows;
    for (const auto &one : errors) {
        const QJsonObject error = one.toObject();
        const QJsonArray shows = error["shows"_L1].toArray();
        for (const auto &place : shows) {
            const QJsonObject shown = place.toObject();
            SimMicrosoftError row;
            for (const auto &[word, at] : SimErrorTable::words()) {
                if (word == shown["at"_L1].toString())
                    row.at = at;
            }
            row.code = error["code"_L1].toString();
            row.error = shown["error"_L1].toString(error["error"_L1].toString());
            row.suberror = shown["suberror"_L1].toString();
            row.text = error["text"_L1].toString();
            row.status = error["status"_L1].toInt();
            rows.append(row);
        }
    }
    return rows;
}

} // namespace

QList<SimMicrosoftError> SimErrorTable::rows()
{
    static const QList<SimMicrosoftError> all = readRows();
    return all;
}

std::optional<SimMicrosoftError> SimErrorTable::find(const QString &code, At at)
{
    const QList<SimMicrosoftError> all = rows();
    const auto fits = [&code](const SimMicrosoftError &row) { return row.code == code; };
    auto found = std::find_if(all.begin(), all.end(), [&fits, at](const SimMicrosoftError &row) {
        return fits(row) && row.at == at;
    });
    if (found == all.end())
        found = std::find_if(all.begin(), all.end(), fits);
    if (found == all.end())
        return std::nullopt;
    SimMicrosoftError row = *found;
    row.at = at;
    return row;
}

QString SimErrorTable::word(At at)
{
    const QList<std::pair<QString, At>> all = words();
    const auto found =
        std::find_if(all.begin(), all.end(), [at](const auto &one) { return one.second == at; });
    return found == all.end() ? QString() : found->first;
}

QList<std::pair<QString, At>> SimErrorTable::words()
{
    return {{u"browser"_s, At::Browser},           {u"redirect"_s, At::Redirect}, {u"token"_s, At::Token},
            {u"adminConsent"_s, At::AdminConsent}, {u"ews"_s, At::Ews},           {u"graph"_s, At::Graph}};
}

} // namespace Setup
