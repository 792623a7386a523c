// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "exchange/ewssamples.h"

#include "core/utctime.h"
#include "exchange/indentedxml.h"

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

QString either(const QString &known, const QString &example)
{
    return known.isEmpty() ? example : known;
}

} // namespace

QList<EwsSample> ewsSamples(const SampleNames &names, ExchangeVersion version)
{
    const QString asked = either(names.mailbox, names.account);
    const QString subscription = either(names.subscriptionId, u"SUBSCRIPTION-ID"_s);
    const QDateTime begin = inUtc(names.now.toUTC().date());
    const EwsBody bodies[] = {Ews::GetFolder{},
                              Ews::ResolveNames{u"smtp:"_s + asked},
                              Ews::GetRoomLists{},
                              Ews::GetRooms{either(names.roomList, u"rooms@example.com"_s)},
                              Ews::GetUserAvailability{{asked}, begin, begin.addDays(1)},
                              Ews::Subscribe{},
                              Ews::GetStreamingEvents{subscription},
                              Ews::Unsubscribe{subscription}};
    static_assert(std::size(bodies) == std::variant_size_v<EwsBody>);
    QList<EwsSample> samples;
    for (const EwsBody &body : bodies) {
        const EwsRequest request{body, names.mailbox};
        samples.append({request.operation(), indentedXml(toSoap(request, version))});
    }
    return samples;
}

} // namespace Setup
