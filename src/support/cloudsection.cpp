// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/cloudsection.h"

#include "support/reportformat.h"

#include <QCoreApplication>

namespace Setup {

using namespace Qt::StringLiterals;

QString cloudTitle(const QJsonObject &report)
{
    return QCoreApplication::translate("Report", "As AskCody's cloud sees it (%1):")
        .arg(inOneLine(report["cloud"_L1]["region"_L1].toString()));
}

QJsonArray cloudChecks(const QJsonObject &report)
{
    return report["cloud"_L1]["checks"_L1].toArray();
}

QString differenceSentence(const QJsonObject &cloudCheck)
{
    return cloudCheck["differs"_L1].toBool()
        ? QCoreApplication::translate("Report", "This computer found something else.")
        : QString();
}

QString conclusion(const QJsonObject &report)
{
    const QString here = report["verdict"_L1].toString();
    const QString there = report["cloud"_L1]["verdict"_L1].toString();
    const bool worksHere = here == "pass"_L1 || here == "warn"_L1;
    if (here == "incomplete"_L1 && there == "fail"_L1)
        return QCoreApplication::translate("Report",
                                           "It does not work yet: AskCody's cloud does not get through.");
    if (worksHere && there == "fail"_L1)
        return QCoreApplication::translate(
            "Report",
            "It does not work yet: AskCody's cloud does not get through, although this computer does.");
    if (worksHere && there == "incomplete"_L1)
        return QCoreApplication::translate("Report",
                                           "It works from here. AskCody's cloud has not tried everything.");
    return verdictSentence(here);
}

} // namespace Setup
