// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/problem.h"

#include <optional>

namespace Setup {

class Session;

// The file that --rca names: a result of Microsoft's Remote Connectivity Analyzer, the same way seen from the
// Internet.
class OutsideView
{
public:
    explicit OutsideView(QString path); // empty: none is wanted

    // Why it is of no use, before anything is run for it.
    std::optional<Problem> problem() const;
    // Puts it into a report of what the session found.
    void addTo(QJsonObject &report, const Session &session) const;

private:
    QString m_path;
};

} // namespace Setup
