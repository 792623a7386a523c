// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/pseudonyms.h"

#include "core/randomsource.h"
#include "net/confirmedhosts.h"

#include <QHostAddress>
#include <QUrl>

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype shortestBare = 3;
constexpr qsizetype keyLength = 2;
constexpr qsizetype longestRun = 512; // of UTF-16 in binary; names are shorter

bool isWordCharacter(QChar character)
{
    return character.isLetterOrNumber();
}

// "%40contoso.com": what the digits of an escape touch is no part of the word.
bool endsInEscape(const QString &text, qsizetype end)
{
    const auto isHex = [&text](qsizetype at) {
        const char16_t c = text.at(at).toLower().unicode();
        return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f');
    };
    return end >= 3 && text.at(end - 3) == u'%' && isHex(end - 2) && isHex(end - 1);
}

// As the text that stood there: "CONTOSO", "Contoso", "contoso".
QString inTheCaseOf(QStringView original, const QString &pseudonym)
{
    const bool hasUpper = std::any_of(original.begin(), original.end(), [](QChar c) { return c.isUpper(); });
    const bool hasLower = std::any_of(original.begin(), original.end(), [](QChar c) { return c.isLower(); });
    if (!hasUpper)
        return pseudonym;
    if (!hasLower && original.size() > 1)
        return pseudonym.toUpper();
    QString cased = pseudonym;
    for (qsizetype i = 0; i < std::min(original.size(), cased.size()); ++i)
        if (original.at(i).isUpper())
            cased[i] = cased.at(i).toUpper();
    return cased;
}

// "first-last" → "first", "-", "last"
QStringList pieces(const QString &text)
{
    QStringList list;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool continues = i > 0 && isWordCharacter(text.at(i)) == isWordCharacter(text.at(i - 1))
            && isWordCharacter(text.at(i));
        if (continues)
            list.last().append(text.at(i));
        else
            list.append(text.at(i));
    }
    return list;
}

// By these words in its name a guest network's own page is known for one (exchange/answerpage.cpp).
QString withTellingWords(QString made, const QString &original)
{
    static const QStringList telling{u"captive"_s, u"hotspot"_s, u"guest"_s,
                                     u"wifi"_s,    u"wlan"_s,    u"portal"_s};
    for (const QString &word : telling)
        if (const qsizetype at = original.indexOf(word); at >= 0)
            made.replace(at, word.size(), word);
    return made;
}

// "xn--bcher-kva.example" → "bücher.example"; others as they are.
QString readable(const QString &host)
{
    const QString shown =
        host.contains("xn--"_L1) ? QUrl::fromAce(host.toLatin1(), QUrl::IgnoreIDNWhitelist) : host;
    return shown.isEmpty() ? host : shown;
}

QString inAscii(const QString &host)
{
    const bool isAscii = std::all_of(host.begin(), host.end(), [](QChar c) { return c.unicode() < 0x80; });
    const QString ascii =
        isAscii ? QString() : QString::fromLatin1(QUrl::toAce(host, QUrl::IgnoreIDNWhitelist));
    return ascii.isEmpty() ? host : ascii;
}

bool isNumber(const QString &word)
{
    return std::all_of(word.begin(), word.end(), [](QChar c) { return c.isDigit(); });
}

} // namespace

Pseudonyms::Pseudonyms(const CustomerNames &names, RandomSource &random)
    : m_random(random)
    , m_vocabulary(names.vocabulary)
{
    QStringList hosts(names.hosts.cbegin(), names.hosts.cend());
    hosts.sort();
    // First: the number of an organisation stays one wherever else it is used as a name.
    for (const QString &tenant : names.tenants)
        add(tenant, randomLike(tenant));
    for (const QString &digest : names.digests)
        add(digest, digestLike(digest));
    addHosts(names);
    for (const QString &mailbox : names.mailboxes) {
        const QString domain = mailbox.section(u'@', 1);
        const QString instead = words(mailbox.section(u'@', 0, 0));
        const QString there = CustomerNames::isEverybodys(domain) ? domain : host(readable(domain));
        add(mailbox, instead + u'@' + there);
        add(QString(mailbox).replace(u"@"_s, u"%40"_s), instead + u"%40"_s + there);
    }
    for (const QString &user : names.users)
        addBare(user);
    for (const QString &title : names.titles) {
        if (title.trimmed().size() < shortestBare || m_vocabulary.contains(title.toLower()))
            continue;
        addTitle(title);
    }
    for (const QString &known : names.addresses)
        add(known, address(known));
}

// As it is, as markup and addresses have it, and by each of its words that could be nobody else's.
void Pseudonyms::addTitle(const QString &title)
{
    const QString made = words(title);
    add(title, made);
    add(title.toHtmlEscaped(), made.toHtmlEscaped());
    const auto inAddress = [](const QString &text) {
        return QString::fromLatin1(QUrl::toPercentEncoding(text));
    };
    add(inAddress(title), inAddress(made));
    add(inAddress(title).replace(u"%20"_s, u"+"_s), inAddress(made).replace(u"%20"_s, u"+"_s));
    const QStringList parts = pieces(title);
    for (const QString &part : parts)
        if (part.size() > shortestBare)
            addBare(part);
}

