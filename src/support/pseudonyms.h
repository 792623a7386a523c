// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "support/customernames.h"

#include <QHash>

namespace Setup {

class RandomSource;

// Other names for a customer's: the same name becomes the same pseudonym wherever it stands and however it is
// written, word by word ("CONTOSO\svc", "mail.contoso.com" and "Contoso Root CA" share one). A pseudonym is
// as long as its name, so that what has a place in binary data keeps it. Domains keep their shape: the suffix
// and what hosts are called everywhere (mail, autodiscover) stay. Private addresses stay private, public ones
// come from the ranges for documentation (RFC 5737, RFC 3849). Made anew each time: two recordings share no
// pseudonym.
class Pseudonyms
{
public:
    Pseudonyms(const CustomerNames &names, RandomSource &random);

    QString applied(const QString &text) const;
    // One that text is exact about, such as the fingerprint of a certificate.
    void add(const QString &text, const QString &instead);
    // UTF-16 as Windows has it in the target information of NTLM.
    QByteArray appliedToUtf16(QByteArray bytes) const;

    // "contoso.com" → "kemavid.com", for whoever made the recording to look up.
    const QMap<QString, QString> &table() const { return m_table; }

private:
    struct Phrase
    {
        QString text; // in lower case
        QString instead;
    };

    QString word(const QString &word);
    QString words(const QString &text);
    QString host(const QString &host);
    QString address(const QString &address);
    QString randomLike(const QString &word);
    QString digestLike(const QString &digest);
    void addTitle(const QString &title);
    void addHosts(const CustomerNames &names);
    void addHost(const QString &name);
    void addBare(const QString &text);
    void addPhrase(const QString &text, const QString &instead);
    const Phrase *phraseAt(const QString &lower, qsizetype at) const;

    RandomSource &m_random;
    QSet<QString> m_vocabulary;
    QHash<QString, QString> m_words; // in lower case
    QSet<QString> m_used;
    QHash<QString, QList<Phrase>> m_phrases; // by their first two characters, the longest first
    QMap<QString, QString> m_table;
    int m_addresses = 0;
};

} // namespace Setup
