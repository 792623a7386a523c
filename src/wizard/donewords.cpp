// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/donewords.h"

#include "core/datednotices.h"
#include "core/retirement.h"
#include "diagnosis/catalogue.h"
#include "diagnosis/retirementtext.h"
#include "setup/session.h"
#include "wizard/handover.h"
#include "wizard/portals.h"

#include <QCoreApplication>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

struct DoneWords
{
    Q_DECLARE_TR_FUNCTIONS(DoneWords)
};

QStringList ofServer(const HandOver &values)
{
    return {DoneWords::tr("Service account: %1").arg(values.email),
            DoneWords::tr("EWS address: %1")
                .arg(values.ewsUrl.isEmpty() ? DoneWords::tr("not found") : values.ewsUrl),
            DoneWords::tr("Exchange version: %1")
                .arg(values.version.isEmpty() ? DoneWords::tr("not found") : values.version)};
}

QStringList ofOnline(const HandOver &values)
{
    return {DoneWords::tr("Exchange Online of the organisation %1").arg(values.tenant),
            DoneWords::tr("Administrator: %1").arg(values.email),
            DoneWords::tr("Modern authentication; no password was shared")};
}

} // namespace

QStringList whatWasMade(const Session &session, const QString &name)
{
    const Integration &made = session.integration();
    const HandOver values = HandOver::of(session);
    QStringList sentences{DoneWords::tr("“%1” in the portal %2").arg(name, Portals::name(made.portal))};
    sentences += made.server() ? ofServer(values) : ofOnline(values);
    if (!made.identificationCode.isEmpty())
        sentences += DoneWords::tr("Identification code: %1").arg(made.identificationCode);
    return sentences;
}

QStringList whatTheCloudFound(const Session &session)
{
    QStringList sentences;
    const auto cloud = session.cloudResult();
    for (const Finding &rung : cloud ? cloud->rungs : QList<Finding>()) {
        const QString title = Catalogue::standard().checkTitle(rung.checkId);
        if (rung.status == FindingStatus::Fail)
            sentences +=
                DoneWords::tr("AskCody’s cloud stops at “%1”: %2").arg(title, session.explain(rung).title);
        else if (rung.status == FindingStatus::NotTested)
            sentences += DoneWords::tr("AskCody’s cloud has not tried “%1”").arg(title);
    }
    return sentences;
}

QStringList whatComesNext(const Session &session)
{
    QStringList sentences{
        DoneWords::tr("Add the calendars: Admin Center › Integrations › MS Exchange Calendars › Add."),
        DoneWords::tr(
            "Every room is a room mailbox whose AutomateProcessing is AutoAccept, so that it answers "
            "by itself and is never booked twice. Set the booking rules in Exchange before you "
            "connect the rooms.")};
    if (session.integration().server()) {
        sentences +=
            DoneWords::tr("If a firewall filters who may reach Exchange, ask AskCody support for the "
                          "addresses that their cloud comes from, and let them through to the EWS "
                          "address.");
        sentences +=
            DoneWords::tr("When the password of the service account changes, change it in the portal, "
                          "too: Admin Center › Integrations › Edit › Update. Put it into your "
                          "calendar.");
    } else {
        sentences += DoneWords::tr("Ask AskCody when your organisation moves to Microsoft Graph: EWS in "
                                   "Exchange Online ends.");
        sentences +=
            DoneWords::tr("If you want to limit AskCody’s application to the rooms, the commands are "
                          "on the page “What will be asked”.");
    }
    if (!session.integration().identificationCode.isEmpty())
        sentences += DoneWords::tr("Ask AskCody to enable several integrations for your organisation.");
    return sentences;
}

QString howLongItWorks(const RetirementVerdict &verdict)
{
    const RetirementText text = RetirementWords::of(verdict, DatedNotices(), QDate::currentDate());
    for (const RetirementReason cloud : {RetirementReason::AskcodyAnswered, RetirementReason::AskcodyBlocked})
        if (const qsizetype at = verdict.reasons.indexOf(cloud); at >= 0)
            return DoneWords::tr("How long it works: %1. %2").arg(text.title, text.reasons.at(at));
    return DoneWords::tr("How long it works: %1.").arg(text.title);
}

Integration otherHalf(const Integration &made)
{
    Integration other = anotherOf(made);
    if (made.server()) {
        ExchangeOnline online;
        online.tenant = mailDomain(made.account());
        other.exchange = online;
        other.identificationCode = u"remote"_s;
    } else {
        other.exchange = ExchangeServer{};
        other.identificationCode = u"default"_s;
    }
    return other;
}

Integration anotherOf(const Integration &made)
{
    Integration other;
    other.portal = made.portal;
    return other;
}

} // namespace Setup
