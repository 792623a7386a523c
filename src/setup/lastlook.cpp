// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/lastlook.h"

#include "setup/ownwords.h"

#include <QJsonArray>

#include <algorithm>

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

// Names of members are ours, unless they have a character that none of ours has.
bool isOurName(const QString &name)
{
    return std::all_of(name.begin(), name.end(),
                       [](QChar c) { return c.unicode() < 0x80 && (c.isLetter() || c == u'_'); });
}

} // namespace

LastLook::LastLook(const QList<Secret> &secrets, const Integration &integration)
    : m_secrets(soughtIn(secrets, integration))
    , m_scan(m_secrets)
{}

Finding LastLook::cleaned(Finding finding) const
{
    if (m_scan.isEmpty() || !finds(toJson(finding)))
        return finding;
    if (finding.problem) {
        finding.problem->detail = cleaned(finding.problem->detail);
        finding.problem->facts = cleaned(QJsonValue(finding.problem->facts)).toObject();
    }
    finding.facts = cleaned(QJsonValue(finding.facts)).toObject();
    for (QString &id : finding.requestIds)
        id = cleaned(id);
    return finding;
}

QJsonObject LastLook::cleaned(const QJsonObject &document) const
{
    return m_scan.isEmpty() || !finds(document) ? document : cleaned(QJsonValue(document)).toObject();
}

bool LastLook::finds(const QJsonObject &document) const
{
    return m_scan.finds(document, isOurName);
}

QString LastLook::cleaned(const QString &text) const
{
    static const QString mark = u"«…»"_s;
    if (!m_scan.finds(text))
        return text;
    QString clean = text;
    for (const Secret &secret : m_secrets)
        if (secret.size() >= SecretScan::shortest)
            clean.replace(QString::fromUtf8(secret.bytes()), mark);
    return m_scan.finds(clean) ? mark : clean;
}

QJsonValue LastLook::cleaned(const QJsonValue &value) const
{
    if (value.isString())
        return cleaned(value.toString());
    if (value.isArray()) {
        QJsonArray clean;
        const QJsonArray array = value.toArray();
        for (const auto &item : array)
            clean.append(cleaned(item));
        return clean;
    }
    if (!value.isObject())
        return value;
    QJsonObject clean;
    const QJsonObject object = value.toObject();
    for (auto member = object.constBegin(); member != object.constEnd(); ++member)
        clean.insert(isOurName(member.key()) ? member.key() : cleaned(member.key()), cleaned(member.value()));
    return clean;
}

} // namespace Setup
