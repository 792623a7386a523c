// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/problemcodes.h"
#include "net/exchange.h"

namespace Setup {

// A question that an older recording may lack: then there is no answer, which ends no check.
class SpareExchange : public Exchange
{
public:
    explicit SpareExchange(std::unique_ptr<Exchange> inner)
        : m_inner(std::move(inner))
    {
        connect(m_inner.get(), &Exchange::finished, this, [this](const Result<ExchangeAnswer> &result) {
            const bool isMissing = !result && result.problem().code == Code::NotInRecording;
            emit finished(isMissing ? Result<ExchangeAnswer>(Problem{Code::AnswerEmpty, {}, {}}) : result);
        });
    }

    void start() override { m_inner->start(); }
    void cancel() override { m_inner->cancel(); }

private:
    std::unique_ptr<Exchange> m_inner;
};

} // namespace Setup
