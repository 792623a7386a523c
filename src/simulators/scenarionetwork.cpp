// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/scenarionetwork.h"

#include "simulators/strictobject.h"

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

WorldRecord readRecord(StrictObject &object)
{
    WorldRecord record;
    record.type = object.string(u"type"_s);
    record.value = object.string(u"value"_s);
    record.priority = static_cast<quint16>(object.integer(u"priority"_s));
    record.weight = static_cast<quint16>(object.integer(u"weight"_s));
    record.port = object.port(u"port"_s, 0);
    return record;
}

} // namespace

ScenarioName ScenarioName::read(StrictObject &object)
{
    ScenarioName name;
    name.name = object.string(u"name"_s);
    name.answer = object.choice(u"answer"_s, Answer::Records,
                                {{u"records"_s, Answer::Records},
                                 {u"missing"_s, Answer::Missing},
                                 {u"servfail"_s, Answer::Broken},
                                 {u"timeout"_s, Answer::Silent}});
    if (object.has(u"system"_s))
        name.system = object.strings(u"system"_s);
    const QList<QJsonObject> records = object.objects(u"records"_s);
    for (const QJsonObject &one : records) {
        StrictObject record(one, object.place(u"records"_s), object.complaint());
        name.records.append(readRecord(record));
    }
    return name;
}

ScenarioAddress ScenarioAddress::read(StrictObject &object)
{
    return {object.string(u"address"_s),
            object.choice(u"tcp"_s, Tcp::Refused,
                          {{u"refused"_s, Tcp::Refused},
                           {u"blackHole"_s, Tcp::BlackHole},
                           {u"unreachable"_s, Tcp::Unreachable}}),
            object.string(u"node"_s)};
}

ScenarioProxy ScenarioProxy::read(StrictObject &object)
{
    ScenarioProxy proxy;
    proxy.answer = object.choice(u"answer"_s, Answer::Tunnel,
                                 {{u"tunnel"_s, Answer::Tunnel},
                                  {u"wantsLogin"_s, Answer::WantsLogin},
                                  {u"forbids"_s, Answer::Forbids},
                                  {u"fails"_s, Answer::Fails},
                                  {u"refused"_s, Answer::Refused}});
    proxy.offers = object.strings(u"offers"_s, proxy.offers);
    return proxy;
}

} // namespace Setup
