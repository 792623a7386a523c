// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/inputrules.h"

#include "core/exchangeversion.h"
#include "core/foreigntext.h"
#include "core/problemcodes.h"

#include <QRegularExpression>
#include <QUuid>

#include <algorithm>

namespace Setup::InputRules {

using namespace Qt::StringLiterals;

namespace {

Problem wrong(QLatin1StringView code, const QString &field, const QString &typed,
              const QString &proposal = {})
{
    QJsonObject facts{{u"field"_s, field}, {u"typed"_s, ForeignText(typed, 80)}};
    if (!proposal.isEmpty())
        facts.insert(u"proposal"_s, proposal);
    return {code, {}, facts};
}

Problem tooLong(const QString &field, const QString &typed)
{
    Problem problem = wrong(Code::InputTooLong, field, typed);
    problem.facts.insert(u"limit"_s, MaximumLength);
    return problem;
}

// What is typed for an address may carry user:password@; that must not come back in a message.
Problem wrongUrl(QLatin1StringView code, const QString &field, const QUrl &url, const QString &proposal = {})
{
    const QString shown =
        url.toDisplayString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
    return wrong(code, field, url.isValid() ? shown : QString(), proposal);
}

bool isInvisible(char32_t character)
{
    switch (QChar::category(character)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        return false;
    }
}

bool isHostName(const QString &ascii)
{
    static const QRegularExpression label(u"^(?!-)[a-z0-9_-]{1,63}(?<!-)$"_s);
    const QStringList labels = ascii.split(u'.');
    return ascii.size() <= 253 && std::all_of(labels.begin(), labels.end(), [](const QString &part) {
               return label.match(part).hasMatch();
           });
}

// What is proposed instead of http.
QUrl encrypted(const QUrl &url)
{
    QUrl proposal = url;
    if (url.scheme() != "http"_L1)
        return proposal;
    proposal.setScheme(u"https"_s);
    if (proposal.port() == 80)
        proposal.setPort(-1);
    return proposal;
}

Result<QUrl> parse(const QString &typed, const QString &field)
{
    const auto text = line(typed, field);
    if (!text && text.problem().code == Code::InputTooLong && typed.size() > MaximumUrlLength)
        return text.problem();
    if (!text && text.problem().code != Code::InputTooLong)
        return text.problem();
    QString address = typed.trimmed();
    if (!address.contains("://"_L1))
        address.prepend("https://"_L1);
    const QUrl url(address, QUrl::TolerantMode);
    if (!url.isValid() || url.host().isEmpty())
        return wrong(Code::InputUrl, field, address.contains(u'@') ? QString() : typed);
    if (!isHostName(url.host(QUrl::FullyEncoded).toLower()) && !url.host().contains(u':'))
        return wrongUrl(Code::InputUrl, field, url);
    if (!url.userInfo().isEmpty()) {
        QUrl clean = url;
        clean.setUserInfo({});
        return wrongUrl(Code::InputUrlCredentials, field, clean, encrypted(clean).toString());
    }
    return url;
}

Result<QUrl> requireHttps(const QUrl &url, const QString &field)
{
    if (url.scheme() == "https"_L1)
        return url;
    if (url.scheme() != "http"_L1)
        return wrongUrl(Code::InputUrl, field, url);
    return wrongUrl(Code::InputUrlInsecure, field, url, encrypted(url).toString());
}

} // namespace

Result<QString> line(const QString &typed, const QString &field)
{
    const QString text = typed.trimmed();
    if (text.size() > MaximumLength)
        return tooLong(field, text);
    const QList<uint> characters = text.toUcs4(); // a tag is two units of UTF-16
    if (!text.isValidUtf16() || std::any_of(characters.begin(), characters.end(), isInvisible))
        return wrong(Code::InputCharacters, field, text);
    return text;
}

Result<QString> email(const QString &typed, const QString &field)
{
    const auto text = line(typed, field);
    if (!text)
        return text.problem();
    if (text->isEmpty())
        return wrong(Code::InputMissing, field, {});
    static const QRegularExpression local(u"^[^\\s@<>()\\[\\],;:\"\\\\]{1,64}$"_s);
    const qsizetype at = text->lastIndexOf(u'@');
    const QString domain = QString::fromLatin1(QUrl::toAce(text->mid(at + 1))).toLower();
    if (at < 1 || !local.match(text->left(at)).hasMatch() || !domain.contains(u'.') || !isHostName(domain))
        return wrong(Code::InputEmail, field, *text);
    return *text;
}

bool isSameEmail(const QString &one, const QString &other)
{
    return one.trimmed().compare(other.trimmed(), Qt::CaseInsensitive) == 0;
}

Result<QUrl> ewsUrl(const QString &typed, const QString &field)
{
    const auto parsed = parse(typed, field);
    if (!parsed)
        return parsed.problem();
    QUrl url = *parsed;
    url.setQuery(QString());
    url.setFragment(QString());
    if (url.path().isEmpty() || url.path() == "/"_L1)
        url.setPath(u"/EWS/Exchange.asmx"_s);
    return requireHttps(url, field);
}

Result<QUrl> httpsUrl(const QString &typed, const QString &field)
{
    const auto parsed = parse(typed, field);
    return parsed ? requireHttps(*parsed, field) : parsed;
}

Result<QUrl> portal(const QString &typed, const QString &field)
{
    const auto parsed = httpsUrl(typed, field);
    if (!parsed)
        return parsed;
    QUrl origin;
    origin.setScheme(parsed->scheme());
    origin.setHost(parsed->host(QUrl::FullyEncoded).toLower());
    if (const int port = parsed->port(443); port != 443)
        origin.setPort(port);
    return origin;
}

const QStringList &knownExchangeVersions()
{
    static const QStringList versions = [] {
        QStringList names;
        for (const ExchangeVersion version : allExchangeVersions())
            names.append(toString(version));
        return names;
    }();
    return versions;
}

Result<QString> exchangeVersion(const QString &typed, const QString &field)
{
    const QString text = typed.trimmed();
    if (text.isEmpty() || text == "auto"_L1 || knownExchangeVersions().contains(text))
        return text == "auto"_L1 ? QString() : text;
    return wrong(Code::InputVersion, field, text, knownExchangeVersions().join(u", "_s));
}

Result<QString> userName(const QString &typed, const QString &field)
{
    const auto text = line(typed, field);
    if (!text)
        return text.problem();
    if (*text == "auto"_L1)
        return QString();
    // RFC 7617: the user-id of Basic may not hold a colon; the rest would become part of the password.
    if (text->contains(u':'))
        return wrong(Code::InputUserName, field, *text);
    return *text;
}

Result<QString> hostName(const QString &typed, const QString &field)
{
    const auto text = line(typed, field);
    if (!text)
        return text.problem();
    const QString ascii = QString::fromLatin1(QUrl::toAce(*text)).toLower();
    if (ascii.isEmpty() || !isHostName(ascii))
        return wrong(Code::InputHostName, field, *text);
    return ascii;
}

Result<QString> clientId(const QString &typed, const QString &field)
{
    const auto text = line(typed, field);
    if (!text || text->isEmpty())
        return text;
    const QUuid id = QUuid::fromString(*text);
    if (id.isNull())
        return wrong(Code::InputClientId, field, *text);
    return id.toString(QUuid::WithoutBraces);
}

Result<QString> tenant(const QString &typed, const QString &field)
{
    const auto text = line(typed, field);
    if (!text || text->isEmpty())
        return text;
    const QUuid id = QUuid::fromString(*text);
    return id.isNull() ? hostName(*text, field) : Result<QString>(id.toString(QUuid::WithoutBraces));
}

Result<QString> cloud(const QString &typed, const QString &field)
{
    static const QStringList known{u"worldwide"_s, u"gccHigh"_s, u"dod"_s, u"china"_s};
    const QString text = typed.trimmed();
    if (text.isEmpty() || known.contains(text))
        return text;
    return wrong(Code::InputCloud, field, text, known.join(u", "_s));
}

} // namespace Setup::InputRules
