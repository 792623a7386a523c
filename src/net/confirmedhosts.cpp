// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/confirmedhosts.h"

#include <QHostAddress>
#include <QUrl>

#include <libpsl.h>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

// One spelling for each host: ASCII, lower case, no trailing dot, addresses in their shortest form.
// Empty for what is no host name.
QString canonical(const QString &host)
{
    QString name = host.trimmed();
    if (name.startsWith(u'[') && name.endsWith(u']'))
        name = name.sliced(1, name.size() - 2);
    const QHostAddress address(name);
    if (!address.isNull())
        return address.toString();
    if (name.endsWith(u'.'))
        name.chop(1);
    return QString::fromLatin1(QUrl::toAce(name)).toLower();
}

bool isAddress(const QString &canonicalHost)
{
    return !QHostAddress(canonicalHost).isNull();
}

} // namespace

ConfirmedHosts::ConfirmedHosts(const QString &mailDomain, const QStringList &named)
    : m_mailDomain(canonical(mailDomain))
{
    if (registrableDomain(m_mailDomain).isEmpty())
        m_mailDomain.clear();
    for (const QString &host : named)
        accept(host);
}

bool ConfirmedHosts::contains(const QString &host) const
{
    const QString name = canonical(host);
    if (name.isEmpty())
        return false;
    if (m_named.contains(name))
        return true;
    return !m_mailDomain.isEmpty() && !isAddress(name)
        && (name == m_mailDomain || name.endsWith(u'.' + m_mailDomain));
}

void ConfirmedHosts::accept(const QString &host)
{
    const QString name = canonical(host);
    if (!name.isEmpty())
        m_named.insert(name);
}

bool ConfirmedHosts::takesTokens(const QString &host) const
{
    return m_forTokens.contains(canonical(host));
}

void ConfirmedHosts::acceptForTokens(const QString &host)
{
    const QString name = canonical(host);
    if (!name.isEmpty())
        m_forTokens.insert(name);
}

QString ConfirmedHosts::registrableDomain(const QString &host)
{
    const QString canonicalName = canonical(host);
    if (canonicalName.isEmpty() || isAddress(canonicalName))
        return {};
    const QByteArray name = canonicalName.toLatin1(); // the answer points into it
    const char *domain = psl_registrable_domain(psl_builtin(), name.constData());
    return domain ? QString::fromLatin1(domain) : QString();
}

} // namespace Setup
