// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "secrets/secretlayout.h"
#include "secrets/secretoperation.h"

namespace Setup {

// Removes a secret with all its parts, and looks that it is gone. A secret that is not there is as good as
// deleted: finished(Done).
class DeleteSecret : public SecretOperation
{
    Q_OBJECT

public:
    using SecretOperation::SecretOperation;

signals:
    void finished(const Setup::Result<Setup::Done> &result);

private:
    enum class Stage { LookUp, Change, Verify };

    void begin() override;
    void proceed(const Result<Secret> &answer) override;
    void report(const Problem &problem) override;

    void plan(const Result<Secret> &old);
    void verify(const Result<Secret> &readBack);
    void next();

    QList<KeyringRequest> m_requests;
    Stage m_stage = Stage::LookUp;
};

} // namespace Setup
