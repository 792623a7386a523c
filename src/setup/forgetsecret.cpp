// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/forgetsecret.h"

#include "secrets/deletesecret.h"

namespace Setup {

ForgetSecret::ForgetSecret(std::unique_ptr<DeleteSecret> step)
    : m_step(std::move(step))
{
    connect(m_step.get(), &DeleteSecret::finished, this, &ForgetSecret::finished);
}

ForgetSecret::~ForgetSecret() = default;

void ForgetSecret::start()
{
    m_step->start();
}

void ForgetSecret::cancel()
{
    m_step->cancel();
}

} // namespace Setup
