// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/roomreader.h"

#include "exchange/ewscall.h"

namespace Setup {

QStringList RoomDirectory::addresses() const
{
    QStringList addresses;
    for (const RoomList &list : lists) {
        for (const EwsMailbox &room : list.rooms)
            addresses.append(room.address);
    }
    addresses.removeDuplicates();
    addresses.sort();
    return addresses;
}

RoomReader::RoomReader(const EwsContext &context, qsizetype maximumLists)
    : m_context(context)
    , m_maximumLists(maximumLists)
{}

RoomReader::~RoomReader() = default;

void RoomReader::start()
{
    cancel();
    m_directory = {};
    m_calls.push_back(std::make_unique<EwsCall>(m_context, EwsRequest{Ews::GetRoomLists{}, {}, {}}));
    connect(m_calls.back().get(), &EwsCall::finished, this, &RoomReader::takeLists);
    m_calls.back()->start();
}

void RoomReader::cancel()
{
    m_calls.clear();
}

void RoomReader::takeLists(const Result<EwsAnswer> &result)
{
    if (const auto problem = problemOf(result)) {
        emit finished(*problem);
        return;
    }
    m_directory.requestIds = result->requestIds;
    m_directory.moreLists = result->roomLists.size() > m_maximumLists;
    for (const EwsMailbox &list : result->roomLists.mid(0, m_maximumLists))
        m_directory.lists.append({list, {}, {}});
    m_open = m_directory.lists.size();
    if (m_open == 0) {
        emit finished(m_directory);
        return;
    }
    for (qsizetype i = 0; i < m_directory.lists.size(); ++i) {
        const Ews::GetRooms request{m_directory.lists.at(i).list.address};
        m_calls.push_back(std::make_unique<EwsCall>(m_context, EwsRequest{request, {}, {}}));
        connect(m_calls.back().get(), &EwsCall::finished, this,
                [this, i](const Result<EwsAnswer> &rooms) { takeRooms(i, rooms); });
        m_calls.back()->start();
    }
}

void RoomReader::takeRooms(qsizetype index, const Result<EwsAnswer> &result)
{
    RoomList &list = m_directory.lists[index];
    list.problem = problemOf(result);
    if (result) {
        list.rooms = result->rooms;
        m_directory.requestIds += result->requestIds;
    }
    if (--m_open == 0)
        emit finished(m_directory);
}

} // namespace Setup
