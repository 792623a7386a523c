// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "exchange/autodiscoverattempt.h"

namespace Setup {

// Why none of the places led to Autodiscover. A fault at a place that only Autodiscover has (its host, where
// that redirects, its service record) says that somebody published it: then that fault is the problem, with
// the facts of its attempt. The website of the domain says nothing of it, and neither does what answers at
// the host of Autodiscover as the website does: a wildcard in DNS leads both to one place.
// AD_NOT_FOUND, DNS_SRV_TO_M365_REDIRECTOR, or a fault; TCP_TIMEOUT, too, of a place that gave no answer.
Problem whyNothingFound(const QList<AutodiscoverAttempt> &attempts);

} // namespace Setup
