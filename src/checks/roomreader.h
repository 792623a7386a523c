// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"
#include "exchange/ewsanswer.h"
#include "exchange/ewscontext.h"

#include <QObject>
#include <QSet>
#include <QTimer>

#include <functional>
#include <memory>
#include <vector>

namespace Setup {

class EwsCall;
struct EwsRequest;

struct RoomList
{
    EwsMailbox list;
    QList<EwsMailbox> rooms;
    std::optional<Problem> problem; // of this list; the others are read all the same

    friend bool operator==(const RoomList &, const RoomList &) = default;
};

struct RoomDirectory
{
    QList<RoomList> lists; // in the server's order
    bool moreLists = false; // than were asked
    QStringList requestIds;

    QStringList addresses() const; // of all rooms, each once, sorted
    friend bool operator==(const RoomDirectory &, const RoomDirectory &) = default;
};

// Reads the room lists and the rooms of each, within the context's overall time: lists whose rooms did not
// come until then have HTTP_TIMEOUT. An operation; Problems: those of EwsCall, and what Exchange says of the
// room lists as a whole.
class RoomReader : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype MaximumLists = 50;

    // maximumLists: how many lists' rooms are asked for.
    explicit RoomReader(EwsContext context, qsizetype maximumLists = MaximumLists);
    ~RoomReader() override;

    void start();
    void cancel();

signals:
    void finished(const Setup::Result<Setup::RoomDirectory> &result);

private:
    void call(const EwsRequest &request, std::function<void(const Result<EwsAnswer> &)> take);
    void giveUp();
    void takeLists(const Result<EwsAnswer> &result);
    void takeRooms(qsizetype index, const Result<EwsAnswer> &result);

    EwsContext m_context;
    qsizetype m_maximumLists;
    RoomDirectory m_directory;
    std::vector<std::unique_ptr<EwsCall>> m_calls;
    std::vector<std::unique_ptr<EwsCall>> m_spent; // those before: one may be the sender that is being heard
    QSet<qsizetype> m_open; // lists whose rooms are being asked for
    QTimer m_overall;
};

} // namespace Setup
