// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/signindesk.h"

namespace Setup {

using namespace Qt::StringLiterals;

QString SignInDesk::keyOf(const QString &issuer, const QString &clientId)
{
    return issuer + u' ' + clientId;
}

QString SignInDesk::clientOf(const QString &key)
{
    return key.section(u' ', 1);
}

const TokenSet *SignInDesk::held(const QString &key, const Clock &clock) const
{
    static constexpr qint64 reserve = 300; // seconds: the checks that use it take their time
    const bool isGood = key == m_key && !m_tokens.accessToken.isEmpty() && m_tokens.expiresAt.isValid()
        && clock.now().addSecs(reserve) < m_tokens.expiresAt;
    return isGood ? &m_tokens : nullptr;
}

Secret SignInDesk::refreshToken(const QString &key) const
{
    return key == m_key ? m_tokens.refreshToken : Secret();
}

QString SignInDesk::subject(const QString &key) const
{
    return key == m_key && m_tokens.identity ? m_tokens.identity->subject : QString();
}

void SignInDesk::keep(const QString &key, const TokenSet &tokens)
{
    m_key = key;
    m_tokens = tokens;
    emit kept();
}

void SignInDesk::replaceRefreshToken(const QString &key, const Secret &token)
{
    if (key != m_key || token.isEmpty() || token.bytes() == m_tokens.refreshToken.bytes())
        return;
    m_tokens.refreshToken = token;
    emit kept();
}

void SignInDesk::restore(const QString &key, const Secret &refreshToken, const QString &subject)
{
    m_key = key;
    m_tokens = {};
    m_tokens.refreshToken = refreshToken;
    m_tokens.identity = JwtClaims{{}, subject, {}, {}, {}, {}};
}

void SignInDesk::forget()
{
    m_key.clear();
    m_tokens = {};
}

} // namespace Setup
