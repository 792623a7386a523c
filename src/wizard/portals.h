// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "diagnosis/consentoverview.h"

#include <QString>
#include <QUrl>

// The portals that AskCody runs, and what is where in them.
namespace Setup::Portals {

QUrl europe();
QUrl unitedStates();
bool isEurope(const QUrl &portal);
bool isUnitedStates(const QUrl &portal);
ConsentOverview::Region region(const QUrl &portal);
// The page that every integration starts from. Deeper links are not published.
QUrl adminCenter(const QUrl &portal);
QString regionName(const QString &region); // "eu" as people say it
// "Europe (app.onaskcody.com)"
QString name(const QUrl &portal);

} // namespace Setup::Portals
