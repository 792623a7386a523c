// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "secrets/secretlayout.h"
#include "secrets/secretoperation.h"

namespace Setup {

// Reads a secret as one whole: the parts must be those that the manifest names and give its hash. Where
// another process replaced the value meanwhile, it starts again with the new manifest, three times at most.
class ReadSecret : public SecretOperation
{
    Q_OBJECT

public:
    using SecretOperation::SecretOperation;

signals:
    void finished(const Setup::Result<Setup::Secret> &result);

private:
    enum class Stage { Manifest, Part, LookAgain };

    void begin() override;
    void proceed(const Result<Secret> &answer) override;
    void report(const Problem &problem) override;

    void readManifest(const Result<Secret> &entry);
    void takePart(const Result<Secret> &part);
    void lookAgain(const Result<Secret> &entry);
    void readPart();
    void deliver(Secret value);

    SecretManifest m_manifest;
    QList<Secret> m_parts;
    Stage m_stage = Stage::Manifest;
    int m_tries = 0;
};

} // namespace Setup
