// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "secrets/deletesecret.h"

#include "core/problemcodes.h"

namespace Setup {

using namespace Qt::StringLiterals;

void DeleteSecret::begin()
{
    m_requests.clear();
    m_stage = Stage::LookUp;
    read(name());
}

void DeleteSecret::proceed(const Result<Secret> &answer)
{
    switch (m_stage) {
    case Stage::LookUp:
        return plan(answer);
    case Stage::Change:
        if (!answer && answer.problem().code != Code::KeychainEntryMissing)
            return fail(answer.problem());
        m_stage = Stage::Verify;
        return read(m_requests.constFirst().entry);
    case Stage::Verify:
        return verify(answer);
    }
}

void DeleteSecret::plan(const Result<Secret> &old)
{
    SecretManifest manifest;
    if (old) {
        if (const auto decoded = SecretLayout::decode(*old))
            manifest = *decoded;
    } else if (old.problem().code != Code::KeychainEntryMissing) {
        return fail(old.problem());
    }
    // Also where nothing was found: the list of entries may still name it.
    m_requests = SecretLayout::removePlan(name(), manifest);
    next();
}

void DeleteSecret::verify(const Result<Secret> &readBack)
{
    const bool isMissing = !readBack && readBack.problem().code == Code::KeychainEntryMissing;
    if (!readBack && !isMissing)
        return fail(readBack.problem());
    if (m_requests.constFirst().kind == KeyringRequest::Kind::Remove && !isMissing)
        return fail({Code::KeychainDenied, u"the keyring says it removed an entry, but still has it"_s, {}});
    m_requests.removeFirst();
    next();
}

void DeleteSecret::next()
{
    if (!m_requests.isEmpty()) {
        m_stage = Stage::Change;
        return request(m_requests.constFirst());
    }
    settle();
    emit finished(Done());
}

void DeleteSecret::report(const Problem &problem)
{
    emit finished(problem);
}

} // namespace Setup
