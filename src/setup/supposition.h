// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/recording.h"

#include <QStringList>

namespace Setup {

// "What if": a recording in which one answer is another than it was. What nobody asked at the time is in no
// recording, so what lies behind a supposed answer is not tested; that is the point: it shows which rung the
// answer was standing in the way of, and what would have to be asked next.
namespace Supposition {

inline constexpr QLatin1StringView BasicOffered("basic-offered");
inline constexpr QLatin1StringView CertificateTrusted("certificate-trusted");
inline constexpr QLatin1StringView ClockRight("clock-right");
inline constexpr QLatin1StringView ImpersonationAllowed("impersonation-allowed");
inline constexpr QLatin1StringView ConsentGiven("consent-given");
inline constexpr QLatin1StringView Today("today");

QStringList all();
// Those that would change something in this recording.
QStringList possible(const Recording &recording);
Recording applied(const QStringList &ids, const Recording &recording, const QDateTime &now);
// "Exchange offered Basic authentication."
QString sentence(const QString &id);

} // namespace Supposition
} // namespace Setup
