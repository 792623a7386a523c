// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/lastlook.h"

#include "setup/ownwords.h"

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

// What an admin writes for others to read.
QByteArray addressesOf(const Integration &integration)
{
    QStringList texts{integration.account(), integration.portal.toString()};
    if (const ExchangeServer *server = integration.server()) {
        texts += {server->email, server->username, server->ewsUrl.toString(), server->forbiddenMailbox};
        texts += server->testMailboxes + server->acceptHosts;
    } else if (const ExchangeOnline *online = integration.online()) {
        texts.append(online->email);
    }
    return texts.join(u'\n').toUtf8();
}

QList<Secret> soughtIn(QList<Secret> secrets, const Integration &integration)
{
    const QByteArray addresses = addressesOf(integration);
    secrets.removeIf([&addresses](const Secret &secret) {
        return isOwnWord(secret.bytes()) || addresses.contains(secret.bytes());
    });
    return secrets;
}

} // namespace

LastLook::LastLook(const QList<Secret> &secrets, const Integration &integration)
    : m_cleaner(soughtIn(secrets, integration))
{}

Finding LastLook::cleaned(Finding finding) const
{
    if (m_cleaner.scan().isEmpty() || !finds(toJson(finding)))
        return finding;
    if (finding.problem)
        finding.problem = m_cleaner.cleaned(*finding.problem);
    finding.facts = m_cleaner.cleaned(QJsonValue(finding.facts)).toObject();
    for (QString &id : finding.requestIds)
        id = m_cleaner.cleaned(id);
    return finding;
}

QJsonObject LastLook::cleaned(const QJsonObject &document) const
{
    return m_cleaner.scan().isEmpty() || !finds(document)
        ? document
        : m_cleaner.cleaned(QJsonValue(document)).toObject();
}

bool LastLook::finds(const QJsonObject &document) const
{
    return m_cleaner.scan().finds(document, SecretCleaner::isOurName);
}

} // namespace Setup
