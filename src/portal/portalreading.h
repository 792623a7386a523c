// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "portal/portalcall.h"

#include <functional>
#include <utility>

namespace Setup {

// A call of the portal's API whose answer becomes a value of our own. The call keeps the contract of
// operations; this only reads.
template<typename Operation, typename Value>
class PortalReading : public Operation
{
public:
    using Read = std::function<Result<Value>(const PortalAnswer &)>;

    PortalReading(const PortalContext &context, const PortalQuery &query, Read read)
        : m_call(context, query)
        , m_read(std::move(read))
        , m_changes(query.changes)
    {
        QObject::connect(&m_call, &PortalCall::finished, this,
                         [this](const Result<PortalAnswer> &answer) { deliver(answer); });
    }

    void start() override { m_call.start(); }
    void cancel() override { m_call.cancel(); }

private:
    void deliver(const Result<PortalAnswer> &answer)
    {
        Result<Value> value = answer ? m_read(*answer) : Result<Value>(answer.problem());
        // It was done, and what was done cannot be read.
        if (answer && !value && m_changes)
            value = unknownOutcome(value.problem());
        emit this->finished(value); // the receiver may delete or start us
    }

    PortalCall m_call;
    Read m_read;
    bool m_changes;
};

} // namespace Setup
