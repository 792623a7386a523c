// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QRegularExpression>
#include <QTest>

namespace Setup {

// Everything that Qt warns of is a defect of the test that runs, but for what Qt says without cause: the
// offscreen platform of every window; a socket that its peer closed; and Qt 6.4 of a reply that was aborted
// while its failure was on the way from Qt's own thread.
inline void failOnWarnings()
{
    QTest::failOnWarning(
        QRegularExpression(QStringLiteral("^(?!This plugin does not support|QNativeSocketEngine"
                                          "|QNetworkReplyImplPrivate::error: Internal problem)")));
}

} // namespace Setup
