// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/certificatereading.h"

#include "core/foreigntext.h"
#include "core/owned.h"
#include "core/quieterrors.h"

#include <QJsonArray>
#include <QSslCertificateExtension>

#include <openssl/x509v3.h>

#include <algorithm>
#include <array>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

using Parsed = Owned<X509, X509_free>;
using Constraints = Owned<NAME_CONSTRAINTS, NAME_CONSTRAINTS_free>;

// What level 2 of OpenSSL asks for, which is what Debian and Ubuntu set.
constexpr int leastSecurity = 112;

struct Flag
{
    uint32_t bit;
    QLatin1StringView name;
};

constexpr std::array usageFlags{Flag{KU_DIGITAL_SIGNATURE, "digitalSignature"_L1},
                                Flag{KU_NON_REPUDIATION, "nonRepudiation"_L1},
                                Flag{KU_KEY_ENCIPHERMENT, "keyEncipherment"_L1},
                                Flag{KU_DATA_ENCIPHERMENT, "dataEncipherment"_L1},
                                Flag{KU_KEY_AGREEMENT, "keyAgreement"_L1},
                                Flag{KU_KEY_CERT_SIGN, "keyCertSign"_L1},
                                Flag{KU_CRL_SIGN, "cRLSign"_L1}};

constexpr std::array purposeFlags{Flag{XKU_SSL_SERVER, "serverAuth"_L1},
                                  Flag{XKU_SSL_CLIENT, "clientAuth"_L1},
                                  Flag{XKU_SMIME, "emailProtection"_L1},
                                  Flag{XKU_CODE_SIGN, "codeSigning"_L1},
                                  Flag{XKU_OCSP_SIGN, "OCSPSigning"_L1},
                                  Flag{XKU_TIMESTAMP, "timeStamping"_L1},
                                  Flag{XKU_ANYEKU, "any"_L1}};

Parsed parse(const QSslCertificate &certificate)
{
    const QByteArray der = certificate.toDer();
    const auto *start = reinterpret_cast<const unsigned char *>(der.constData());
    return Parsed(d2i_X509(nullptr, &start, static_cast<long>(der.size())));
}

// Without the extension OpenSSL sets every bit.
template<typename Flags>
QStringList namesOf(uint32_t bits, const Flags &flags)
{
    QStringList names;
    for (const Flag &flag : flags)
        if (bits != UINT32_MAX && (bits & flag.bit))
            names.append(flag.name);
    return names;
}

QString nameOfKey(const EVP_PKEY *key)
{
    const char *kind = EVP_PKEY_get0_type_name(key);
    return u"%1 %2"_s.arg(ForeignText(QString::fromLatin1(kind), 20).text()).arg(EVP_PKEY_get_bits(key));
}

bool isSelfIssued(X509 *certificate)
{
    return X509_NAME_cmp(X509_get_subject_name(certificate), X509_get_issuer_name(certificate)) == 0;
}

} // namespace

CertificateReading CertificateReading::of(const QSslCertificate &certificate)
{
    const QuietErrors quiet;
    CertificateReading reading;
    const Parsed parsed = parse(certificate);
    if (!parsed)
        return reading;
    if (const EVP_PKEY *key = X509_get0_pubkey(parsed.get())) {
        reading.key = nameOfKey(key);
        reading.isWeak = EVP_PKEY_get_security_bits(key) < leastSecurity;
    }
    reading.signature = QString::fromLatin1(OBJ_nid2sn(X509_get_signature_nid(parsed.get())));
    int security = leastSecurity;
    const bool known = X509_get_signature_info(parsed.get(), nullptr, nullptr, &security, nullptr) == 1;
    // Nobody asks how somebody signed for himself.
    reading.isWeak = reading.isWeak || (known && security < leastSecurity && !isSelfIssued(parsed.get()));
    reading.usages = namesOf(X509_get_key_usage(parsed.get()), usageFlags);
    reading.purposes = namesOf(X509_get_extended_key_usage(parsed.get()), purposeFlags);
    reading.isAuthority = X509_check_ca(parsed.get()) == 1;
    return reading;
}

void CertificateReading::addTo(QJsonObject &facts) const
{
    facts.insert(u"key"_s, key);
    facts.insert(u"signature"_s, signature);
    facts.insert(u"weak"_s, isWeak);
    if (!usages.isEmpty())
        facts.insert(u"usages"_s, QJsonArray::fromStringList(usages));
    if (!purposes.isEmpty())
        facts.insert(u"purposes"_s, QJsonArray::fromStringList(purposes));
}

bool forbidsNames(const QSslCertificate &authority, const QSslCertificate &certificate)
{
    const QuietErrors quiet;
    const Parsed issuer = parse(authority);
    const Parsed leaf = parse(certificate);
    if (!issuer || !leaf)
        return false;
    X509_check_purpose(leaf.get(), -1, 0); // reads the names that the comparison takes
    const Constraints constraints(static_cast<NAME_CONSTRAINTS *>(
        X509_get_ext_d2i(issuer.get(), NID_name_constraints, nullptr, nullptr)));
    return constraints && NAME_CONSTRAINTS_check(leaf.get(), constraints.get()) != X509_V_OK;
}

bool isPubliclyLogged(const QSslCertificate &certificate)
{
    const QList<QSslCertificateExtension> extensions = certificate.extensions();
    return std::any_of(extensions.begin(), extensions.end(), [](const QSslCertificateExtension &extension) {
        return extension.oid() == "1.3.6.1.4.1.11129.2.4.2"_L1;
    });
}

} // namespace Setup
