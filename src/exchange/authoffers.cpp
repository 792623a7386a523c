// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "exchange/authoffers.h"

#include "core/foreigntext.h"

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr int maximumOffers = 30;
constexpr int maximumParameters = 30;
constexpr qsizetype maximumToken = 8'192; // an NTLM challenge has some hundred bytes

bool isTokenCharacter(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte > 0x20 && byte < 0x7f && !QByteArrayView("()<>@,;:\\\"/[]?={}").contains(c);
}

bool isToken68Character(char c)
{
    return isTokenCharacter(c) || c == '/' || c == '=';
}

// One WWW-Authenticate header, read from left to right. What does not fit the grammar is left out.
class OfferReader
{
public:
    explicit OfferReader(const QByteArray &header)
        : m_text(header.left(16'384))
    {}

    QList<AuthOffer> read();

private:
    char peek() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }
    bool atEnd() const { return m_at >= m_text.size(); }
    void skipBlanks();
    template<typename Predicate>
    QByteArray take(Predicate belongs);
    QByteArray takeQuoted();
    void readAfterScheme(AuthOffer &offer);
    bool readParameter(AuthOffer &offer);

    QByteArray m_text;
    qsizetype m_at = 0;
};

void OfferReader::skipBlanks()
{
    while (peek() == ' ' || peek() == '\t')
        ++m_at;
}

template<typename Predicate>
QByteArray OfferReader::take(Predicate belongs)
{
    const qsizetype start = m_at;
    while (!atEnd() && belongs(m_text[m_at]))
        ++m_at;
    return m_text.mid(start, m_at - start);
}

QByteArray OfferReader::takeQuoted()
{
    QByteArray value;
    ++m_at;
    while (!atEnd() && peek() != '"') {
        if (peek() == '\\' && m_at + 1 < m_text.size())
            ++m_at;
        value.append(m_text[m_at++]);
    }
    ++m_at;
    return value;
}

// name=value, where the name is not the next scheme ("Negotiate, NTLM").
bool OfferReader::readParameter(AuthOffer &offer)
{
    const qsizetype start = m_at;
    const QByteArray name = take(isTokenCharacter).toLower();
    skipBlanks();
    if (name.isEmpty() || peek() != '=') {
        m_at = start;
        return false;
    }
    ++m_at;
    skipBlanks();
    const QByteArray value = peek() == '"' ? takeQuoted() : take(isTokenCharacter);
    if (offer.parameters.size() < maximumParameters)
        offer.parameters.insert(ForeignText(name, 40).text(), ForeignText(value).text());
    return true;
}

void OfferReader::readAfterScheme(AuthOffer &offer)
{
    const qsizetype start = m_at;
    const QByteArray token = take(isToken68Character);
    skipBlanks();
    QByteArray unpadded = token;
    while (unpadded.endsWith('='))
        unpadded.chop(1);
    if (!unpadded.isEmpty() && !unpadded.contains('=') && (atEnd() || peek() == ',')) {
        offer.token = token.left(maximumToken);
        return;
    }
    m_at = start;
    while (readParameter(offer)) {
        skipBlanks();
        const qsizetype before = m_at;
        while (peek() == ',' || peek() == ' ' || peek() == '\t')
            ++m_at;
        if (before == m_at)
            return;
    }
}

QList<AuthOffer> OfferReader::read()
{
    QList<AuthOffer> offers;
    while (!atEnd() && offers.size() < maximumOffers) {
        while (peek() == ',' || peek() == ' ' || peek() == '\t')
            ++m_at;
        const QByteArray scheme = take(isTokenCharacter);
        if (scheme.isEmpty()) {
            ++m_at; // something that starts no challenge
            continue;
        }
        AuthOffer offer;
        offer.scheme = ForeignText(scheme, 40).text();
        const bool blank = peek() == ' ' || peek() == '\t';
        skipBlanks();
        if (blank && !atEnd() && peek() != ',')
            readAfterScheme(offer);
        offers.append(offer);
    }
    return offers;
}

QString usualSpelling(const QString &scheme)
{
    for (const auto known : {"Basic"_L1, "Bearer"_L1, "NTLM"_L1, "Negotiate"_L1, "Digest"_L1}) {
        if (scheme.compare(known, Qt::CaseInsensitive) == 0)
            return known;
    }
    return scheme;
}

} // namespace

AuthOffers AuthOffers::fromHeaders(const HttpHeaders &headers)
{
    AuthOffers result;
    for (const QByteArray &value : headers.values("WWW-Authenticate")) {
        for (const AuthOffer &offer : OfferReader(value).read()) {
            if (result.offers.size() < maximumOffers)
                result.offers.append(offer);
        }
    }
    return result;
}

const AuthOffer *AuthOffers::find(QStringView scheme) const
{
    const auto found = std::find_if(offers.begin(), offers.end(), [scheme](const AuthOffer &offer) {
        return scheme.compare(offer.scheme, Qt::CaseInsensitive) == 0;
    });
    return found == offers.end() ? nullptr : &*found;
}

QStringList AuthOffers::schemes() const
{
    QStringList result;
    for (const AuthOffer &offer : offers) {
        const QString name = usualSpelling(offer.scheme);
        if (!result.contains(name))
            result.append(name);
    }
    return result;
}

} // namespace Setup
