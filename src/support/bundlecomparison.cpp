// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/bundlecomparison.h"

#include "setup/replayedworld.h"

namespace Setup {

namespace {

QJsonObject described(const BundleComparison::Side &side)
{
    return ComparedBundles::described(side.name, side.replay->replayed()->recording(),
                                      contradictionsOf(*side.replay));
}

} // namespace

BundleComparison::BundleComparison(const Side &one, const Side &other, QObject *parent)
    : QObject(parent)
    , m_sides{one, other}
{
    for (const Side &side : std::as_const(m_sides))
        connect(side.replay.get(), &Session::runFinished, this, &BundleComparison::conclude);
}

void BundleComparison::start()
{
    m_running = m_sides.size();
    for (const Side &side : std::as_const(m_sides))
        static_cast<void>(side.replay->run()); // a replay has nothing to refuse
}

void BundleComparison::cancel()
{
    m_running = 0;
    for (const Side &side : std::as_const(m_sides))
        side.replay->cancel();
}

void BundleComparison::conclude()
{
    if (m_running == 0 || --m_running > 0)
        return;
    const Side &one = m_sides.constFirst();
    const Side &other = m_sides.constLast();
    emit finished(
        {described(one), described(other), Comparison::of(one.replay->findings(), other.replay->findings())});
}

} // namespace Setup