void Pseudonyms::addHosts(const CustomerNames &names)
{
    for (const QString &name : names.hosts) {
        addHost(name);
        if (const QString suffix = CustomerNames::tenantSuffix(name); !suffix.isEmpty()) {
            addBare(name.chopped(suffix.size()));
            continue;
        }
        const QString domain = ConfirmedHosts::registrableDomain(inAscii(name));
        if (!domain.isEmpty())
            addHost(domain);
        const QStringList labels = readable(name).split(u'.');
        for (const QString &label : labels.mid(0, std::max<qsizetype>(0, labels.size() - 1))) {
            addBare(label);
            if (const QString ascii = inAscii(label); ascii != label)
                add(ascii, words(label));
        }
    }
    for (const QString &server : names.servers)
        addBare(server);
}

// With letters beyond ASCII it stands in two forms (RFC 5891), which name one host.
void Pseudonyms::addHost(const QString &name)
{
    const QString shown = readable(name);
    const QString made = host(shown);
    add(inAscii(name), made);
    add(shown, made);
    add(QString::fromLatin1(QUrl::toPercentEncoding(shown)), made);
}

// On its own it is replaced only where it cannot be a word of the protocols or of a message.
void Pseudonyms::addBare(const QString &text)
{
    const QString lower = text.toLower();
    if (lower.size() < shortestBare || m_vocabulary.contains(lower) || isNumber(lower))
        return;
    add(lower, words(lower));
    const QStringList parts = pieces(lower);
    for (const QString &part : parts)
        if (parts.size() > 1 && part.size() > shortestBare && !m_vocabulary.contains(part) && !isNumber(part))
            add(part, word(part));
}

void Pseudonyms::add(const QString &text, const QString &instead)
{
    const QString lower = text.toLower();
    if (lower == instead.toLower() || lower.size() < keyLength)
        return;
    addPhrase(lower, instead);
    m_table.insert(text, instead);
}

void Pseudonyms::addPhrase(const QString &text, const QString &instead)
{
    QList<Phrase> &phrases = m_phrases[text.left(keyLength)];
    const auto isSame = [&text](const Phrase &phrase) { return phrase.text == text; };
    if (std::any_of(phrases.cbegin(), phrases.cend(), isSame))
        return;
    const auto place = std::find_if(phrases.begin(), phrases.end(), [&text](const Phrase &phrase) {
        return phrase.text.size() < text.size();
    });
    phrases.insert(place, Phrase{text, instead});
}

QString Pseudonyms::randomLike(const QString &word)
{
    static const QString consonants = u"bdfgklmnprstvz"_s;
    static const QString vowels = u"aeiou"_s;
    const QByteArray bytes = m_random.bytes(word.size());
    QString made;
    for (qsizetype i = 0; i < word.size(); ++i) {
        const auto byte = static_cast<uchar>(bytes.at(i));
        const QChar original = word.at(i);
        const QString &letters = i % 2 == 0 ? consonants : vowels;
        if (original.isDigit())
            made += QChar(u'0' + byte % 10);
        else if (word.size() == 36 && original.isLetter()) // a GUID stays hexadecimal
            made += QChar(u'a' + byte % 6);
        else if (original.isLetter())
            made += letters.at(byte % letters.size());
        else
            made += original;
    }
    return made;
}

QString Pseudonyms::digestLike(const QString &digest)
{
    const qsizetype start = digest.indexOf(u':') + 1;
    const QByteArray bytes = m_random.bytes((digest.size() - start + 1) / 2);
    return digest.left(start) + QString::fromLatin1(bytes.toHex()).left(digest.size() - start);
}

QString Pseudonyms::word(const QString &word)
{
    const QString lower = word.toLower();
    if (m_vocabulary.contains(lower) || isNumber(lower))
        return lower;
    QString &known = m_words[lower];
    for (int attempt = 0; known.isEmpty() && attempt < 1'000; ++attempt) {
        const QString made = withTellingWords(randomLike(lower), lower);
        const bool isFree = !m_used.contains(made) && !m_vocabulary.contains(made) && made != lower;
        if (isFree || attempt == 999) // a world of one-letter names
            known = made;
    }
    m_used.insert(known);
    return known;
}

QString Pseudonyms::words(const QString &text)
{
    QString made;
    const QStringList parts = pieces(text);
    for (const QString &part : parts)
        made += isWordCharacter(part.at(0)) ? inTheCaseOf(part, word(part)) : part;
    return made;
}

