// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "simulators/simstore.h"

namespace Setup {

// What somebody allowed an application, from the code to the last refresh token.
struct SimGrant
{
    QString client;
    QString account; // empty: the application acts for itself
    QStringList scopes;
    QString nonce;
    qint64 signedInAt = 0;
    QString family; // all tokens of one sign-in; whoever reuses one of them ends all
    QString claims = {}; // that were asked for

    QJsonObject toJson() const;
    static SimGrant fromJson(const QJsonObject &json);
};

// A code, as RFC 6749 and RFC 7636 bind it.
struct SimCode
{
    SimGrant grant;
    QString redirectUri;
    QString challenge; // S256
};

// In seconds.
struct SimLifetimes
{
    int code = 60;
    int accessToken = 3600;
};

// Codes and tokens of a simulated identity provider, in its store. All are random and opaque.
class SimGrants
{
public:
    // Every code and token ends with the mark.
    SimGrants(SimLifetimes lifetimes, SimStore &store, QString mark = {});

    enum class CodeState { Unknown, Used, Expired, Good };

    QString issueCode(SimCode code);
    CodeState codeState(const QString &code) const;
    // Good once and for its lifetime. A second time ends what came of the first (RFC 6749, 4.1.2).
    std::optional<SimCode> redeemCode(const QString &code);

    QString issueAccessToken(const SimGrant &grant);
    std::optional<SimGrant> accessGrant(const QString &token) const; // absent: unknown, expired or revoked

    QString issueRefreshToken(const SimGrant &grant);
    // Good once; its successor is the caller's to issue. Reuse ends the family (RFC 9700, 4.14.2).
    std::optional<SimGrant> redeemRefreshToken(const QString &token);
    std::optional<SimGrant> refreshGrant(const QString &token) const; // without using it up

    // RFC 7009: of either kind; a refresh token takes its family with it.
    void revoke(const QString &token, const QString &client);

    static QString newFamily() { return random(); }
    static QString random(); // 256 bit

private:
    QString secret() const { return random() + m_mark; }
    bool isEnded(const QString &family) const;
    void endFamily(const QString &family);

    SimLifetimes m_lifetimes;
    SimStore &m_store;
    QString m_mark;
};

} // namespace Setup
