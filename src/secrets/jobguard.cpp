// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "secrets/jobguard.h"

#include "core/secret.h"

#include <qt6keychain/keychain.h>

#include <utility>

namespace Setup {

JobGuard::JobGuard(QKeychain::WritePasswordJob *job, QByteArray value)
    : QObject(job)
    , m_value(std::move(value))
{
    job->setBinaryData(m_value);
}

JobGuard::JobGuard(QKeychain::ReadPasswordJob *job)
    : QObject(job)
{
    connect(job, &QKeychain::Job::finished, this, &JobGuard::keep);
}

JobGuard::~JobGuard()
{
    wipe(m_value);
}

void JobGuard::keep(QKeychain::Job *job)
{
    m_value = static_cast<QKeychain::ReadPasswordJob *>(job)->binaryData();
}

} // namespace Setup
