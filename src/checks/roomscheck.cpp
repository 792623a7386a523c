// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/roomscheck.h"

#include "checks/loginfacts.h"

#include <QJsonArray>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype roomsPerList = 100; // Exchange tells no more of one list
constexpr qsizetype roomsShown = 500;

QJsonObject toJson(const RoomList &list)
{
    QJsonObject json{{u"name"_s, list.list.name},
                     {u"address"_s, ForeignText(list.list.address)},
                     {u"rooms"_s, list.rooms.size()}};
    if (list.rooms.size() >= roomsPerList)
        json.insert(u"mayHaveMore"_s, true);
    if (list.problem)
        json.insert(u"problem"_s, list.problem->code);
    return json;
}

} // namespace

RoomsCheck::RoomsCheck()
    : EwsCheck(CheckId::Rooms)
{}

void RoomsCheck::ask()
{
    // Room lists came with Exchange 2010.
    if (ews().version < ExchangeVersion::V2010) {
        give(RoomFacts{});
        return warn({Code::RoomsNone, {}, {{u"requestServerVersion"_s, toString(ews().version)}}});
    }
    run(std::make_unique<RoomReader>(ews()), [this](const Result<RoomDirectory> &result) {
        if (!result && result.problem().code == Code::LoginGateClosed)
            leaveUntested(Code::LoginGateClosed);
        else if (!result)
            fail(result.problem());
        else
            judge(*result);
    });
}

void RoomsCheck::judge(const RoomDirectory &directory)
{
    addRequestIds(directory.requestIds);
    QJsonArray lists;
    std::optional<Problem> problem;
    for (const RoomList &list : directory.lists) {
        lists.append(toJson(list));
        if (list.problem && !problem)
            problem = list.problem;
    }
    QStringList shown;
    const QStringList addresses = directory.addresses();
    for (const QString &address : addresses.mid(0, roomsShown))
        shown.append(ForeignText(address).text());
    const QJsonObject facts{{u"lists"_s, lists},
                            {u"moreLists"_s, directory.moreLists},
                            {u"count"_s, addresses.size()},
                            {u"rooms"_s, QJsonArray::fromStringList(shown)}};
    see(facts);
    give(RoomFacts{addresses});
    if (problem)
        warn(*problem);
    else if (addresses.isEmpty())
        warn({Code::RoomsNone, {}, {{u"lists"_s, lists}}});
    else
        pass();
}

} // namespace Setup
