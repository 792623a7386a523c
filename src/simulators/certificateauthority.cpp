// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/certificateauthority.h"

#include "core/owned.h"

#include <QUrl>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <array>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

using Key = Owned<EVP_PKEY, EVP_PKEY_free>;
using Certificate = Owned<X509, X509_free>;
using Extension = Owned<X509_EXTENSION, X509_EXTENSION_free>;
using Memory = Owned<BIO, BIO_free_all>;

constexpr long Day = 24L * 60 * 60;

// What goes into a certificate; times in days from now.
struct Contents
{
    QByteArray commonName;
    QByteArray alternativeNames; // "DNS:a,DNS:b"; empty: none
    QByteArray basicConstraints = "critical,CA:FALSE";
    QByteArray keyUsage = "critical,digitalSignature";
    QByteArray extendedKeyUsage; // empty: none
    QByteArray publicLogs; // what RFC 6962 calls signed certificate timestamps
    int from = -1;
    int to = 90;
};

QByteArray text(const Memory &memory)
{
    char *data = nullptr;
    const long size = BIO_get_mem_data(memory.get(), &data);
    return {data, size};
}

QSslCertificate toQt(X509 *certificate)
{
    const Memory memory(BIO_new(BIO_s_mem()));
    PEM_write_bio_X509(memory.get(), certificate);
    return QSslCertificate(text(memory), QSsl::Pem);
}

QSslKey toQt(EVP_PKEY *key)
{
    const Memory memory(BIO_new(BIO_s_mem()));
    PEM_write_bio_PrivateKey(memory.get(), key, nullptr, nullptr, 0, nullptr, nullptr);
    return {text(memory), QSsl::Ec, QSsl::Pem};
}

void addExtension(X509 *certificate, X509 *issuer, int kind, const QByteArray &value)
{
    if (value.isEmpty())
        return;
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, kind, value.constData()));
    Q_ASSERT(extension);
    X509_add_ext(certificate, extension.get(), -1);
}

void setNumberAndTimes(X509 *certificate, const Contents &contents)
{
    // Two certificates of one issuer with one number are refused by some clients.
    std::uint64_t number = 0;
    RAND_bytes(reinterpret_cast<unsigned char *>(&number), sizeof number);
    ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate), number >> 1);
    X509_set_version(certificate, X509_VERSION_3);
    X509_gmtime_adj(X509_getm_notBefore(certificate), contents.from * Day);
    X509_gmtime_adj(X509_getm_notAfter(certificate), contents.to * Day);
}

void setName(X509_NAME *name, const QByteArray &commonName)
{
    const auto add = [name](const char *field, const QByteArray &value) {
        X509_NAME_add_entry_by_txt(name, field, MBSTRING_UTF8,
                                   reinterpret_cast<const unsigned char *>(value.constData()),
                                   static_cast<int>(value.size()), -1, 0);
    };
    add("O", "Contoso (simulated)");
    add("CN", commonName);
}

// Signed by the issuer, or by itself where there is none.
Certificate makeCertificate(EVP_PKEY *key, const Contents &contents, X509 *issuer, EVP_PKEY *issuerKey)
{
    Certificate certificate(X509_new());
    setNumberAndTimes(certificate.get(), contents);
    setName(X509_get_subject_name(certificate.get()), contents.commonName);
    X509 *signer = issuer ? issuer : certificate.get();
    X509_set_issuer_name(certificate.get(), X509_get_subject_name(signer));
    X509_set_pubkey(certificate.get(), key);
    addExtension(certificate.get(), signer, NID_subject_key_identifier, "hash");
    if (issuer)
        addExtension(certificate.get(), signer, NID_authority_key_identifier, "keyid:always");
    addExtension(certificate.get(), signer, NID_basic_constraints, contents.basicConstraints);
    addExtension(certificate.get(), signer, NID_key_usage, contents.keyUsage);
    addExtension(certificate.get(), signer, NID_ext_key_usage, contents.extendedKeyUsage);
    addExtension(certificate.get(), signer, NID_subject_alt_name, contents.alternativeNames);
    addExtension(certificate.get(), signer, NID_ct_precert_scts, contents.publicLogs);
    X509_sign(certificate.get(), issuerKey ? issuerKey : key, EVP_sha256());
    return certificate;
}

Contents authorityContents(const QByteArray &name, int until)
{
    Contents contents;
    contents.commonName = name;
    contents.to = until;
    contents.basicConstraints = "critical,CA:TRUE";
    contents.keyUsage = "critical,keyCertSign,cRLSign";
    contents.from = -365;
    return contents;
}

