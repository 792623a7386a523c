// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/integration.h"

namespace Setup {

class Session;
struct RetirementVerdict;

// What was made or handed over, and what comes next: sentences for the last page.
// name: as the portal has it.
QStringList whatWasMade(const Session &session, const QString &name);
// Where the portal's cloud was stopped, and what it left out.
QStringList whatTheCloudFound(const Session &session);
QStringList whatComesNext(const Session &session);
// The verdict on EWS, and what it rests on where the portal's cloud has looked.
QString howLongItWorks(const RetirementVerdict &verdict);

// Of a hybrid organisation: the integration that belongs to this one.
Integration otherHalf(const Integration &made);
// One more, of any kind, in the same portal to begin with.
Integration anotherOf(const Integration &made);

} // namespace Setup
