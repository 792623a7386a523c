// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/simlogon.h"

#include <QDateTime>
#include <QtEndian>

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

QByteArray littleEndian16(qsizetype value)
{
    QByteArray bytes(2, Qt::Uninitialized);
    qToLittleEndian(static_cast<quint16>(value), bytes.data());
    return bytes;
}

QByteArray littleEndian32(quint32 value)
{
    QByteArray bytes(4, Qt::Uninitialized);
    qToLittleEndian(value, bytes.data());
    return bytes;
}

QByteArray utf16(const QString &text)
{
    QByteArray bytes;
    for (const QChar character : text)
        bytes += littleEndian16(character.unicode());
    return bytes;
}

QByteArray targetPair(int id, const QByteArray &value)
{
    return littleEndian16(id) + littleEndian16(value.size()) + value;
}

// CHALLENGE_MESSAGE, MS-NLMP 2.2.1.2, with a fixed challenge: nothing is ever proved by it.
QByteArray ntlmChallenge(const QString &dnsDomain)
{
    const QByteArray domain = utf16(dnsDomain.section(u'.', 0, 0).toUpper());
    const qint64 ticks = (QDateTime::currentMSecsSinceEpoch() + 11644473600000) * 10000;
    QByteArray time(8, Qt::Uninitialized);
    qToLittleEndian(ticks, time.data());
    const QByteArray names = targetPair(2, domain) + targetPair(1, utf16(u"EXCH01"_s))
        + targetPair(4, utf16(dnsDomain)) + targetPair(3, utf16(u"exch01."_s + dnsDomain))
        + targetPair(5, utf16(dnsDomain)) + targetPair(7, time) + targetPair(0, {});
    constexpr quint32 headSize = 56;
    const auto field = [](const QByteArray &value, quint32 offset) {
        return littleEndian16(value.size()) + littleEndian16(value.size()) + littleEndian32(offset);
    };
    return QByteArray("NTLMSSP\0", 8) + littleEndian32(2) + field(domain, headSize)
        + littleEndian32(0xA2898205) + QByteArray("\x01\x23\x45\x67\x89\xab\xcd\xef", 8) + QByteArray(8, '\0')
        + field(names, headSize + static_cast<quint32>(domain.size()))
        + QByteArray("\x0a\x00\x63\x45\x00\x00\x00\x0f", 8) + domain + names;
}

bool isNtlmNegotiate(const QByteArray &token)
{
    return token.startsWith(QByteArray("NTLMSSP\0\x01\0\0\0", 12));
}

struct Presented
{
    QByteArray scheme; // lower case
    QByteArray token;
};

Presented presented(const SimRequest &request)
{
    const QByteArray value = request.header("Authorization");
    const qsizetype space = value.indexOf(' ');
    return {value.left(space).toLower(),
            space < 0 ? QByteArray() : QByteArray::fromBase64(value.mid(space + 1))};
}

SimReply unauthorized()
{
    SimReply reply;
    reply.status = 401;
    return reply;
}

} // namespace

bool SimLogon::knows(const SimRequest &request) const
{
    const Presented credentials = presented(request);
    const qsizetype colon = credentials.token.indexOf(':');
    return credentials.scheme == "basic" && colon > 0 && m_account.passwordAccepted
        && isSpelling(QString::fromUtf8(credentials.token.left(colon)))
        && credentials.token.mid(colon + 1) == m_account.password;
}

std::optional<SimReply> SimLogon::refusal(const SimRequest &request, const QStringList &offers)
{
    const Presented credentials = presented(request);
    const bool basic = credentials.scheme == "basic" && offers.contains(u"Basic"_s);
    if (basic && knows(request)) {
        ++m_accepted;
        return std::nullopt;
    }
    const bool integrated = (credentials.scheme == "ntlm" && offers.contains(u"NTLM"_s))
        || (credentials.scheme == "negotiate" && offers.contains(u"Negotiate"_s));
    SimReply reply = unauthorized();
    if (integrated && isNtlmNegotiate(credentials.token)) {
        reply.headers.append(SimHeader{"WWW-Authenticate",
                                       request.header("Authorization").split(' ').first() + ' '
                                           + ntlmChallenge(m_domain).toBase64()});
        return reply;
    }
    if (basic || integrated)
        ++m_refused;
    const QByteArray host = request.header("Host");
    for (const QString &offer : offers) {
        reply.headers.append(SimHeader{"WWW-Authenticate",
                                       offer == "Basic"_L1 ? "Basic realm=\"" + host.split(':').first() + '"'
                                                           : offer.toLatin1()});
    }
    return reply;
}

bool SimLogon::isSpelling(const QString &user) const
{
    const QString account = u"askcody"_s;
    const QList<std::pair<QString, QString>> spellings{
        {u"email"_s, account + u'@' + m_domain},
        {u"netbios"_s, m_domain.section(u'.', 0, 0) + u'\\' + account},
        {u"dns"_s, m_domain + u'\\' + account},
        {u"bare"_s, account}};
    return std::any_of(spellings.begin(), spellings.end(), [this, &user](const auto &one) {
        return m_account.spellings.contains(one.first) && user.compare(one.second, Qt::CaseInsensitive) == 0;
    });
}

} // namespace Setup
