// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "simulators/scenariomicrosoft.h"
#include "simulators/simform.h"
#include "simulators/simreply.h"

#include <QMap>

namespace Setup {

// What fills the {words} of an error's text.
using EntraWords = QMap<QString, QString>;

// An error of Entra's, with the ids that support asks for.
struct EntraError
{
    SimMicrosoftError row;
    QString claims;
    EntraWords words;

    static EntraError of(const QString &code, SimMicrosoftError::At at, EntraWords words = {});
    static EntraError of(SimMicrosoftError row, EntraWords words);

    QJsonObject toJson() const; // of the token endpoint
    QList<std::pair<QString, QString>> toQuery() const; // error, error_description, error_uri
    SimReply reply() const; // JSON with the status that belongs to it
    SimReply page() const; // for a person
    QByteArray diagnostics() const; // of x-ms-diagnostics: code, reason, error_category
    QString description() const; // "AADSTS65001: … Trace ID: … Correlation ID: … Timestamp: …"

    QString plainText() const; // the words only

private:
    QString text() const;
    QString number() const; // "65001"; empty: it has none

    QString m_traceId;
    QString m_correlationId;
    QString m_timestamp;
};

// The refusals that a scenario plans, each as often as it says.
class EntraPlan
{
public:
    explicit EntraPlan(const QList<ScenarioRefusal> &refusals);

    // What this request meets; absent: nothing.
    std::optional<EntraError> next(SimMicrosoftError::At at, const EntraWords &words);

private:
    struct Planned
    {
        ScenarioRefusal refusal;
        int seen = 0;
    };

    QList<Planned> m_planned;
};

// Entra's pages say that they are a demo.
QString entraBanner();

} // namespace Setup
