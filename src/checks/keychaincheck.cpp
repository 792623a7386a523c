// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/keychaincheck.h"

#include "checks/checkids.h"
#include "checks/cleanup.h"
#include "core/randomsource.h"
#include "secrets/secretstore.h"

#include <utility>

namespace Setup {

using namespace Qt::StringLiterals;

KeychainCheck::KeychainCheck(std::chrono::milliseconds deadline)
    : StepwiseCheck(CheckId::Keychain)
    , m_deadline(deadline)
{}

void KeychainCheck::begin()
{
    m_written = false;
    RandomSource &random = context().services.random;
    m_name = u"check/"_s + QString::fromLatin1(random.bytes(8).toHex());
    m_value = random.bytes(32).toHex();
    write();
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
            fail(result.problem());
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
        if (problem || !result)
            fail(problem ? *problem : result.problem());
        else
            pass();
    });
}

void KeychainCheck::abandon()
{
    if (std::exchange(m_written, false))
        context().cleanup.run(context().services.secrets.remove(m_name));
}

} // namespace Setup
