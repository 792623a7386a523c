// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "secrets/writesecret.h"

#include "core/problemcodes.h"

#include <algorithm>
#include <utility>

namespace Setup {

using namespace Qt::StringLiterals;

WriteSecret::WriteSecret(Keyring &keyring, const QString &name, Secret value, qsizetype partSize)
    : SecretOperation(keyring, name)
    , m_value(std::move(value))
    , m_partSize(partSize)
{}

void WriteSecret::begin()
{
    m_plan = {};
    m_done = 0;
    m_stage = Stage::LookUp;
    read(name());
}

void WriteSecret::proceed(const Result<Secret> &answer)
{
    switch (m_stage) {
    case Stage::LookUp:
        return plan(answer);
    case Stage::Change:
        if (!answer)
            return fail(answer.problem());
        m_stage = Stage::Verify;
        return read(m_plan.requests.at(m_done).entry);
    case Stage::Verify:
        return verify(answer);
    }
}

void WriteSecret::plan(const Result<Secret> &old)
{
    SecretManifest manifest;
    if (old) {
        // A damaged entry is replaced: whoever writes wants the new value.
        if (const auto decoded = SecretLayout::decode(*old))
            manifest = *decoded;
    } else if (old.problem().code != Code::KeychainEntryMissing) {
        return fail(old.problem());
    }
    const auto plan = SecretLayout::writePlan(name(), manifest, m_value, m_partSize);
    if (!plan)
        return fail(plan.problem());
    m_plan = *plan;
    next();
}

void WriteSecret::verify(const Result<Secret> &readBack)
{
    const KeyringRequest &request = m_plan.requests.at(m_done);
    const bool isMissing = !readBack && readBack.problem().code == Code::KeychainEntryMissing;
    if (!readBack && !isMissing)
        return fail(readBack.problem());
    const bool isRight = request.kind == KeyringRequest::Kind::Remove
        ? isMissing
        : !isMissing && isSame(*readBack, request.value);
    if (!isRight)
        return fail({Code::KeychainCorrupt,
                     u"the keyring accepted a change and then answered with something else"_s,
                     {{u"step"_s, m_done + 1}, {u"steps"_s, m_plan.requests.size()}}});
    ++m_done;
    next();
}

void WriteSecret::next()
{
    if (m_done < m_plan.requests.size()) {
        m_stage = Stage::Change;
        return request(m_plan.requests.at(m_done));
    }
    settle();
    emit finished(Done());
}

void WriteSecret::report(const Problem &problem)
{
    // The value stands and has been read back; what could not be swept up is on the manifest's list and goes
    // with the next change.
    if (m_plan.switchedAfter > 0 && m_done >= m_plan.switchedAfter)
        emit finished(Done());
    else
        emit finished(problem);
}

} // namespace Setup
