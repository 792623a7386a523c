// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/problemcodes.h"
#include "core/result.h"

#include <memory>
#include <utility>

namespace Setup {

// A question that an older recording may lack: then there is no answer (ANSWER_EMPTY), which ends no check.
template<typename Operation, typename Answer>
class Spare : public Operation
{
public:
    explicit Spare(std::unique_ptr<Operation> inner)
        : m_inner(std::move(inner))
    {
        QObject::connect(m_inner.get(), &Operation::finished, this, [this](const Result<Answer> &result) {
            const bool isMissing = !result && result.problem().code == Code::NotInRecording;
            emit this->finished(isMissing ? Result<Answer>(Problem{Code::AnswerEmpty, {}, {}}) : result);
        });
    }

    void start() override { m_inner->start(); }
    void cancel() override { m_inner->cancel(); }

private:
    std::unique_ptr<Operation> m_inner;
};

} // namespace Setup
