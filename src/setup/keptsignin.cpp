// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/keptsignin.h"

#include "core/problemcodes.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QJsonObject>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

QString text(const Secret &secret)
{
    return QString::fromUtf8(secret.bytes());
}

} // namespace

Secret toSecret(const KeptSignIn &signIn)
{
    QJsonObject json;
    if (signIn.isClient()) {
        json.insert(u"clientId"_s, signIn.clientId);
        json.insert(u"clientSecret"_s, text(signIn.clientSecret));
    } else {
        json.insert(u"refreshToken"_s, text(signIn.refreshToken));
        json.insert(u"subject"_s, signIn.subject);
    }
    return Secret(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

Result<KeptSignIn> keptSignIn(const Secret &entry)
{
    const QJsonObject json = QJsonDocument::fromJson(entry.bytes().toByteArray()).object();
    KeptSignIn signIn;
    signIn.refreshToken = Secret(json["refreshToken"_L1].toString().toUtf8());
    signIn.subject = json["subject"_L1].toString();
    signIn.clientId = json["clientId"_L1].toString();
    signIn.clientSecret = Secret(json["clientSecret"_L1].toString().toUtf8());
    const bool isClient = signIn.isClient() && !signIn.clientId.isEmpty();
    if (signIn.refreshToken.isEmpty() == !isClient)
        return Problem{Code::KeychainCorrupt, u"the kept sign-in cannot be read"_s, {}};
    return signIn;
}

QString keptSignInName(const QString &origin)
{
    const QByteArray hash = QCryptographicHash::hash(origin.toUtf8(), QCryptographicHash::Sha256).toHex();
    return u"portal/%1/sign-in"_s.arg(QString::fromLatin1(hash.left(16)));
}

} // namespace Setup
