// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "diagnosis/retirementtext.h"

#include "core/foreigntext.h"
#include "diagnosis/catalogue.h"
#include "diagnosis/daytext.h"

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

using Reason = RetirementReason;
using State = RetirementState;

NoticeText noticeText(const DatedNotice &notice, const QDate &today, const QLocale &locale)
{
    NoticeText text;
    text.id = notice.id;
    text.title = Catalogue::translated(notice.title);
    text.what = Catalogue::translated(notice.what);
    text.source = notice.source;
    text.isPast = notice.day.isValid() && notice.day <= today;
    if (notice.isMonthOnly)
        text.date = monthText(notice.day, locale);
    else if (notice.day.isValid())
        text.date = dayText(notice.day, locale);
    return text;
}

} // namespace

RetirementText RetirementWords::of(const RetirementVerdict &verdict, const DatedNotices &notices,
                                   const QDate &today, const QLocale &locale)
{
    RetirementText text;
    text.title = title(verdict, locale);
    text.what = what(verdict, locale);
    for (const Reason why : verdict.reasons)
        text.reasons.append(reason(why, verdict));
    if (verdict.state == State::NotAffected)
        return text;
    text.graph = graph(verdict.graph);
    text.waits = waits(verdict, notices);
    const QList<DatedNotice> announced = notices.ofCloud(verdict.cloud);
    for (const DatedNotice &notice : announced)
        text.notices.append(noticeText(notice, today, locale));
    return text;
}

QString RetirementWords::cloudName(const QString &cloud)
{
    if (cloud == "worldwide"_L1)
        return tr("worldwide cloud");
    if (cloud == "gccHigh"_L1)
        return tr("GCC High");
    if (cloud == "dod"_L1)
        return tr("US Department of Defense");
    if (cloud == "china"_L1)
        return tr("21Vianet (China)");
    return cloud.isEmpty() ? tr("unknown cloud") : ForeignText(cloud, 40).text();
}

QString RetirementWords::title(const RetirementVerdict &verdict, const QLocale &locale)
{
    switch (verdict.state) {
    case State::NotAffected:
        return tr("Exchange Server keeps EWS");
    case State::Allowed:
        return verdict.until.isValid() ? tr("EWS is allowed until %1").arg(dayText(verdict.until, locale))
                                       : tr("EWS is allowed; its end is not published");
    case State::SoonSwitchedOff:
        return tr("EWS will soon be switched off");
    case State::NotOnList:
        return tr("AskCody is not on the list of allowed applications");
    case State::SwitchedOff:
        if (verdict.isContradicted())
            return tr("The pasted settings and Exchange Online differ");
        return verdict.has(Reason::MailboxOff) || verdict.has(Reason::MailboxMayBeOff)
            ? tr("EWS is switched off for the mailbox")
            : tr("EWS is switched off");
    case State::Ended:
        return tr("EWS has ended");
    case State::Unknown:
        break;
    }
    return tr("Whether AskCody is allowed is not known yet");
}

QString RetirementWords::what(const RetirementVerdict &verdict, const QLocale &locale)
{
    const QString end = verdict.until.isValid()
        ? tr("Microsoft switches EWS off for everybody after %1.").arg(dayText(verdict.until, locale))
        : tr("For this cloud Microsoft has published no day of the end.");
    switch (verdict.state) {
    case State::NotAffected:
        return tr("Microsoft retires EWS in Exchange Online. An Exchange server of your own is not touched.");
    case State::Allowed:
        return tr("AskCody can reach the calendars by EWS today. %1").arg(end);
    case State::SoonSwitchedOff:
        return verdict.from.isValid()
            ? tr("Since %1 Microsoft switches EWS off in waves where no choice was made. Yours is announced "
                 "in the Message Center seven days before. %2")
                  .arg(dayText(verdict.from, locale), end)
            : tr("Where no choice was made, Microsoft switches EWS off in waves. Yours is announced in the "
                 "Message Center. %1")
                  .arg(end);
    case State::NotOnList:
        return tr("EWS is on, and AskCody's application is refused until it is added to the list. %1")
            .arg(end);
    case State::SwitchedOff:
        if (verdict.isContradicted())
            return tr("By what was pasted EWS is switched off; Exchange Online, when it was asked, did not "
                      "say so. If the switch was turned off a short while ago, AskCody gets no answer within "
                      "the hour. %1")
                .arg(end);
        return tr("AskCody gets no answer by EWS. An administrator of Exchange can switch it on again. %1")
            .arg(end);
    case State::Ended:
        return tr("Exchange Online answers no application by EWS any more, and it cannot be switched on. "
                  "AskCody needs Microsoft Graph.");
    case State::Unknown:
        break;
    }
    return tr("What was seen so far does not tell whether AskCody's own application is let in. %1").arg(end);
}

