// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/ntlmmessages.h"

#include "net/ntlmprotocol.h"

#include <QCryptographicHash>
#include <QtEndian>

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>

namespace Setup::Ntlm {

using namespace Qt::StringLiterals;

namespace {

constexpr quint32 wanted =
    Unicode | RequestTarget | NtlmSession | AlwaysSign | ExtendedSessionSecurity | Strength128 | Strength56;

constexpr quint32 hasMic = 0x0000'0002; // MsvAvFlags
constexpr qsizetype micAt = 72; // after the version, 2.2.1.3
constexpr qsizetype micSize = 16;
constexpr qsizetype headSize = micAt + micSize;

template<typename Number>
QByteArray littleEndian(Number number)
{
    std::array<char, sizeof(Number)> raw{};
    qToLittleEndian(number, raw.data());
    return QByteArray(raw.data(), raw.size());
}

QByteArray utf16(QStringView text)
{
    QByteArray bytes;
    bytes.reserve(2 * text.size());
    for (const QChar character : text)
        bytes += littleEndian<quint16>(character.unicode());
    return bytes;
}

// Windows raises each unit by itself: "ß" stays one letter.
QString raised(QString text)
{
    for (QChar &character : text)
        character = character.toUpper();
    return text;
}

QByteArray pair(PairId id, const QByteArray &value)
{
    return littleEndian<quint16>(id) + littleEndian(static_cast<quint16>(value.size())) + value;
}

// Overwrites what the hash still holds of the last block.
void forget(QCryptographicHash &hash)
{
    hash.reset();
    hash.addData(QByteArray(63, '\0'));
    static_cast<void>(hash.result());
}

// MD4 of the password in UTF-16 (3.3.1, NTOWFv1). Qt has MD4 of its own; OpenSSL keeps it in a provider that
// may not be there.
Secret passwordHash(const Secret &password)
{
    QString text = QString::fromUtf8(password.bytes());
    QByteArray bytes = utf16(text);
    wipe(text);
    QCryptographicHash hash(QCryptographicHash::Md4);
    hash.addData(bytes);
    Secret result(hash.result());
    forget(hash);
    wipe(bytes);
    return result;
}

QByteArray hmacMd5(QByteArrayView key, const QByteArray &data)
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> result{};
    unsigned int size = 0;
    const auto *done = HMAC(EVP_md5(), key.data(), static_cast<int>(key.size()),
                            reinterpret_cast<const unsigned char *>(data.constData()),
                            static_cast<std::size_t>(data.size()), result.data(), &size);
    QByteArray bytes(reinterpret_cast<const char *>(result.data()), done == nullptr ? 0 : qsizetype(size));
    OPENSSL_cleanse(result.data(), result.size());
    return bytes;
}

// The pairs of the challenge and what we say of ourselves (3.1.5.1.2). What the server put there of these
// kinds is not ours to send back.
QByteArray answeredPairs(const QByteArray &told, const Answering &answering)
{
    QByteArray pairs;
    for (qsizetype at = 0; at + 4 <= told.size();) {
        const auto id = qFromLittleEndian<quint16>(told.constData() + at);
        const qsizetype size = 4 + qFromLittleEndian<quint16>(told.constData() + at + 2);
        if (id != Flags && id != TargetName && id != ChannelBindings)
            pairs += told.mid(at, size);
        at += size;
    }
    pairs += pair(Flags, littleEndian<quint32>(hasMic));
    if (!answering.binding.isEmpty())
        pairs += pair(ChannelBindings, answering.binding);
    pairs += pair(TargetName, utf16(u"HTTP/"_s + answering.host));
    return pairs + pair(Eol, {});
}

class Authenticate
{
public:
    explicit Authenticate(quint32 flags)
        : m_flags(flags)
    {}

    void add(const QByteArray &value)
    {
        const auto size = static_cast<quint16>(value.size());
        m_fields += littleEndian(size) + littleEndian(size)
            + littleEndian(static_cast<quint32>(headSize + m_payload.size()));
        m_payload += value;
    }

    // Without a version; the MIC is put in afterwards.
    QByteArray message() const
    {
        return signature() + littleEndian<quint32>(3) + m_fields + littleEndian(m_flags)
            + QByteArray(8 + micSize, '\0') + m_payload;
    }

private:
    quint32 m_flags;
    QByteArray m_fields;
    QByteArray m_payload;
};

} // namespace

QByteArray negotiateMessage()
{
    // Without domain and workstation, two empty (length, maximum, offset) fields, and a version that is not
    // told; gss-ntlmssp refuses a message that ends before it.
    return signature() + littleEndian<quint32>(1) + littleEndian(wanted) + QByteArray(16 + 8, '\0');
}

Account Account::fromSpelling(const QString &spelling, const QString &serverDomain)
{
    const qsizetype slash = spelling.indexOf(u'\\');
    if (slash >= 0)
        return {spelling.mid(slash + 1), spelling.left(slash)};
    return {spelling, spelling.contains(u'@') ? QString() : serverDomain};
}

QByteArray fileTime(qint64 millisecondsSince1970)
{
    static constexpr qint64 from1601 = 11'644'473'600'000;
    return littleEndian<qint64>((millisecondsSince1970 + from1601) * 10'000);
}

Secret passwordKey(const Account &account, const Secret &password)
{
    const Secret hash = passwordHash(password);
    if (hash.isEmpty())
        return {};
    return Secret(hmacMd5(hash.bytes(), utf16(raised(account.user)) + utf16(account.domain)));
}

std::optional<Response> response(const Secret &key, const QByteArray &serverChallenge,
                                 const QByteArray &clientChallenge, const QByteArray &time,
                                 const QByteArray &pairs)
{
    if (key.isEmpty())
        return std::nullopt;
    // NTLMv2_CLIENT_CHALLENGE, 2.2.2.7; the four bytes at its end are those of 3.3.2's temp.
    const QByteArray blob = QByteArray("\1\1\0\0\0\0\0\0", 8) + time + clientChallenge + QByteArray(4, '\0')
        + pairs + QByteArray(4, '\0');
    const QByteArray proof = hmacMd5(key.bytes(), serverChallenge + blob);
    if (proof.isEmpty())
        return std::nullopt;
    return Response{proof + blob, Secret(hmacMd5(key.bytes(), proof))};
}

std::optional<QByteArray> authenticateMessage(const Account &account, const Secret &password,
                                              const Answering &answering)
{
    const auto challenge = NtlmChallenge::fromMessage(answering.challenge);
    if (!challenge || (challenge->flags & Unicode) == 0)
        return std::nullopt;
    const auto made =
        response(passwordKey(account, password), challenge->serverChallenge, answering.clientChallenge,
                 challenge->timestamp.isEmpty() ? answering.now : challenge->timestamp,
                 answeredPairs(challenge->targetPairs, answering));
    if (!made)
        return std::nullopt;
    Authenticate parts((challenge->flags & wanted) | TargetInfo);
    parts.add(QByteArray(24, '\0')); // no LMv2 beside a MIC (3.1.5.1.2)
    parts.add(made->proof);
    parts.add(utf16(account.domain));
    parts.add(utf16(account.user));
    parts.add({}); // the workstation is nobody's business
    parts.add({}); // no key exchange
    QByteArray message = parts.message();
    const QByteArray mic =
        hmacMd5(made->sessionKey.bytes(), answering.negotiate + answering.challenge + message);
    return message.replace(micAt, micSize, mic);
}

} // namespace Setup::Ntlm
