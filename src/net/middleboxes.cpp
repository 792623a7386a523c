// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/middleboxes.h"

#include "core/foreigntext.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

// Q_INIT_RESOURCE must not stand in a namespace; without it the linker leaves a static library's resource
// out.
static void initializeMiddleboxes()
{
    Q_INIT_RESOURCE(middleboxes);
}

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype readOfPage = 16'384;

QByteArray builtInMiddleboxes()
{
    initializeMiddleboxes();
    QFile file(u":/net/middleboxes.json"_s);
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT(opened);
    return opened ? file.readAll() : QByteArray();
}

QStringList strings(const QJsonValue &array)
{
    return array.toVariant().toStringList();
}

QStringList foreignServer(const QByteArray &server)
{
    const QByteArray name = server.trimmed();
    const bool isMicrosofts = name.startsWith("Microsoft-"); // IIS and HTTPAPI
    return name.isEmpty() || isMicrosofts ? QStringList() : QStringList{ForeignText(name, 80).text()};
}

bool isInWord(QChar c)
{
    return c.isLetterOrNumber();
}

// As whole words: "reset it" does not speak of ESET, nor "Nordberg Data" of G DATA.
bool names(const QString &text, const QString &words)
{
    for (qsizetype at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
        const qsizetype end = at + words.size();
        const bool begins = at == 0 || !isInWord(text.at(at - 1)) || !isInWord(words.front());
        const bool ends = end == text.size() || !isInWord(text.at(end)) || !isInWord(words.back());
        if (begins && ends)
            return true;
    }
    return false;
}

QString namesOfIssuer(const QSslCertificate &certificate)
{
    QStringList names;
    for (const auto attribute : {QSslCertificate::CommonName, QSslCertificate::Organization,
                                 QSslCertificate::OrganizationalUnitName, QSslCertificate::EmailAddress})
        names += certificate.issuerInfo(attribute);
    return names.join(u'\n').toLower();
}

} // namespace

const Middleboxes &Middleboxes::standard()
{
    static const Middleboxes known(builtInMiddleboxes());
    return known;
}

Middleboxes::Middleboxes(const QByteArray &json)
{
    const QJsonArray rows = QJsonDocument::fromJson(json)["products"_L1].toArray();
    for (const auto &value : rows) {
        const QJsonObject row = value.toObject();
        m_rows.append({{row["name"_L1].toString(), row["where"_L1].toString() == "computer"_L1,
                        row["publishes"_L1].toBool()},
                       strings(row["issuers"_L1]),
                       strings(row["answers"_L1]),
                       strings(row["pages"_L1]),
                       strings(row["cookies"_L1])});
    }
}

const Middlebox *Middleboxes::ofIssuers(const QList<QSslCertificate> &chain) const
{
    for (const QSslCertificate &certificate : chain)
        if (const Middlebox *product = find(&Row::issuers, namesOfIssuer(certificate)))
            return product;
    return nullptr;
}

const Middlebox *Middleboxes::ofHeaders(const HttpHeaders &headers) const
{
    QByteArray text = headers.value("Server") + '\n' + headers.value("Via");
    for (const auto &[name, value] : headers.fields())
        text += '\n' + name;
    return find(&Row::answers, QString::fromLatin1(text).toLower());
}

const Middlebox *Middleboxes::ofPage(const HttpHeaders &headers, const QByteArray &page) const
{
    if (const Middlebox *product = ofHeaders(headers))
        return product;
    return find(&Row::pages, QString::fromUtf8(page.left(readOfPage)).toLower());
}

QStringList Middleboxes::inFront(const HttpHeaders &headers) const
{
    QStringList found = foreignServer(headers.value("Server"));
    if (headers.contains("Via"))
        found.append(u"Via: "_s + ForeignText(headers.value("Via"), 80).text());
    const QList<QByteArray> cookies = headers.values("Set-Cookie");
    for (const QByteArray &cookie : cookies) {
        const QString name = QString::fromLatin1(cookie.left(80)).toLower();
        for (const Row &row : m_rows)
            for (const QString &start : row.cookies)
                if (name.startsWith(start))
                    found.append(row.product.name);
    }
    found.removeDuplicates();
    return found;
}

const Middlebox *Middleboxes::find(QStringList Row::*parts, const QString &text) const
{
    const auto row = std::find_if(m_rows.begin(), m_rows.end(), [&](const Row &candidate) {
        const QStringList &known = candidate.*parts;
        return std::any_of(known.begin(), known.end(),
                           [&](const QString &part) { return names(text, part); });
    });
    return row == m_rows.end() ? nullptr : &row->product;
}

} // namespace Setup