QString RetirementWords::reason(RetirementReason reason, const RetirementVerdict &verdict)
{
    switch (reason) {
    case Reason::ExchangeServer:
        return tr("The mailboxes live on an Exchange server of your own.");
    case Reason::EndReached:
        return tr("The published end has been reached.");
    case Reason::AnsweredAfterTheEnd:
        return tr("EWS was answered all the same. Do not count on it.");
    case Reason::CloudHasOwnSchedule:
        return tr("The published days are those of the worldwide cloud; they are not known for: %1.")
            .arg(cloudName(verdict.cloud));
    case Reason::OrganizationOff:
        if (verdict.isContradicted())
            return tr("EwsEnabled of the organisation is False, by what was pasted.");
        return tr("EwsEnabled of the organisation is False: no application is answered.");
    case Reason::OrganizationNotSet:
        if (verdict.state == State::NotOnList)
            return tr("EwsEnabled of the organisation has no value, by what was pasted, and then that list "
                      "blocks nobody: the setting was probably changed since, or a list of program names is "
                      "in force.");
        return tr("EwsEnabled of the organisation has no value: all applications are answered, and the list "
                  "does not count, until the organisation's turn comes.");
    case Reason::OrganizationOn:
        return tr("EwsEnabled of the organisation is True: the listed applications are answered.");
    case Reason::OrganizationUnknown:
        return tr("EwsEnabled of the organisation was not shown to this program.");
    case Reason::MailboxOff:
        if (verdict.isContradicted())
            return tr("EwsEnabled of the mailbox is False, by what was pasted.");
        return tr("EwsEnabled of the mailbox is False.");
    case Reason::MailboxMayBeOff:
        return tr("Exchange Online said “disabled”, although the organisation allows EWS. So it is the "
                  "mailbox, or a change that does not count yet.");
    case Reason::DisabledForEveryone:
        return tr("Exchange Online said “disabled”, which holds for every application. Whether the "
                  "organisation or the mailbox is meant, it does not say.");
    case Reason::AnsweredAlthoughOff:
        return tr("EWS was answered all the same: the setting was probably changed a short while ago.");
    default:
        return otherReason(reason);
    }
}

QString RetirementWords::otherReason(RetirementReason reason)
{
    switch (reason) {
    case Reason::BlockedAlthoughOff:
        return tr(
            "Exchange Online said “blocked by policy”, not “disabled”: the setting was probably changed "
            "a short while ago.");
    case Reason::AskcodyAnswered:
        return tr("The portal's own check, with AskCody's application, was answered by EWS.");
    case Reason::AskcodyBlocked:
        return tr("The portal's own check, with AskCody's application, was blocked by policy.");
    case Reason::AskcodyListed:
        return tr("AskCody's application is on the list of allowed applications.");
    case Reason::AskcodyNotListed:
        return tr("AskCody's application is not on the list of allowed applications.");
    case Reason::AskcodyIdUnknown:
        return tr("The ID of AskCody's application is not known here, so it cannot be looked for on the "
                  "list.");
    case Reason::ListEmpty:
        return tr("The list of allowed applications is empty, which blocks all of them.");
    case Reason::ListUnknown:
        return tr("The list of allowed applications was not shown to this program.");
    case Reason::ListIncomplete:
        return tr("The pasted list of allowed applications is cut off, or holds something else than IDs.");
    case Reason::ListDoesNotCountYet:
        return tr("The list of allowed applications does not count yet.");
    case Reason::OursAnswered:
        return tr("EWS answered the application that you signed in with. That says nothing about AskCody's.");
    case Reason::OursBlocked:
        return tr("The application that you signed in with was blocked by policy. That says nothing about "
                  "AskCody's.");
    case Reason::ProgramNamesFiltered:
        return tr("A list of program names is in force as well. Both lists have to let an application pass.");
    case Reason::LicenceRefused:
        return tr("The mailbox was refused, probably because of its licence. That says nothing about the "
                  "organisation.");
    default:
        break;
    }
    return tr("Nothing has been tested yet.");
}

QString RetirementWords::graph(GraphReadiness readiness)
{
    switch (readiness) {
    case GraphReadiness::Ready:
        return tr("Microsoft Graph shows the rooms and when they are free. Nothing stands in the way of the "
                  "change here.");
    case GraphReadiness::Partly:
        return tr("Microsoft Graph gives a part: the rooms, or when they are free, and not both.");
    case GraphReadiness::NotReady:
        return tr("Microsoft Graph refuses the rooms and their free times at the moment.");
    case GraphReadiness::NotTested:
        break;
    }
    return tr("What Microsoft Graph would give was not tested.");
}

QStringList RetirementWords::waits(const RetirementVerdict &verdict, const DatedNotices &notices)
{
    if (!verdict.canBeChanged || verdict.state == State::Allowed)
        return {};
    using std::chrono::duration_cast;
    using std::chrono::hours;
    const auto ofSwitch = duration_cast<hours>(notices.wait(u"EwsEnabled"_s)).count();
    const auto ofList = duration_cast<hours>(notices.wait(u"EwsAllowedAppIDs"_s)).count();
    return {ofSwitch > 1 ? tr("A change of EwsEnabled takes up to %1 hours.").arg(ofSwitch)
                         : tr("A change of EwsEnabled takes about an hour."),
            tr("A change of the list of applications takes up to %1 hours.").arg(ofList)};
}

} // namespace Setup
