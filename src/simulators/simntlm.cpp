// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/simntlm.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QMessageAuthenticationCode>
#include <QRandomGenerator>
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

QString text(const QByteArray &utf16)
{
    QString result;
    for (qsizetype at = 0; at + 1 < utf16.size(); at += 2)
        result += QChar(qFromLittleEndian<quint16>(utf16.constData() + at));
    return result;
}

QByteArray targetPair(int id, const QByteArray &value)
{
    return littleEndian16(id) + littleEndian16(value.size()) + value;
}

// CHALLENGE_MESSAGE, MS-NLMP 2.2.1.2.
QByteArray challengeMessage(const QString &dnsDomain, const QByteArray &nonce)
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
        + littleEndian32(0xA2898205) + nonce + QByteArray(8, '\0')
        + field(names, headSize + static_cast<quint32>(domain.size()))
        + QByteArray("\x0a\x00\x63\x45\x00\x00\x00\x0f", 8) + domain + names;
}

// The field of the third message whose length, maximum and offset stand here.
QByteArray part(const QByteArray &message, qsizetype at)
{
    const auto length = qFromLittleEndian<quint16>(message.constData() + at);
    const auto offset = qFromLittleEndian<quint32>(message.constData() + at + 4);
    return offset + length <= static_cast<quint64>(message.size()) ? message.mid(offset, length)
                                                                   : QByteArray();
}

QHash<int, QByteArray> pairsOf(const QByteArray &response)
{
    QHash<int, QByteArray> pairs;
    qsizetype at = 16 + 28; // NTProofStr, then the fixed part of NTLMv2_CLIENT_CHALLENGE
    while (at + 4 <= response.size()) {
        const int id = qFromLittleEndian<quint16>(response.constData() + at);
        const qsizetype length = qFromLittleEndian<quint16>(response.constData() + at + 2);
        if (id == 0)
            break;
        pairs.insert(id, response.mid(at + 4, length));
        at += 4 + length;
    }
    return pairs;
}

QByteArray hmac(const QByteArray &key, const QByteArray &data)
{
    return QMessageAuthenticationCode::hash(data, key, QCryptographicHash::Md5);
}

// A connection has no number that is its own among all servers; the name that it was asked under tells them
// apart.
QByteArray connectionOf(const SimRequest &request)
{
    return request.header("Host") + '#' + QByteArray::number(request.connection);
}

} // namespace

SimNtlm::SimNtlm(ScenarioNtlm settings, const ScenarioAccount &account, QString domain)
    : m_settings(settings)
    , m_password(account.password)
    , m_isPasswordAccepted(account.passwordAccepted)
    , m_domain(std::move(domain))
{}

bool SimNtlm::isFirst(const QByteArray &message)
{
    return message.startsWith(QByteArray("NTLMSSP\0\x01\0\0\0", 12));
}

bool SimNtlm::isThird(const QByteArray &message)
{
    return message.startsWith(QByteArray("NTLMSSP\0\x03\0\0\0", 12)) && message.size() >= 88;
}

SimReply SimNtlm::challenge(const SimRequest &request, const QByteArray &scheme, const QByteArray &message)
{
    SimReply reply;
    reply.status = 401;
    QByteArray nonce(8, Qt::Uninitialized);
    QRandomGenerator::global()->generate(nonce.begin(), nonce.end());
    Begun begun{message, challengeMessage(m_domain, nonce), nonce};
    if (m_settings.answers == ScenarioNtlm::Answers::Garbage)
        begun.second = begun.second.left(50) + "\xff\xff\xff\xff";
    if (m_settings.answers == ScenarioNtlm::Answers::Closes)
        reply.afterwards = SimReply::Afterwards::Close;
    reply.headers.append(SimHeader{"WWW-Authenticate", scheme + ' ' + begun.second.toBase64()});
    m_begun.insert(connectionOf(request), begun);
    return reply;
}

bool SimNtlm::accepts(const SimRequest &request, const QByteArray &message)
{
    m_lastName.clear();
    const Begun begun = m_begun.take(connectionOf(request));
    const QByteArray response = part(message, 20);
    if (begun.nonce.isEmpty() || response.size() <= 44
        || m_settings.answers != ScenarioNtlm::Answers::Challenge)
        return false;
    const QString domain = text(part(message, 28));
    const QString user = text(part(message, 36));
    m_lastName = domain.isEmpty() ? user : domain + u'\\' + user;

    // NTOWFv2 and NTLMv2 of 3.3.2
    const QByteArray hash =
        QCryptographicHash::hash(utf16(QString::fromUtf8(m_password)), QCryptographicHash::Md4);
    const QByteArray key = hmac(hash, utf16(user.toUpper() + domain));
    const QByteArray proof = response.left(16);
    if (proof != hmac(key, begun.nonce + response.mid(16)) || !m_isPasswordAccepted || m_settings.blocked)
        return false;
    const QHash<int, QByteArray> pairs = pairsOf(response);
    if (pairs.value(6).size() == 4 && (qFromLittleEndian<quint32>(pairs.value(6).constData()) & 2) != 0) {
        QByteArray blank = message;
        blank.replace(72, 16, QByteArray(16, '\0'));
        if (message.mid(72, 16) != hmac(hmac(key, proof), begun.first + begun.second + blank))
            return false;
    }
    return permitsBinding(pairs, request.serverCertificate);
}

// Where TLS ends before this server, it knows another certificate than the client has seen.
bool SimNtlm::permitsBinding(const QHash<int, QByteArray> &pairs, const QByteArray &certificate) const
{
    using Protection = ScenarioNtlm::Protection;
    if (m_settings.protection == Protection::Off)
        return true;
    const QByteArray told = pairs.value(10);
    if (told.isEmpty() || told == QByteArray(16, '\0'))
        return m_settings.protection == Protection::Allow;
    const QByteArray own = m_settings.tlsEndsElsewhere ? certificate + "another" : certificate;
    const QByteArray data =
        "tls-server-end-point:" + QCryptographicHash::hash(own, QCryptographicHash::Sha256);
    const QByteArray structure =
        QByteArray(16, '\0') + littleEndian32(static_cast<quint32>(data.size())) + data;
    return told == QCryptographicHash::hash(structure, QCryptographicHash::Md5);
}

} // namespace Setup
