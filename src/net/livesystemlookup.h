// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/lookup.h"
#include "net/timedoperation.h"

class QHostInfo;

namespace Setup {

// A look-up as every program of this computer makes it: hosts file, caches, mDNS and all. The system's call
// cannot be aborted: after cancel() it goes on in its thread and nobody hears of it.
class LiveSystemLookUp : public TimedOperation<LookUp, LookUpAnswer>
{
public:
    explicit LiveSystemLookUp(const LookUpQuery &query);
    ~LiveSystemLookUp() override;

protected:
    void begin() override;
    void abandon() override;
    Problem overdue() const override;

private:
    void read(const QHostInfo &info);

    LookUpQuery m_query;
    int m_id = -1;
};

} // namespace Setup
