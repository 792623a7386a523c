// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/pseudonymised.h"

#include "core/problemcodes.h"
#include "net/recording.h"
#include "support/certificatemask.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QSslCertificate>

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

const QRegularExpression &certificateForm()
{
    static const QRegularExpression form(
        u"-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\\s]+-----END CERTIFICATE-----\\n?"_s);
    return form;
}

bool isPrintable(const QString &text)
{
    return std::all_of(text.begin(), text.end(),
                       [](QChar c) { return c.isPrint() || c == u'\n' || c == u'\r' || c == u'\t'; });
}

QString fingerprint(const QByteArray &pem)
{
    const auto found = QSslCertificate::fromData(pem);
    return found.isEmpty() ? QString() : CustomerNames::fingerprint(found.constFirst());
}

// Names and values of a document, and what its certificates say.
QString allTexts(const QByteArray &har)
{
    const QString document = QString::fromUtf8(har);
    const QString withLines = QString(document).replace(u"\\n"_s, u"\n"_s);
    QString all = QString(document).remove(u"\\n"_s);
    QSet<QString> seen;
    for (auto match = certificateForm().globalMatch(withLines); match.hasNext();) {
        const QString pem = match.next().captured();
        if (seen.contains(pem))
            continue;
        seen.insert(pem);
        const auto found = QSslCertificate::fromData(pem.toLatin1());
        for (const QSslCertificate &certificate : found)
            all += u'\n' + certificate.toText() + u'\n' + QString::fromUtf8(certificate.toDer());
    }
    return all.toLower();
}

// The one word by which a domain is known.
QStringList tellingWords(const CustomerNames &names)
{
    QStringList telling(names.mailboxes.cbegin(), names.mailboxes.cend());
    telling += QStringList(names.hosts.cbegin(), names.hosts.cend());
    telling += QStringList(names.titles.cbegin(), names.titles.cend());
    telling += QStringList(names.tenants.cbegin(), names.tenants.cend());
    telling.removeIf([&names](const QString &text) {
        return text.size() < 5 || names.vocabulary.contains(text.toLower());
    });
    return telling;
}

} // namespace

Result<Pseudonymised> Pseudonymised::of(const QByteArray &har, RandomSource &random)
{
    const auto recording = Recording::fromHar(har);
    if (!recording)
        return recording.problem();
    QJsonObject document = QJsonDocument::fromJson(har).object();
    const CustomerNames names = CustomerNames::in(document);
    Pseudonymised made(names, random);
    made.maskCertificates(QString::fromUtf8(har).replace(u"\\n"_s, u"\n"_s), names.certificates);
    document = made.appliedToMembers(document, {});
    QJsonObject log = document["log"_L1].toObject();
    QJsonObject own = log["_setup"_L1].toObject();
    QJsonObject environment = own["environment"_L1].toObject();
    environment.insert(u"pseudonymised"_s, true);
    own.insert(u"environment"_s, environment);
    log.insert(u"_setup"_s, own);
    made.m_har = QJsonDocument(QJsonObject{{u"log"_s, log}}).toJson();
    const auto readable = Recording::fromHar(made.m_har);
    if (!readable)
        return readable.problem();
    const QString all = allTexts(made.m_har);
    const QStringList telling = tellingWords(names);
    for (const QString &text : telling)
        if (made.m_names.applied(text) != text && all.contains(text.toLower()))
            made.m_leftOver.append(text);
    return made;
}

void Pseudonymised::maskCertificates(const QString &text, const QSet<QString> &ofCustomer)
{
    const Pseudonyms names = m_names;
    for (auto match = certificateForm().globalMatch(text); match.hasNext();) {
        const QString pem = match.next().captured();
        if (m_certificates.contains(pem))
            continue;
        const QByteArray original = pem.toLatin1();
        QByteArray masked = maskedCertificate(
            original, [&names](const QString &name) { return names.applied(name); },
            ofCustomer.contains(fingerprint(original)));
        if (!pem.endsWith(u'\n') && masked.endsWith('\n'))
            masked.chop(1);
        m_certificates.insert(pem, QString::fromLatin1(masked));
        if (masked != original)
            m_names.add(fingerprint(original), fingerprint(masked));
    }
}

QJsonValue Pseudonymised::applied(const QJsonValue &value) const
{
    return applied(value, {});
}

QJsonValue Pseudonymised::applied(const QJsonValue &value, const RecordedText &place) const
{
    if (value.isObject())
        return appliedToMembers(value.toObject(), place);
    if (value.isString()) {
        const QString text = value.toString();
        if (place.member == "checkedInput"_L1) // a hash over the real names
            return QString();
        if (place.member == "trustedCaFile"_L1 && !text.isEmpty()) // a path on the customer's computer
            return u"ca.pem"_s;
        return RecordedText{text, place.member, place.outer, place.namesPort}.isOurs() ? text
                                                                                       : appliedToText(text);
    }
    if (!value.isArray())
        return value;
    QJsonArray made;
    QStringList sorted;
    const QJsonArray array = value.toArray();
    for (const auto &item : array) {
        made.append(applied(item, place));
        sorted.append(made.last().toString());
    }
    if (place.member != "names"_L1) // of certificates: they stand in the order of the alphabet
        return made;
    sorted.sort();
    return QJsonArray::fromStringList(sorted);
}

QJsonObject Pseudonymised::appliedToMembers(const QJsonObject &object, const RecordedText &place) const
{
    static const QRegularExpression foreign(u"[^A-Za-z0-9_]"_s);
    QJsonObject made;
    for (auto member = object.constBegin(); member != object.constEnd(); ++member) {
        const QString name = member.key().contains(foreign) ? appliedToText(member.key()) : member.key();
        made.insert(name, applied(member.value(), place.placeOf(object, member.key())));
    }
    return made;
}

QString Pseudonymised::appliedToText(const QString &text) const
{
    if (!text.contains("-----BEGIN CERTIFICATE"_L1))
        return m_names.applied(appliedToBase64(text));
    QString made;
    qsizetype end = 0;
    for (auto match = certificateForm().globalMatch(text); match.hasNext();) {
        const auto found = match.next();
        made += m_names.applied(text.mid(end, found.capturedStart() - end));
        made += m_certificates.value(found.captured(), found.captured());
        end = found.capturedEnd();
    }
    return made + m_names.applied(text.mid(end));
}

// "NTLM TlRMTVNTUAAC…" tells the names of domain and server, "dXNlckBjb250b3NvLmNvbTo=" a user.
QString Pseudonymised::appliedToBase64(const QString &text) const
{
    static const QRegularExpression run(u"(?<![A-Za-z0-9+/=])[A-Za-z0-9+/]{16,}={0,2}(?![A-Za-z0-9+/=])"_s);
    QString made = text;
    for (auto match = run.globalMatch(text); match.hasNext();) {
        const QString encoded = match.next().captured();
        const QByteArray bytes = QByteArray::fromBase64(encoded.toLatin1());
        const QString plain = QString::fromUtf8(bytes);
        QByteArray renamed = bytes;
        if (bytes.startsWith("NTLMSSP"))
            renamed = m_names.appliedToUtf16(bytes);
        else if (plain.toUtf8() == bytes && isPrintable(plain))
            renamed = m_names.applied(plain).toUtf8();
        if (renamed != bytes)
            made.replace(encoded, QString::fromLatin1(renamed.toBase64()));
    }
    return made;
}

} // namespace Setup
