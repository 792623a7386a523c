// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/observation.h"

#include "net/redaction.h"

#include <QXmlStreamReader>

#include <array>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array kindNames = {"route"_L1,    "lookUp"_L1, "connect"_L1, "handshake"_L1,
                                  "exchange"_L1, "port"_L1,   "decision"_L1};
constexpr std::array typeNames = {"A"_L1, "AAAA"_L1, "CNAME"_L1, "MX"_L1, "SRV"_L1, "TXT"_L1, "system"_L1};

QString hostAndPort(const QString &host, quint16 port, const QString &address)
{
    const QString target = u"%1:%2"_s.arg(host.toLower(), QString::number(port));
    return address.isEmpty() ? target : target + u" at "_s + address;
}

// Scheme, host, port and path: user info and parameters are nobody's business, a query may be volatile.
QString place(const QUrl &url)
{
    return redactedUrl(url).toString(QUrl::RemoveQuery | QUrl::NormalizePathSegments);
}

// The first element in the SOAP body: "GetFolder".
QString soapOperation(const QByteArray &body)
{
    QXmlStreamReader reader(body);
    bool inBody = false;
    while (!reader.atEnd()) {
        if (reader.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (inBody)
            return reader.name().toString();
        inBody = reader.name() == "Body"_L1;
    }
    return {};
}

} // namespace

QString toString(OperationKind kind)
{
    return kindNames.at(static_cast<std::size_t>(kind));
}

std::optional<OperationKind> operationKindFromString(const QString &text)
{
    for (std::size_t i = 0; i < kindNames.size(); ++i) {
        if (text == kindNames.at(i))
            return static_cast<OperationKind>(i);
    }
    return std::nullopt;
}

size_t qHash(const ObservationKey &key, size_t seed)
{
    return qHashMulti(seed, key.run, key.check, key.attempt, static_cast<int>(key.kind), key.target, key.nth);
}

QString targetOf(const RouteQuery &query)
{
    return place(query.url);
}

QString targetOf(const LookUpQuery &query)
{
    return query.name.toLower() + u' ' + typeNames.at(static_cast<std::size_t>(query.type));
}

QString targetOf(const ConnectQuery &query)
{
    return hostAndPort(query.host, query.port, query.address);
}

QString targetOf(const HandshakeQuery &query)
{
    return hostAndPort(query.host, query.port, query.address);
}

QString targetOf(const ExchangeQuery &query)
{
    QStringList parts{QString::fromLatin1(query.method), place(query.url)};
    if (!query.address.isEmpty())
        parts << u"at"_s << query.address;
    if (query.bodyKind == BodyKind::Ews) {
        parts << soapOperation(query.body)
              << QString::fromUtf8(query.headers.value("X-AnchorMailbox")).toLower();
        parts.removeAll(QString());
    }
    return parts.join(u' ');
}

} // namespace Setup
