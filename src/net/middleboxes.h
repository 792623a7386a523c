// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/httpheaders.h"

#include <QList>
#include <QSslCertificate>
#include <QStringList>

namespace Setup {

// A product that opens encrypted traffic, or that answers in a server's place.
struct Middlebox
{
    QString name; // "Zscaler"
    bool isOnThisComputer = false; // as a virus scanner is; else somewhere on the network
    bool publishes = false; // stands in front of servers, too: that it answers does not mean that it blocks
};

// The products that can be told by their names (resources/middleboxes.json). That somebody says such a name
// is a hint and no proof: whoever asks has other reasons to think of one.
class Middleboxes
{
public:
    static const Middleboxes &standard();
    explicit Middleboxes(const QByteArray &json);

    // By what stands in the certificates as issuer. Null: none that is known.
    const Middlebox *ofIssuers(const QList<QSslCertificate> &chain) const;
    // By Server, Via and the names of the headers.
    const Middlebox *ofHeaders(const HttpHeaders &headers) const;
    // By the page, too: only of one that certainly is not the server's own.
    const Middlebox *ofPage(const HttpHeaders &headers, const QByteArray &page) const;

    // What says that another machine stands before the server, and which one: a Server that is not
    // Microsoft's, Via, the cookies by which load balancers find a server again. Foreign text; empty proves
    // nothing, since such a machine may be silent.
    QStringList inFront(const HttpHeaders &headers) const;

private:
    struct Row
    {
        Middlebox product;
        QStringList issuers;
        QStringList answers;
        QStringList pages;
        QStringList cookies; // starts of their names
    };
    const Middlebox *find(QStringList Row::*parts, const QString &text) const;

    QList<Row> m_rows;
};

} // namespace Setup