Contents serverContents(const QStringList &hostNames, CertificateFlaw fault)
{
    const QStringList names =
        fault == CertificateFlaw::OtherName ? QStringList{u"other.contoso.test"_s} : hostNames;
    Contents contents;
    contents.commonName = QUrl::toAce(names.value(0));
    QByteArrayList alternatives;
    for (const QString &name : names)
        alternatives.append("DNS:" + QUrl::toAce(name));
    contents.alternativeNames = alternatives.join(',');
    contents.extendedKeyUsage = fault == CertificateFlaw::NoServerAuth ? "clientAuth" : "serverAuth";
    static constexpr std::array unlogged{CertificateFlaw::SelfSigned, CertificateFlaw::UnknownIssuer,
                                         CertificateFlaw::ChainUntrusted, CertificateFlaw::Inspected};
    const bool isPublic = std::find(unlogged.begin(), unlogged.end(), fault) == unlogged.end();
    contents.publicLogs = isPublic ? "DER:04:02:00:00" : ""; // an empty list says whose they would be, too
    if (fault == CertificateFlaw::Expired) {
        contents.from = -400;
        contents.to = -3;
    } else if (fault == CertificateFlaw::NotYetValid) {
        contents.from = 3;
    }
    return contents;
}

} // namespace

struct CertificateAuthority::Authority
{
    Authority(const QByteArray &name, const Authority *issuer, int until = 3650)
        : key(EVP_EC_gen("P-256"))
        , certificate(makeCertificate(key.get(), authorityContents(name, until),
                                      issuer ? issuer->certificate.get() : nullptr,
                                      issuer ? issuer->key.get() : nullptr))
    {}

    Key key;
    Certificate certificate;
};

CertificateAuthority::CertificateAuthority()
    : m_root(std::make_unique<Authority>("Simulated Public Root", nullptr))
    , m_intermediate(std::make_unique<Authority>("Simulated Public Issuer", m_root.get()))
    , m_unknownRoot(std::make_unique<Authority>("Contoso Internal Root", nullptr))
    , m_inspector(std::make_unique<Authority>("FortiGate CA", nullptr))
    , m_outdated(std::make_unique<Authority>("Simulated Public Issuer of last year", m_root.get(), -3))
{}

CertificateAuthority::~CertificateAuthority() = default;

QSslCertificate CertificateAuthority::root() const
{
    return toQt(m_root->certificate.get());
}

QByteArray CertificateAuthority::unknownRootPem() const
{
    return toQt(m_unknownRoot->certificate.get()).toPem();
}

const CertificateAuthority::Authority &CertificateAuthority::issuerFor(CertificateFlaw fault) const
{
    switch (fault) {
    case CertificateFlaw::UnknownIssuer:
    case CertificateFlaw::ChainUntrusted:
        return *m_unknownRoot;
    case CertificateFlaw::Inspected:
        return *m_inspector;
    case CertificateFlaw::IntermediateExpired:
        return *m_outdated;
    default:
        return *m_intermediate;
    }
}

TlsIdentity CertificateAuthority::issue(const QStringList &hostNames, CertificateFlaw fault,
                                        const QString &subject) const
{
    const Key key(EVP_EC_gen("P-256"));
    Contents contents = serverContents(hostNames, fault);
    if (!subject.isEmpty())
        contents.commonName = subject.toUtf8();
    if (fault == CertificateFlaw::SelfSigned) {
        const Certificate own = makeCertificate(key.get(), contents, nullptr, nullptr);
        return {{toQt(own.get())}, toQt(key.get())};
    }
    const Authority &issuer = issuerFor(fault);
    const Certificate leaf = makeCertificate(key.get(), contents, issuer.certificate.get(), issuer.key.get());
    TlsIdentity identity{{toQt(leaf.get())}, toQt(key.get())};
    static constexpr std::array alone{CertificateFlaw::IntermediateMissing, CertificateFlaw::UnknownIssuer,
                                      CertificateFlaw::Inspected};
    if (std::find(alone.begin(), alone.end(), fault) == alone.end())
        identity.chain.append(toQt(issuer.certificate.get()));
    return identity;
}

TlsIdentity CertificateAuthority::issueClient(const QString &name) const
{
    const Key key(EVP_EC_gen("P-256"));
    Contents contents;
    contents.commonName = name.toUtf8();
    contents.extendedKeyUsage = "clientAuth";
    const Certificate leaf =
        makeCertificate(key.get(), contents, m_root->certificate.get(), m_root->key.get());
    return {{toQt(leaf.get())}, toQt(key.get())};
}

} // namespace Setup
