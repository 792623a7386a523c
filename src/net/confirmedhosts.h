// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QSet>
#include <QString>
#include <QStringList>

namespace Setup {

// Which hosts may get the credentials: one typed by the admin, one below the mail domain (the door has
// checked its certificate before anything is sent), or one accepted by name. A public suffix ("co.uk") is
// nobody's mail domain.
class ConfirmedHosts
{
public:
    explicit ConfirmedHosts(const QString &mailDomain = {}, const QStringList &named = {});

    bool contains(const QString &host) const;
    void accept(const QString &host);

    // Hosts that get tokens made for them, a portal's, and nothing else: no password, and no CA file vouches
    // for them.
    bool takesTokens(const QString &host) const;
    void acceptForTokens(const QString &host);

    // In ASCII; empty where the mail domain confirms nothing.
    const QString &mailDomain() const { return m_mailDomain; }

    // The registrable domain by the public suffix list (libpsl): "contoso.co.uk" of "mail.contoso.co.uk".
    // Empty for a public suffix itself.
    static QString registrableDomain(const QString &host);

private:
    QString m_mailDomain;
    QSet<QString> m_named;
    QSet<QString> m_forTokens;
};

} // namespace Setup
