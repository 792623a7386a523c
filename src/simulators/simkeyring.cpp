// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/simkeyring.h"

#include <QJsonArray>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

const QString keys = u"issuerKeys"_s;

} // namespace

SimRsaKey SimKeyRing::present()
{
    const QByteArray pem = m_store.find(keys, u"present"_s)["pem"_L1].toString().toLatin1();
    if (const auto kept = SimRsaKey::fromPem(pem))
        return *kept;
    const SimRsaKey made = SimRsaKey::generate();
    m_store.put(keys, u"present"_s, {{u"pem"_s, QString::fromLatin1(made.toPem())}});
    return made;
}

void SimKeyRing::rotate()
{
    const QJsonObject old = m_store.find(keys, u"present"_s);
    if (!old.isEmpty())
        m_store.put(keys, u"previous"_s, old);
    m_store.remove(keys, u"present"_s);
}

QList<SimRsaKey> SimKeyRing::all()
{
    QList<SimRsaKey> found{present()};
    const QByteArray pem = m_store.find(keys, u"previous"_s)["pem"_L1].toString().toLatin1();
    if (const auto previous = SimRsaKey::fromPem(pem))
        found.append(*previous);
    return found;
}

QJsonObject SimKeyRing::publicSet(const QString &algorithm)
{
    QJsonArray set;
    const QList<SimRsaKey> found = all();
    for (const SimRsaKey &key : found)
        set.append(key.publicJwk(u"sig"_s, algorithm));
    return {{u"keys"_s, set}};
}

} // namespace Setup
