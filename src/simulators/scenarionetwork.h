// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/worldtable.h"

#include <optional>

namespace Setup {

class StrictObject;

// What the look up of a name gives in place of the usual.
struct ScenarioName
{
    enum class Answer { Records, Missing, Broken, Silent };

    QString name;
    Answer answer = Answer::Records;
    QList<WorldRecord> records;
    std::optional<QStringList> system; // what this computer takes the name for, whatever DNS says

    static ScenarioName read(StrictObject &object);
};

// An address behind which nothing is, or another host than that of the name that led there.
struct ScenarioAddress
{
    enum class Tcp { Refused, BlackHole, Unreachable };

    QString address;
    Tcp tcp = Tcp::Refused;
    QString node; // that host

    static ScenarioAddress read(StrictObject &object);
};

// The one way out of the network. Absent from a scenario: there is none in between.
struct ScenarioProxy
{
    enum class Answer {
        Tunnel, // leads on to whom it was asked for
        WantsLogin, // 407, whoever asks
        Forbids, // 403 with a page of its own
        Fails, // 502: it reaches nobody
        Refused // nothing listens there
    };

    Answer answer = Answer::Tunnel;
    QStringList offers{QStringLiteral("Basic")}; // with WantsLogin

    static ScenarioProxy read(StrictObject &object);
};

} // namespace Setup
