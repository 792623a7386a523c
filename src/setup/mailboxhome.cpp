// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/mailboxhome.h"

#include "net/microsofthosts.h"
#include "setup/found.h"

#include <QCoreApplication>
#include <QHash>
#include <QJsonArray>
#include <QUrl>

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

void addHost(QStringList &hosts, const QJsonValue &url)
{
    const QString host = QUrl(url.toString()).host(QUrl::FullyEncoded).toLower();
    if (!host.isEmpty() && !hosts.contains(host))
        hosts.append(host);
}

// Whatever was told or has answered: of the account's mailbox, of the server that was asked, and of the
// mailbox of whoever signed in at Microsoft.
QStringList ewsHostsIn(const QList<Finding> &findings)
{
    QStringList hosts;
    addHost(hosts, factsIn(findings, u"discover.settings"_s)["ewsUrl"_L1]);
    addHost(hosts, factsIn(findings, u"discover.candidates"_s)["ewsUrl"_L1]);
    if (hasPassed(findings, u"http.endpoint"_s))
        addHost(hosts, factsIn(findings, u"http.endpoint"_s)["url"_L1]);
    addHost(hosts, factsIn(findings, u"microsoft.mailbox"_s)["foundAt"_L1]);
    return hosts;
}

// Of an address that it does not know Microsoft's Autodiscover says its own: that counts where there is a
// tenant at all, and little where somebody else has told a host.
void takeMicrosoftsWord(MailboxEvidence &evidence, const QJsonValue &url)
{
    if (!evidence.hasTenant.value_or(false) || !url.isString())
        return;
    if (evidence.ewsHosts.isEmpty())
        addHost(evidence.ewsHosts, url);
    else
        evidence.microsoftNamesItself = isMicrosoftHost(QUrl(url.toString()).host());
}

QJsonValue firstOf(const QList<QJsonObject> &all, QLatin1StringView fact)
{
    const auto found = std::find_if(all.begin(), all.end(),
                                    [fact](const QJsonObject &facts) { return facts.contains(fact); });
    return found == all.end() ? QJsonValue() : found->value(fact);
}

QString joined(const QJsonObject &facts)
{
    QStringList names;
    const QJsonArray hosts = facts["hosts"_L1].toArray();
    for (const auto &host : hosts)
        names.append(host.toString());
    return names.join(u", "_s);
}

QString translated(const char *text)
{
    return QCoreApplication::translate("MailboxHome", text);
}

// The sentence of a reason; %1 stands for hosts.
const char *sentenceOf(const QString &id)
{
    static const QHash<QString, const char *> sentences{
        {u"ewsAtMicrosoft"_s,
         QT_TRANSLATE_NOOP("MailboxHome", "Microsoft's cloud answers for this mailbox (%1).")},
        {u"ewsOnOwnHost"_s,
         QT_TRANSLATE_NOOP("MailboxHome", "An Exchange Server answers for this mailbox (%1).")},
        {u"ewsHostsDiffer"_s,
         QT_TRANSLATE_NOOP(
             "MailboxHome",
             "EWS was found on servers of both kinds (%1): some mailboxes are here, others there.")},
        {u"microsoftNamesItself"_s,
         QT_TRANSLATE_NOOP(
             "MailboxHome",
             "Microsoft's Autodiscover names its own cloud, as it also does for addresses that it does "
             "not know.")},
        {u"versionOfOnline"_s,
         QT_TRANSLATE_NOOP("MailboxHome", "The server that answered says that it is Exchange Online.")},
        {u"versionOfServer"_s,
         QT_TRANSLATE_NOOP("MailboxHome", "The server that answered says that it is an Exchange Server.")},
        {u"ownExchange"_s,
         QT_TRANSLATE_NOOP("MailboxHome", "An Exchange Server stands under the mail domain.")},
        {u"bearerFromEntra"_s,
         QT_TRANSLATE_NOOP(
             "MailboxHome",
             "That Exchange Server also takes sign-ins of Microsoft's cloud, as a hybrid set-up does.")},
        {u"bearerFromAdfs"_s,
         QT_TRANSLATE_NOOP("MailboxHome", "That Exchange Server takes sign-ins of your own AD FS.")},
        {u"noTenant"_s,
         QT_TRANSLATE_NOOP("MailboxHome", "No organisation at Microsoft owns the mail domain.")},
        {u"tenantManaged"_s,
         QT_TRANSLATE_NOOP(
             "MailboxHome",
             "An organisation at Microsoft owns the mail domain. That alone does not tell where the "
             "mailboxes are.")},
        {u"tenantFederated"_s,
         QT_TRANSLATE_NOOP(
             "MailboxHome",
             "An organisation at Microsoft owns the mail domain, and its people sign in at a service of "
             "their own. That alone does not tell where the mailboxes are.")},
        {u"mxAtMicrosoft"_s,
         QT_TRANSLATE_NOOP("MailboxHome", "Mail for the domain goes to Microsoft's cloud first.")},
        {u"autodiscoverAtMicrosoft"_s,
         QT_TRANSLATE_NOOP("MailboxHome", "Autodiscover of the domain leads to Microsoft's cloud.")}};
    return sentences.value(id, nullptr);
}

} // namespace

MailboxLocation locationIn(const QList<Finding> &findings)
{
    const QJsonObject tenant = factsIn(findings, "discover.tenant"_L1);
    const QJsonObject candidates = factsIn(findings, "discover.candidates"_L1);
    const QJsonObject settings = factsIn(findings, "discover.settings"_L1);
    const QJsonObject endpoint = factsIn(findings, "http.endpoint"_L1);
    MailboxEvidence evidence;
    if (tenant.contains("exists"_L1))
        evidence.hasTenant = tenant["exists"_L1].toBool();
    evidence.realm = tenant["realm"_L1].toString();
    evidence.mxAtMicrosoft = tenant["mxAtMicrosoft"_L1].toBool();
    evidence.autodiscoverAtMicrosoft = tenant["autodiscoverAtMicrosoft"_L1].toBool();
    evidence.ewsHosts = ewsHostsIn(findings);
    takeMicrosoftsWord(evidence, candidates["microsoftUrl"_L1]);
    const bool answersHere = hasPassed(findings, u"http.endpoint"_s);
    evidence.hasOwnExchange =
        candidates["ownExchange"_L1].toBool() || (answersHere && endpoint["exchangeHeaders"_L1].toBool());
    const QList<QJsonObject> nearestFirst{factsIn(findings, u"ews.version"_s),
                                          factsIn(findings, u"auth.login"_s), endpoint, settings, candidates};
    const QJsonObject bearer = firstOf(nearestFirst, "bearer"_L1).toObject();
    evidence.tokens = tokenSource(bearer["authorizationHost"_L1].toString(),
                                  bearer["trustedIssuers"_L1].toVariant().toStringList());
    if (const QJsonValue online = firstOf(nearestFirst, "online"_L1); online.isBool())
        evidence.answersAsOnline = online.toBool();
    return mailboxLocation(evidence);
}

QStringList sentencesOf(const MailboxLocation &location)
{
    QStringList sentences;
    for (const LocationReason &reason : location.reasons) {
        const char *const source = sentenceOf(reason.id);
        const QString sentence = source ? translated(source) : QString();
        if (!sentence.isEmpty())
            sentences.append(sentence.contains("%1"_L1) ? sentence.arg(joined(reason.facts)) : sentence);
    }
    return sentences;
}

} // namespace Setup
