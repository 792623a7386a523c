// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checks/check.h"

#include <QUrl>

namespace Setup {

// Does the admin give the address of EWS, so that discovery is information only?
bool hasTypedAddress(const RunInput &input);
bool isExchangeServer(const RunInput &input);
bool isExchangeOnline(const RunInput &input);

// The address of EWS: typed, or what discover.settings found. A check that asks for it needs that one where
// nothing is typed.
QUrl ewsAddress(const CheckContext &context);

// Host in ASCII and lower case, port of https by default.
QString hostOf(const QUrl &url);
quint16 portOf(const QUrl &url);

// What stands in the way of a service account's login before anything is sent.
Problem passwordMissing();

} // namespace Setup
