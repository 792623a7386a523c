// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <compare>
#include <optional>

namespace Setup {

// The build of the server that answered: 15.2.1748.10. From ServerVersionInfo (attributes in EWS, child
// elements in Autodiscover) or from the header X-OWA-Version.
struct ExchangeBuild
{
    int major = 0;
    int minor = 0;
    int majorBuild = 0;
    int minorBuild = 0;

    QString toString() const;
    // Four (or three) numbers with dots. Nothing for anything else.
    static std::optional<ExchangeBuild> fromString(const QString &text);

    // NOLINTNEXTLINE(modernize-use-nullptr): clang-tidy 14 stumbles over what <=> is made of
    friend auto operator<=>(const ExchangeBuild &, const ExchangeBuild &) = default;
};

} // namespace Setup
