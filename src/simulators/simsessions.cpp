// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/simsessions.h"

#include "simulators/simgrants.h"

#include <QDateTime>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

const QString sessions = u"sessions"_s;
constexpr qint64 Lifetime = 28800; // seconds: a working day

} // namespace

std::optional<SimSessions::Session> SimSessions::of(const SimRequest &request) const
{
    const QJsonObject kept = m_store.find(sessions, simCookie(request, "session"));
    const qint64 since = kept["since"_L1].toInteger();
    if (kept.isEmpty() || since + Lifetime < QDateTime::currentSecsSinceEpoch())
        return std::nullopt;
    return Session{kept["account"_L1].toString(), since};
}

void SimSessions::open(const QString &account, SimReply &reply)
{
    const QString id = SimGrants::random();
    m_store.put(sessions, id, {{u"account"_s, account}, {u"since"_s, QDateTime::currentSecsSinceEpoch()}});
    reply.headers.append(
        SimHeader{"Set-Cookie", "session=" + id.toLatin1() + "; Path=/; HttpOnly; SameSite=Lax"});
}

} // namespace Setup
