// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/httpheaders.h"

#include <QStringList>

namespace Setup {

// What of an answer's header says that another machine stands in front of Exchange, and which one: a Server
// that is not Microsoft's, Via, the cookies by which load balancers find a server again. Foreign text; empty
// proves nothing, since such a machine may be silent.
QStringList balancerSigns(const HttpHeaders &headers);

} // namespace Setup
