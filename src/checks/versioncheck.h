// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checks/ewscheck.h"

namespace Setup {

// ews.version: which Exchange answers, whether Microsoft still supports it, and whether the version that the
// admin named is one that it speaks.
class VersionCheck : public EwsCheck
{
    Q_OBJECT

public:
    VersionCheck();

private:
    void ask() override;
    void judge(const EwsAnswer &answer);
    std::optional<ExchangeBuild> buildOf(const EwsAnswer &answer) const;
};

} // namespace Setup
