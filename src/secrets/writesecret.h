// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "secrets/secretlayout.h"
#include "secrets/secretoperation.h"

namespace Setup {

// Writes a secret and reads it back: finished(Done) says that the keyring really holds it. Until then the old
// value, if there was one, is what ReadSecret finds, and after a crash at any point it is one of the two.
class WriteSecret : public SecretOperation
{
    Q_OBJECT

public:
    WriteSecret(Keyring &keyring, const QString &name, Secret value, qsizetype partSize);

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

    Secret m_value;
    qsizetype m_partSize;
    SecretLayout::WritePlan m_plan;
    qsizetype m_done = 0;
    Stage m_stage = Stage::LookUp;
};

} // namespace Setup
