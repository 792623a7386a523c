// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/clock.h"
#include "oauth/devicesignin.h"
#include "oauth/tokenset.h"

#include <QObject>

namespace Setup {

// Where the checks of a run and whoever sits at this computer meet, when somebody has to sign in at
// Microsoft. It holds the login between two runs, in memory alone, so that "check again" opens no browser.
// Whoever owns it answers the signals; without a desk nobody can be asked.
class SignInDesk : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    // The person signs in elsewhere and types a code there.
    void setByDevice(bool byDevice) { m_isByDevice = byDevice; }
    bool isByDevice() const { return m_isByDevice; }
    // Also where the browser knows somebody already.
    void setChooseAccount(bool choose) { m_choosesAccount = choose; }
    bool choosesAccount() const { return m_choosesAccount; }
    // Nobody wants to be asked: what is held counts, and nothing else.
    void setMayAsk(bool may) { m_mayAsk = may; }
    bool mayAsk() const { return m_mayAsk; }

    // Which sign-in a login belongs to: of another tenant or application it is of no use.
    static QString keyOf(const QString &issuer, const QString &clientId);
    static QString clientOf(const QString &key);

    // A login whose access token is good for a while yet; null where there is none of that key.
    const TokenSet *held(const QString &key, const Clock &clock) const;
    // What may renew it; empty where there is nothing of that key.
    Secret refreshToken(const QString &key) const;
    QString subject(const QString &key) const;

    // With tokens of the resource that was asked for; kept() follows.
    void keep(const QString &key, const TokenSet &tokens);
    // Another resource's answer brought a new refresh token, which replaces the old one; kept() follows.
    void replaceRefreshToken(const QString &key, const Secret &token);
    // What the keychain had.
    void restore(const QString &key, const Secret &refreshToken, const QString &subject);
    void forget();
    const QString &key() const { return m_key; }
    const TokenSet &tokens() const { return m_tokens; }

signals:
    void browserNeeded(const QUrl &url);
    void nothingCameBack(); // for a while; it goes on waiting
    void codeReady(const Setup::DeviceCode &code);
    void answered(); // nobody is waited for any more
    void kept(); // there is another refresh token

private:
    QString m_key;
    TokenSet m_tokens;
    bool m_isByDevice = false;
    bool m_choosesAccount = false;
    bool m_mayAsk = true;
};

} // namespace Setup
