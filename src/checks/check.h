// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checks/facts.h"
#include "core/finding.h"
#include "core/runinput.h"

#include <QObject>

#include <chrono>
#include <functional>
#include <memory>
#include <typeindex>
#include <vector>

namespace Setup {

class Cleanup;
class Clock;
class Door;
class EwsLimiter;
class RandomSource;
class SecretStore;
struct PortalPass;
class SignInDesk;

// The outside world as checks may use it. The door has the run's guard and recording in it already.
struct CheckServices
{
    Door &door;
    const Clock &clock;
    RandomSource &random;
    SecretStore &secrets;
    const PortalPass *portal = nullptr; // with RunInput::asksPortal
    SignInDesk *desk = nullptr; // null: nobody can be asked to sign in at Microsoft
};

struct CheckContext
{
    const RunInput &input;
    FactReader facts;
    CheckServices services;
    EwsLimiter &limiter; // one for all EWS calls of the run
    Cleanup &cleanup; // for what a cancelled check left behind
    int attempt = 1; // counts up when a check is repeated in the same run
    int press = 1; // of the button that started this check: one of the run, one of each repeat
};

struct CheckOutcome
{
    FindingStatus status = FindingStatus::Pass;
    std::optional<Problem> problem;
    QJsonObject seen; // the finding's facts
    QStringList requestIds;
    QString notTested;
    FactStore facts; // what depends on this check may read
};

// One question to the outside world. An operation: finished() comes once, never from inside start(), never
// after cancel() or destruction. The context outlives the run of the check. The runner enforces the deadline
// (60 s).
class Check : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    ~Check() override;

    virtual void start(const CheckContext &context) = 0;
    virtual void cancel() = 0;

signals:
    void finished(const Setup::CheckOutcome &outcome);
};

// A need is met by pass or warn with the facts that were promised; one in "all" that is not, or none in "any"
// that is, skips the check. All of them are waited for, so that what a check can read does not depend on who
// was faster.
struct CheckNeeds
{
    QStringList all = {};
    QStringList any = {};
    QStringList unlessFailed = {}; // notTested is enough; else as in "all"
};

// A row of the table of checks (README, "Architecture").
struct CheckDefinition
{
    QString id;
    std::function<bool(const RunInput &)> applies;
    std::function<CheckNeeds(const RunInput &)> needs;
    std::function<std::unique_ptr<Check>()> make;
    std::vector<std::type_index> promises = {}; // the facts that it gives when it passes
    std::function<bool(const RunInput &)> informational = {}; // never makes a verdict fail or incomplete
    std::function<bool(const RunInput &)> askedFor = {}; // incomplete when it could not be tested
    std::chrono::milliseconds deadline{0}; // of its own; 0: the runner's
};

// promises<TlsFacts, ChainFacts>()
template<typename... Facts>
std::vector<std::type_index> promises()
{
    return {std::type_index(typeid(Facts))...};
}

// In the table's order, which is the order of every report.
QList<CheckDefinition> allChecks();

} // namespace Setup

Q_DECLARE_METATYPE(Setup::CheckOutcome)
