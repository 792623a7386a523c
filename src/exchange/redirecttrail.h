// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/problem.h"

#include <QSet>
#include <QString>
#include <QUrl>

#include <optional>

namespace Setup {

// Where a discovery has been led so far. All kinds of redirect count together: at most ten, none twice
// (MS-OXDISCO 3.1.5).
class RedirectTrail
{
public:
    static constexpr int Maximum = 10;

    void visit(const QUrl &url);
    void visit(const QString &address);

    // https, without user info, with the path of an Autodiscover service, not seen before; what is admitted
    // counts as visited. Else AD_HTTP_REDIRECT_UNSAFE or HTTP_TOO_MANY_REDIRECTS.
    std::optional<Problem> follow(const QUrl &target);
    // A mail address, not seen before.
    std::optional<Problem> follow(const QString &address);

private:
    std::optional<Problem> count(const QString &key);

    QSet<QString> m_seen;
    int m_count = 0;
};

} // namespace Setup
