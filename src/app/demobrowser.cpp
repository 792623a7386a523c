// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/demobrowser.h"

#include "simulators/simaccounts.h"
#include "simulators/simperson.h"
#include "simulators/simtenants.h"

#include <QDesktopServices>
#include <QUrlQuery>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

// Microsoft's pages stand below a tenant; those of the portal's issuer do not.
bool isMicrosofts(const QUrl &url)
{
    return url.path().contains("/oauth2/"_L1) || url.path().endsWith("/adminconsent"_L1);
}

} // namespace

DemoBrowser::DemoBrowser()
{
    QDesktopServices::setUrlHandler(u"http"_s, this, "open");
}

DemoBrowser::~DemoBrowser()
{
    QDesktopServices::unsetUrlHandler(u"http"_s);
}

// A new one each time: who is there keeps no cookies, and fills in what is asked.
void DemoBrowser::open(const QUrl &url)
{
    const bool isAtMicrosoft = isMicrosofts(url);
    auto *person = isAtMicrosoft
        ? new SimPerson(u"admin@fabrikam.test"_s, SimCloudUser::password(), u"allow"_s, this)
        : new SimPerson(u"owner@contoso.test"_s, SimAccount::password(), u"allow"_s, this);
    if (isAtMicrosoft)
        connect(person, &SimPerson::stuck, this,
                [this](const QUrl &, const QString &text) { emit stuck(text); });
    person->open(url);
}

} // namespace Setup
