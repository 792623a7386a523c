// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "diagnosis/consentoverview.h"

#include "core/foreigntext.h"
#include "diagnosis/accesslimits.h"

namespace Setup {

using namespace Qt::StringLiterals;

QString ConsentOverview::applicationName(Region region, const QString &namedByPortal)
{
    static constexpr qsizetype longest = 120;
    if (const QString named = ForeignText(namedByPortal.trimmed(), longest).text(); !named.isEmpty())
        return named;
    switch (region) {
    case Region::Eu:
        return u"AskCody"_s;
    case Region::Us:
        return u"GoAskCody"_s;
    case Region::Unknown:
        break;
    }
    return tr("AskCody (in the US: GoAskCody)");
}

ConsentText ConsentOverview::of(const OnlineNames &names, Region region)
{
    ConsentText text;
    const QString name = applicationName(region, names.applicationName);
    const QString id = ForeignText(names.askcodyAppId.trimmed(), 80).text();
    text.application = id.isEmpty() ? name : tr("%1, ID %2").arg(name, id);
    text.parts = {asked(), who(), mailbox(), used(), limit(), takeBack()};
    OnlineNames known = names;
    if (known.applicationName.trimmed().isEmpty() && region != Region::Unknown)
        known.applicationName = name;
    text.limit = AccessLimits::limitToRooms(known);
    text.takeBack = AccessLimits::takeBack(known);
    return text;
}

ConsentText::Part ConsentOverview::asked()
{
    return {u"asked"_s,
            tr("What will be asked"),
            {tr("First you sign in, so that this program knows who you are and to which organisation you "
                "belong. No password is shared with AskCody."),
             tr("Then Microsoft asks you, for the whole organisation, to let AskCody's application into "
                "Exchange Online. It signs in with a certificate of AskCody's from then on, without you."),
             tr("By Microsoft's model that is the permission to open all mailboxes (full_access_as_app). "
                "AskCody publishes no list; compare what the page of Microsoft says before you accept.")}};
}

ConsentText::Part ConsentOverview::who()
{
    return {
        u"who"_s,
        tr("Who can grant it"),
        {tr("AskCody asks for a Global Administrator. Entra also lets a Privileged Role Administrator, an "
            "Application Administrator or a Cloud Application Administrator consent to EWS."),
         tr("An Exchange Administrator cannot consent, and can limit the access afterwards.")}};
}

ConsentText::Part ConsentOverview::mailbox()
{
    return {u"mailbox"_s,
            tr("What the account needs"),
            {tr("The account that consents must have a mailbox in Exchange Online: AskCody verifies the "
                "connection through it."),
             tr("It must belong to the organisation whose rooms are meant, and must not be a personal "
                "account.")}};
}

ConsentText::Part ConsentOverview::used()
{
    return {
        u"used"_s,
        tr("What AskCody says it uses, and how wide the grant is"),
        {tr("AskCody says that it reads and writes the calendars of rooms and resources, and no mails and "
            "no attachments. Of a meeting it takes the organiser, title, text, times, place and the people "
            "who attend."),
         tr("The grant is wider than that: technically it opens every mailbox of the organisation. What is "
            "used of it is AskCody's promise, not Microsoft's limit."),
         tr("This program itself reads IDs, room names and free times only, and in your name.")}};
}

ConsentText::Part ConsentOverview::limit()
{
    return {
        u"limit"_s,
        tr("How to limit it"),
        {tr("Exchange Online can limit an application to certain mailboxes, with RBAC for Applications. The "
            "commands are below, with your own names."),
         tr("A limit counts only when the consent for all mailboxes is taken back, since both add up. Ask "
            "AskCody first whether its application works in this way.")}};
}

ConsentText::Part ConsentOverview::takeBack()
{
    return {
        u"takeBack"_s,
        tr("How to take it back"),
        {tr("In Entra under Enterprise applications the application can be stopped or deleted at any time; "
            "the commands are below."),
         tr("What it has got is good for about an hour longer. In the portal the integration should be "
            "removed as well.")}};
}

} // namespace Setup
