// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/outsideview.h"

#include "setup/analyzerresult.h"
#include "setup/report.h"
#include "setup/session.h"

namespace Setup {

using namespace Qt::StringLiterals;

OutsideView::OutsideView(QString path)
    : m_path(std::move(path))
{}

std::optional<Problem> OutsideView::problem() const
{
    if (m_path.isEmpty())
        return std::nullopt;
    const auto result = analyzerResultFromFile(m_path, {});
    return result ? std::nullopt : std::optional(result.problem());
}

void OutsideView::addTo(QJsonObject &report, const Session &session) const
{
    if (m_path.isEmpty())
        return;
    const auto result = analyzerResultFromFile(m_path, ewsHostOf(session));
    if (result)
        report.insert(u"outside"_s, outsideToJson(*result, session.findings()));
}

} // namespace Setup
