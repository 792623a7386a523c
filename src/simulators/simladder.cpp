// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/simladder.h"

#include "core/problemcodes.h"

#include <utility>

namespace Setup {

using namespace Qt::StringLiterals;

SimLadder::SimLadder(QStringList ids, QObject *parent)
    : QObject(parent)
    , m_ids(std::move(ids))
{}

void SimLadder::pass(const QString &id, const QJsonObject &facts)
{
    QJsonObject rung{{u"id"_s, id}, {u"status"_s, u"pass"_s}, {u"durationMs"_s, m_timer.restart()}};
    if (!facts.isEmpty())
        rung.insert(u"facts"_s, facts);
    m_rungs.append(rung);
}

void SimLadder::fail(const QString &id, const QString &code, const QJsonObject &facts)
{
    m_failed = id;
    QJsonObject rung{
        {u"id"_s, id},
        {u"status"_s, u"fail"_s},
        {u"code"_s,
         Code::isExchangeCode(code) || !code.startsWith(u"Error"_s) ? code : QString(Code::EwsUnknownCode)},
        {u"durationMs"_s, m_timer.restart()}};
    if (!facts.isEmpty())
        rung.insert(u"facts"_s, facts);
    m_rungs.append(rung);
}

void SimLadder::settle()
{
    while (m_rungs.size() < m_ids.size())
        m_rungs.append(QJsonObject{{u"id"_s, m_ids.at(m_rungs.size())},
                                   {u"status"_s, u"skipped"_s},
                                   {u"skippedBecause"_s, m_failed},
                                   {u"durationMs"_s, 0}});
    emit finished(m_rungs);
}

} // namespace Setup
