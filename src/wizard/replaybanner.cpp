// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/replaybanner.h"

#include "core/foreigntext.h"
#include "setup/contradiction.h"
#include "setup/replayedworld.h"
#include "support/reportformat.h"

#include <QCoreApplication>
#include <QLocale>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostLines = 4; // above every page; the report has all

QString about(const Recording &recording)
{
    return QCoreApplication::translate("ReplayBanner",
                                       "A recording of %1 UTC, made by version %2 on %3. Nothing is sent, "
                                       "and nothing can be changed.")
        .arg(QLocale().toString(recording.runs().constLast().startedAt, QLocale::ShortFormat),
             ForeignText(recording.program().version, 40).text(),
             ForeignText(recording.program().os, 80).text());
}

} // namespace

ReplayBanner ReplayBanner::of(const Session &replay)
{
    const ReplayedWorld &world = *replay.replayed();
    if (!world.supposed().isEmpty()) {
        QStringList sentences;
        for (const QString &id : world.supposed())
            sentences.append(Supposition::sentence(id));
        return {Theme::Tone::Caution,
                QCoreApplication::translate("ReplayBanner", "Hypothetical: nobody saw this. It supposes: %1")
                    .arg(sentences.join(u' '))};
    }
    const QString text = about(world.recording());
    const QStringList lines = contradictionLines(statedOtherwise(replay));
    if (lines.isEmpty())
        return {Theme::Tone::Active, text};
    QStringList shown{text};
    for (const QString &line : lines.first(std::min(lines.size(), mostLines)))
        shown.append(inOneLine(line));
    if (lines.size() > mostLines)
        shown.append(QCoreApplication::translate("ReplayBanner", "%n more check(s): see the report.", nullptr,
                                                 static_cast<int>(lines.size() - mostLines)));
    return {Theme::Tone::Caution, shown.join(u'\n')};
}

} // namespace Setup
