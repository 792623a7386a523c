// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/replayedworld.h"

#include "core/clock.h"
#include "core/filefacts.h"
#include "core/problemcodes.h"
#include "setup/contradiction.h"
#include "setup/runrecord.h"

#include <QFile>
#include <QMetaEnum>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 MaximumBundleSize = qint64{64} * 1024 * 1024;

} // namespace

Result<Recording> ReplayedWorld::read(const QString &path)
{
    QFile file(path);
    const QJsonObject where = aboutFile(path);
    if (!file.open(QIODevice::ReadOnly))
        return Problem{Code::FileUnreadable, file.errorString(), where};
    if (file.size() > MaximumBundleSize)
        return Problem{Code::AnswerTooLarge, {}, where};
    // One byte more than is taken: a pipe or a device tells no size.
    return Recording::fromHar(file.read(MaximumBundleSize + 1));
}

Result<std::shared_ptr<ReplayedWorld>> ReplayedWorld::open(const QString &path)
{
    auto recording = read(path);
    return recording ? of(std::move(*recording)) : recording.problem();
}

Result<std::shared_ptr<ReplayedWorld>> ReplayedWorld::of(Recording recording)
{
    if (recording.runs().isEmpty())
        return Problem{Code::FileMalformed, u"the recording holds no run"_s, {}};
    const auto input = runInputFromJson(recording.runs().constLast().input);
    if (!input)
        return input.problem();
    return std::shared_ptr<ReplayedWorld>(new ReplayedWorld(std::move(recording), *input));
}

ReplayedWorld::ReplayedWorld(Recording recording, RunInput input)
    : m_recording(std::move(recording))
    , m_input(std::move(input))
    , m_decisions(decisionsFromJson(m_recording.runs().constLast().decisions))
    , m_cloud(cloudFromJson(m_recording.runs().constLast().cloud))
    , m_door(m_recording)
    , m_portal(portalFromJson(m_recording.runs().constLast().input))
{}

void ReplayedWorld::rewind()
{
    const Recording world = Supposition::applied(m_supposed, m_recording, SystemClock().now());
    if (const auto input = runInputFromJson(world.runs().constLast().input))
        m_input = *input;
    m_door.tell(world);
}

Session::State ReplayedWorld::state() const
{
    const QString name = m_recording.context().journal["draft"_L1]["state"_L1].toString();
    bool known = false;
    const int value = QMetaEnum::fromType<Session::State>().keyToValue(name.toLatin1().constData(), &known);
    return known ? static_cast<Session::State>(value) : Session::State::Draft;
}

QList<Finding> ReplayedWorld::findings() const
{
    return statedFindings(m_recording);
}

CheckServices ReplayedWorld::services()
{
    return {m_door, m_door.clock(), m_door.randomSource(), m_secrets, m_portal ? &*m_portal : nullptr};
}

} // namespace Setup
