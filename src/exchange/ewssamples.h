// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "exchange/ewsrequest.h"

#include <QDateTime>
#include <QList>
#include <QString>

namespace Setup {

// What samples are about. What is empty stands in them as an example.
struct SampleNames
{
    QString account; // e-mail address
    QString mailbox; // to act as; empty: the account itself
    QString roomList; // address
    QString subscriptionId; // of the subscription that was made last
    QDateTime now;
};

struct EwsSample
{
    QString operation; // "GetFolder"
    QString xml; // the envelope, indented
};

// One for each operation that the checks use (EwsBody), as the checks would write it.
QList<EwsSample> ewsSamples(const SampleNames &names, ExchangeVersion version);

} // namespace Setup
