// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "exchange/redirecttrail.h"

#include "core/foreigntext.h"
#include "core/inputrules.h"
#include "core/problemcodes.h"
#include "net/redaction.h"

#include <QRegularExpression>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

QString keyOf(const QUrl &address)
{
    const QUrl url = redactedUrl(address);
    return url.host().toLower() + u':' + QString::number(url.port(443)) + url.path().toLower();
}

bool isAutodiscoverPath(const QString &path)
{
    static const QRegularExpression shape(u"^/autodiscover/([^/]+/)*autodiscover\\.(xml|svc)$"_s,
                                          QRegularExpression::CaseInsensitiveOption);
    return path.size() < 500 && shape.match(path).hasMatch();
}

Problem unsafe(const QString &target)
{
    QJsonObject facts{{u"target"_s, ForeignText(target)}};
    if (const QString host = QUrl(target).host(); !host.isEmpty())
        facts.insert(u"host"_s, ForeignText(host));
    return {Code::AutodiscoverRedirectUnsafe, {}, facts};
}

} // namespace

void RedirectTrail::visit(const QUrl &url)
{
    m_seen.insert(keyOf(url));
}

void RedirectTrail::visit(const QString &address)
{
    m_seen.insert(address.toLower());
}

std::optional<Problem> RedirectTrail::follow(const QUrl &target)
{
    if (target.scheme() != "https"_L1 || target.host().isEmpty() || !target.userInfo().isEmpty()
        || !isAutodiscoverPath(redactedUrl(target).path()))
        return unsafe(redactedUrl(target).toString(QUrl::RemoveQuery));
    return count(keyOf(target));
}

std::optional<Problem> RedirectTrail::follow(const QString &address)
{
    if (!InputRules::email(address, u"redirect"_s))
        return unsafe(address);
    return count(address.toLower());
}

std::optional<Problem> RedirectTrail::count(const QString &key)
{
    if (m_seen.contains(key) || m_count == Maximum)
        return Problem{
            Code::HttpTooManyRedirects,
            {},
            {{u"target"_s, ForeignText(key)}, {u"redirects"_s, m_count}, {u"loop"_s, m_seen.contains(key)}}};
    m_seen.insert(key);
    ++m_count;
    return std::nullopt;
}

} // namespace Setup
