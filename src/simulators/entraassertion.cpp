// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/entraassertion.h"

#include <QCryptographicHash>
#include <QDateTime>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

using At = SimMicrosoftError::At;

constexpr qint64 Leeway = 300; // seconds
const QString usedAssertions = u"usedAssertions"_s;

QString instant(qint64 seconds)
{
    return QDateTime::fromSecsSinceEpoch(seconds).toUTC().toString(u"yyyy-MM-ddTHH:mm:ss.0000000Z"_s);
}

EntraError refuse(const QString &code, const EntraWords &words = {})
{
    return EntraError::of(code, At::Token, words);
}

} // namespace

std::optional<EntraError> EntraAssertion::refusal(const EntraAuthority &authority, const SimCloudApp &app,
                                                  const QByteArray &assertion)
{
    const auto token = SimToken::parse(assertion);
    if (!token)
        return refuse(u"AADSTS50027"_s);
    const QString algorithm = token->header["alg"_L1].toString();
    const QString thumbprint = token->header["x5t#S256"_L1].toString();
    if (!QStringList{u"PS256"_s, u"RS256"_s}.contains(algorithm) || thumbprint.isEmpty())
        return refuse(u"AADSTS50027"_s);
    const EntraWords words{{u"thumbprint"_s, thumbprint}};
    const auto key = keyOf(app, thumbprint);
    if (!key || !key->verifies(token->signedText, token->signature, algorithm))
        return refuse(u"AADSTS700027"_s, words);
    QStringList audiences{authority.address() + u"/oauth2/v2.0/token"_s};
    if (authority.tenant)
        audiences.append(u"https://%1/%2/oauth2/v2.0/token"_s.arg(authority.host, authority.tenant->id));
    if (!audiences.contains(token->claim(u"aud"_s)) || token->claim(u"iss"_s) != app.id
        || token->claim(u"sub"_s) != app.id || token->claim(u"jti"_s).isEmpty())
        return refuse(u"AADSTS50012"_s);
    if (auto flaw = timeFlaw(*token))
        return flaw;
    return wasUsed(*token) ? std::optional(refuse(u"AADSTS50013"_s)) : std::nullopt;
}

std::optional<SimRsaKey> EntraAssertion::keyOf(const SimCloudApp &app, const QString &thumbprint) const
{
    const QList<QByteArray> certificates =
        m_parts.certificates ? m_parts.certificates(app.id) : QList<QByteArray>();
    for (const QByteArray &der : certificates) {
        if (simBase64Url(QCryptographicHash::hash(der, QCryptographicHash::Sha256)) == thumbprint.toLatin1())
            return SimRsaKey::fromCertificate(der);
    }
    return std::nullopt;
}

std::optional<EntraError> EntraAssertion::timeFlaw(const SimToken &token) const
{
    const qint64 now = m_parts.tokens.now();
    const qint64 from = token.time(u"nbf"_s);
    const qint64 to = token.time(u"exp"_s);
    if (from != 0 && to > from && from - Leeway <= now && now < to + Leeway)
        return std::nullopt;
    return refuse(u"AADSTS700024"_s,
                  {{u"now"_s, instant(now)}, {u"from"_s, instant(from)}, {u"to"_s, instant(to)}});
}

bool EntraAssertion::wasUsed(const SimToken &token)
{
    const QString id = token.claim(u"iss"_s) + u' ' + token.claim(u"jti"_s);
    const bool used = !m_parts.store.find(usedAssertions, id).isEmpty();
    m_parts.store.put(usedAssertions, id, {{u"until"_s, token.time(u"exp"_s)}});
    return used;
}

} // namespace Setup
