// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/keychaincheck.h"

#include "checks/checkids.h"
#include "checks/cleanup.h"
#include "core/randomsource.h"
#include "net/door.h"
#include "secrets/secretstore.h"

#include <utility>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

const QString port = u"keychain"_s;

} // namespace

KeychainCheck::KeychainCheck(std::chrono::milliseconds deadline)
    : StepwiseCheck(CheckId::Keychain)
    , m_deadline(deadline)
{}

void KeychainCheck::begin()
{
    m_written = false;
    // A replay asks no keychain: this one is not the one of that day.
    if (const auto recorded = door().recordedPort(tag(), port))
        return replay(*recorded);
    RandomSource &random = context().services.random;
    m_name = u"check/"_s + QString::fromLatin1(random.bytes(8).toHex());
    m_value = random.bytes(32).toHex();
    write();
}

void KeychainCheck::replay(const Result<QJsonValue> &recorded)
{
    if (!recorded)
        return leaveUntested(Code::NotInRecording);
    const QJsonValue problem = (*recorded)["problem"_L1];
    if (problem.isObject())
        fail(problemFromJson(problem.toObject()));
    else
        pass();
}

void KeychainCheck::write()
{
    auto operation = context().services.secrets.write(m_name, Secret(m_value));
    operation->setDeadline(m_deadline);
    m_written = true;
    run(std::move(operation), [this](const Result<Done> &result) {
        if (result)
            read();
        else
            end(result.problem());
    });
}

void KeychainCheck::read()
{
    auto operation = context().services.secrets.read(m_name);
    operation->setDeadline(m_deadline);
    run(std::move(operation), [this](const Result<Secret> &result) {
        if (!result)
            remove(result.problem());
        else if (result->bytes() != m_value)
            remove(Problem{Code::KeychainCorrupt, {}, {}});
        else
            remove({});
    });
}

// Nothing stays behind, also when the value could not be read.
void KeychainCheck::remove(const std::optional<Problem> &problem)
{
    auto operation = context().services.secrets.remove(m_name);
    operation->setDeadline(m_deadline);
    m_written = false;
    run(std::move(operation), [this, problem](const Result<Done> &result) {
        end(problem || result ? problem : std::optional(result.problem()));
    });
}

void KeychainCheck::end(const std::optional<Problem> &problem)
{
    QJsonObject outcome;
    if (problem)
        outcome.insert(u"problem"_s, toJson(*problem));
    door().keepPort(tag(), port, outcome);
    if (problem)
        fail(*problem);
    else
        pass();
}

void KeychainCheck::abandon()
{
    if (std::exchange(m_written, false))
        context().cleanup.run(context().services.secrets.remove(m_name));
}

} // namespace Setup
