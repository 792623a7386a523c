// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/madeupnames.h"

#include "cli/console.h"
#include "core/randomsource.h"
#include "support/pseudonymised.h"

#include <QCoreApplication>

namespace Setup {

using namespace Qt::StringLiterals;

Result<QByteArray> underMadeUpNames(const QByteArray &har, Console &console)
{
    SystemRandomSource random;
    const auto made = Pseudonymised::of(har, random);
    if (!made)
        return made.problem();
    if (!made->leftOver().isEmpty())
        console.say(QCoreApplication::translate("MadeUpNames", "These still stand somewhere in it: %1")
                        .arg(made->leftOver().join(u", "_s)));
    console.say(QCoreApplication::translate(
        "MadeUpNames",
        "The names in the recording are made up. What Exchange or a device wrote in words of its own may "
        "still name people or computers. Read it before you give the file away: bundle <recording>"));
    return made->har();
}

} // namespace Setup