// "mail.contoso.co.uk" → "mail.kemavid.co.uk": the suffix stays.
QString Pseudonyms::host(const QString &host)
{
    if (const QString tenants = CustomerNames::tenantSuffix(host); !tenants.isEmpty())
        return words(host.chopped(tenants.size())) + tenants; // of a tenant's name its own part goes
    const QString domain = readable(ConfirmedHosts::registrableDomain(inAscii(host)));
    if (domain.isEmpty())
        return words(host);
    const QString suffix = domain.mid(domain.indexOf(u'.'));
    const QString own = domain.left(domain.indexOf(u'.'));
    const QString before = host.left(host.size() - domain.size());
    // Of a registered domain the label goes even if it is a word of the protocols ("exchange.com").
    QString &known = m_words[u"."_s + own];
    if (known.isEmpty())
        known = m_vocabulary.contains(own) ? randomLike(own) : words(own);
    return words(before) + known + suffix;
}

QString Pseudonyms::address(const QString &address)
{
    const QHostAddress parsed(address);
    const int number = ++m_addresses;
    const bool isSix = parsed.protocol() == QAbstractSocket::IPv6Protocol;
    if (parsed.isLoopback() || parsed == QHostAddress(QHostAddress::AnyIPv4)
        || parsed == QHostAddress(QHostAddress::Any))
        return address;
    if (isSix && (parsed.isLinkLocal() || parsed.isUniqueLocalUnicast()))
        return u"%1::%2"_s.arg(address.section(u':', 0, 0)).arg(number, 0, 16);
    if (isSix)
        return u"2001:db8::%1"_s.arg(number, 0, 16);
    static const QStringList kept{u"10.0.0.0/8"_s,    u"172.16.0.0/12"_s,  u"192.168.0.0/16"_s,
                                  u"100.64.0.0/10"_s, u"169.254.0.0/16"_s, u"127.0.0.0/8"_s,
                                  u"0.0.0.0/8"_s};
    for (const QString &network : kept)
        if (parsed.isInSubnet(QHostAddress::parseSubnet(network)))
            return u"%1.%2.%3"_s.arg(address.section(u'.', 0, 1)).arg(number / 250).arg(number % 250 + 1);
    static const QStringList documentation{u"203.0.113"_s, u"198.51.100"_s, u"192.0.2"_s};
    return u"%1.%2"_s.arg(documentation.at(number / 250 % documentation.size())).arg(number % 250 + 1);
}

const Pseudonyms::Phrase *Pseudonyms::phraseAt(const QString &lower, qsizetype at) const
{
    const auto found = m_phrases.constFind(lower.mid(at, keyLength));
    if (found == m_phrases.constEnd())
        return nullptr;
    for (const Phrase &phrase : *found) {
        const qsizetype end = at + phrase.text.size();
        const bool isWhole =
            end >= lower.size() || !isWordCharacter(lower.at(end)) || !isWordCharacter(lower.at(end - 1));
        if (isWhole && QStringView(lower).mid(at).startsWith(phrase.text))
            return &phrase;
    }
    return nullptr;
}

QString Pseudonyms::applied(const QString &text) const
{
    const QString lower = text.toLower();
    if (lower.size() != text.size()) // a letter whose small form is longer
        return applied(lower);
    QString made;
    made.reserve(text.size());
    for (qsizetype i = 0; i < text.size();) {
        const bool begins = i == 0 || !isWordCharacter(lower.at(i - 1)) || !isWordCharacter(lower.at(i))
            || endsInEscape(lower, i);
        const Phrase *phrase = begins ? phraseAt(lower, i) : nullptr;
        if (!phrase) {
            made += text.at(i++);
            continue;
        }
        made += inTheCaseOf(QStringView(text).mid(i, phrase->text.size()), phrase->instead);
        i += phrase->text.size();
    }
    return made;
}

QByteArray Pseudonyms::appliedToUtf16(QByteArray bytes) const
{
    const auto at = [&bytes](qsizetype i) {
        return QChar(static_cast<char16_t>(static_cast<uchar>(bytes.at(i))
                                           | static_cast<uchar>(bytes.at(i + 1)) << 8));
    };
    for (qsizetype start = 0; start + 1 < bytes.size();) {
        QString run;
        while (run.size() < longestRun && start + 2 * run.size() + 1 < bytes.size()
               && at(start + 2 * run.size()).unicode() >= 0x20
               && at(start + 2 * run.size()).unicode() < 0x250)
            run += at(start + 2 * run.size());
        const QString made = run.size() < shortestBare ? run : applied(run);
        if (made == run || made.size() != run.size()) {
            ++start;
            continue;
        }
        for (qsizetype i = 0; i < made.size(); ++i) {
            bytes[start + 2 * i] = static_cast<char>(made.at(i).unicode() & 0xff);
            bytes[start + 2 * i + 1] = static_cast<char>(made.at(i).unicode() >> 8);
        }
        ++start; // what ends with the run may have begun in it
    }
    return bytes;
}

} // namespace Setup
