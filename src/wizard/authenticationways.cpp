// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/authenticationways.h"

#include "core/datednotices.h"
#include "wizard/comparisonview.h"

#include <QLocale>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

QString dayOf(const QString &notice)
{
    return QLocale().toString(DatedNotices().day(notice, u"worldwide"_s),
                              AuthenticationWays::tr("d MMMM yyyy"));
}

} // namespace

void AuthenticationWays::show(ComparisonView *view)
{
    const auto add = [view](const QString &what, const QString &modern, const QString &basic) {
        view->add(what, {modern}, {basic}, false);
    };
    view->begin({}, tr("Modern (Exchange Online)"), tr("Basic (Exchange Server)"));
    add(tr("Works with"), tr("Exchange Online alone; never offered for a server of your own"),
        tr("Exchange Server alone; Exchange Online has refused it since 1 October 2022"));
    add(tr("Who does it"), tr("An administrator who may consent for the organisation, and has a mailbox"),
        tr("An Exchange administrator, with a service account that has a mailbox"));
    add(tr("What AskCody is given"), tr("Consent for an application; no password"),
        tr("The password of the service account"));
    add(tr("What that opens"), tr("Every mailbox, unless you limit it"),
        tr("The mailboxes that you grant impersonation for"));
    add(tr("How long it works"),
        tr("In Microsoft's worldwide cloud EWS is being switched off since %1, and ends for good on %2; for "
           "national clouds no day is published. Ask AskCody about Microsoft Graph.")
            .arg(dayOf(u"disablementStarts"_s), dayOf(u"ended"_s)),
        tr("No end is announced for EWS in Exchange Server"));
}

void AuthenticationWays::showWidth(ComparisonView *view)
{
    const auto add = [view](const QString &what, const QString &used, const QString &granted) {
        view->add(what, {used}, {granted}, false);
    };
    view->begin({}, tr("AskCody says that it uses"), tr("The consent allows"));
    add(tr("Mailboxes"), tr("The calendars of rooms and resources"), tr("Every mailbox of the organisation"));
    add(tr("Content"),
        tr("Meetings: organiser, title, text, times, place, attendees; no mails, no attachments"),
        tr("Everything in a mailbox: mails, calendars, contacts, attachments"));
    add(tr("Changes"), tr("Makes, changes and ends meetings"),
        tr("Whatever the owner of the mailbox may do"));
}

} // namespace Setup
