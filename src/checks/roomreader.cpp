// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/roomreader.h"

#include "core/problemcodes.h"
#include "exchange/ewscall.h"

#include <utility>

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

RoomReader::RoomReader(EwsContext context, qsizetype maximumLists)
    : m_context(std::move(context))
    , m_maximumLists(maximumLists)
{
    m_overall.setSingleShot(true);
    connect(&m_overall, &QTimer::timeout, this, &RoomReader::giveUp);
}

RoomReader::~RoomReader() = default;

void RoomReader::start()
{
    cancel();
    m_directory = {};
    m_overall.start(m_context.overall);
    call({Ews::GetRoomLists{}, {}, {}}, [this](const Result<EwsAnswer> &result) { takeLists(result); });
}

// Does not destroy the calls: one may be telling its answer.
void RoomReader::cancel()
{
    m_overall.stop();
    m_open.clear();
    for (const auto &call : m_calls) {
        call->disconnect(this);
        call->cancel();
    }
    if (!m_calls.empty())
        m_spent = std::exchange(m_calls, {});
}

void RoomReader::call(const EwsRequest &request, std::function<void(const Result<EwsAnswer> &)> take)
{
    m_calls.push_back(std::make_unique<EwsCall>(m_context, request));
    connect(m_calls.back().get(), &EwsCall::finished, this, std::move(take));
    m_calls.back()->start();
}

void RoomReader::giveUp()
{
    const Problem late{Code::HttpTimeout, {}, {}};
    for (const qsizetype index : std::as_const(m_open))
        m_directory.lists[index].problem = late;
    const bool hasLists = !m_open.isEmpty();
    cancel();
    emit finished(hasLists ? Result<RoomDirectory>(m_directory) : Result<RoomDirectory>(late));
}

void RoomReader::takeLists(const Result<EwsAnswer> &result)
{
    if (const auto problem = problemOf(result)) {
        cancel();
        emit finished(*problem);
        return;
    }
    m_directory.requestIds = result->requestIds;
    m_directory.moreLists = result->roomLists.size() > m_maximumLists;
    for (const EwsMailbox &list : result->roomLists.mid(0, m_maximumLists)) {
        m_open.insert(m_directory.lists.size());
        m_directory.lists.append({list, {}, {}});
    }
    if (m_open.isEmpty()) {
        cancel();
        emit finished(m_directory);
        return;
    }
    for (qsizetype i = 0; i < m_directory.lists.size(); ++i) {
        call({Ews::GetRooms{m_directory.lists.at(i).list.address}, {}, {}},
             [this, i](const Result<EwsAnswer> &rooms) { takeRooms(i, rooms); });
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
    m_open.remove(index);
    if (!m_open.isEmpty())
        return;
    cancel();
    emit finished(m_directory);
}

} // namespace Setup
