// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "diagnosis/onlinenames.h"

#include <QCoreApplication>
#include <QList>
#include <QString>
#include <QStringList>

namespace Setup {

// What an administrator should know before the browser opens. Plain text, in the user's language.
struct ConsentText
{
    struct Part
    {
        QString id; // "asked", "who", "mailbox", "used", "limit", "takeBack"
        QString title;
        QStringList lines;
    };

    QString application; // what the page of Microsoft will call it, with the ID where it is known
    QList<Part> parts;
    QList<PreparationStep> limit; // commands
    QList<PreparationStep> takeBack;
};

class ConsentOverview
{
    Q_DECLARE_TR_FUNCTIONS(ConsentOverview)

public:
    enum class Region { Unknown, Eu, Us };

    // The name of the application where the portal gives none: AskCody says "AskCody" for the EU and
    // "GoAskCody" for the US.
    static QString applicationName(Region region, const QString &namedByPortal = {});
    static ConsentText of(const OnlineNames &names, Region region);

private:
    static ConsentText::Part asked();
    static ConsentText::Part who();
    static ConsentText::Part mailbox();
    static ConsentText::Part used();
    static ConsentText::Part limit();
    static ConsentText::Part takeBack();
};

} // namespace Setup
