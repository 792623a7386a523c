// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/certificatemask.h"

#include "core/owned.h"

#include <QHostAddress>

#include <openssl/bn.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include <array>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

using Rename = std::function<QString(const QString &)>;

using Certificate = Owned<X509, X509_free>;
using Names = Owned<GENERAL_NAMES, GENERAL_NAMES_free>;
using Bytes = Owned<ASN1_OCTET_STRING, ASN1_OCTET_STRING_free>;
using Key = Owned<EVP_PKEY, EVP_PKEY_free>;

struct Memory
{
    BIO *bio;
    explicit Memory(const QByteArray &content)
        : bio(BIO_new_mem_buf(content.constData(), static_cast<int>(content.size())))
    {}
    Memory()
        : bio(BIO_new(BIO_s_mem()))
    {}
    ~Memory() { BIO_free(bio); }
    Memory(const Memory &) = delete;
    Memory &operator=(const Memory &) = delete;
};

QString text(const ASN1_STRING *string)
{
    unsigned char *utf8 = nullptr;
    const int size = ASN1_STRING_to_UTF8(&utf8, string);
    if (size < 0)
        return {};
    const QString found = QString::fromUtf8(reinterpret_cast<const char *>(utf8), size);
    OPENSSL_free(utf8);
    return found;
}

// One key for all that is masked in a process: nobody proves anything with it.
EVP_PKEY *anyKey()
{
    static const Key key(EVP_EC_gen("P-256"));
    return key.get();
}

class Mask
{
public:
    Mask(X509 *original, const Rename &rename)
        : m_original(original)
        , m_rename(rename)
        , m_made(X509_new())
    {
        X509_set_version(m_made.get(), X509_VERSION_3);
        takeName(X509_get_subject_name(original), X509_get_subject_name(m_made.get()));
        takeName(X509_get_issuer_name(original), X509_get_issuer_name(m_made.get()));
        X509_set1_notBefore(m_made.get(), X509_get0_notBefore(original));
        X509_set1_notAfter(m_made.get(), X509_get0_notAfter(original));
        takeExtensions();
    }

    // Names stand elsewhere, too: in addresses of lists and authorities, which are left out.
    bool isChanged() const
    {
        const Memory out;
        X509_print(out.bio, m_original);
        char *content = nullptr;
        const long size = BIO_get_mem_data(out.bio, &content);
        const QString all = QString::fromUtf8(content, size);
        return m_isChanged || m_rename(all) != all;
    }

    QByteArray pem()
    {
        std::array<unsigned char, 8> serial = {};
        RAND_bytes(serial.data(), static_cast<int>(serial.size()));
        serial[0] &= 0x7f;
        BIGNUM *number = BN_bin2bn(serial.data(), static_cast<int>(serial.size()), nullptr);
        BN_to_ASN1_INTEGER(number, X509_get_serialNumber(m_made.get()));
        BN_free(number);
        X509_set_pubkey(m_made.get(), anyKey());
        X509_sign(m_made.get(), anyKey(), EVP_sha256());
        const Memory out;
        PEM_write_bio_X509(out.bio, m_made.get());
        char *content = nullptr;
        const long size = BIO_get_mem_data(out.bio, &content);
        return {content, size};
    }

private:
    QString renamed(const QString &original)
    {
        const QString made = m_rename(original);
        m_isChanged = m_isChanged || made != original;
        return made;
    }

    void takeName(const X509_NAME *from, X509_NAME *to)
    {
        for (int i = 0; i < X509_NAME_entry_count(from); ++i) {
            const X509_NAME_ENTRY *entry = X509_NAME_get_entry(from, i);
            const QByteArray value = renamed(text(X509_NAME_ENTRY_get_data(entry))).toUtf8();
            X509_NAME_add_entry_by_OBJ(to, X509_NAME_ENTRY_get_object(entry), MBSTRING_UTF8,
                                       reinterpret_cast<const unsigned char *>(value.constData()),
                                       static_cast<int>(value.size()), -1, X509_NAME_ENTRY_set(entry));
        }
    }

    void takeExtensions()
    {
        for (int i = 0; i < X509_get_ext_count(m_original); ++i) {
            X509_EXTENSION *extension = X509_get_ext(m_original, i);
            switch (OBJ_obj2nid(X509_EXTENSION_get_object(extension))) {
            case NID_basic_constraints:
            case NID_key_usage:
            case NID_ext_key_usage:
                X509_add_ext(m_made.get(), extension, -1);
                break;
            case NID_subject_alt_name:
                takeAlternativeNames();
                break;
            case NID_ct_precert_scts:
                takeEmptyLog(extension);
                break;
            default:
                break; // identifiers of keys, addresses of authorities
            }
        }
    }

    void takeEmptyLog(X509_EXTENSION *extension)
    {
        static constexpr std::array<unsigned char, 4> emptyList{V_ASN1_OCTET_STRING, 2, 0, 0};
        const Bytes value(ASN1_OCTET_STRING_new());
        ASN1_OCTET_STRING_set(value.get(), emptyList.data(), static_cast<int>(emptyList.size()));
        X509_EXTENSION *made =
            X509_EXTENSION_create_by_OBJ(nullptr, X509_EXTENSION_get_object(extension), 0, value.get());
        X509_add_ext(m_made.get(), made, -1);
        X509_EXTENSION_free(made);
    }

    void takeAlternativeNames()
    {
        const Names names(static_cast<GENERAL_NAMES *>(
            X509_get_ext_d2i(m_original, NID_subject_alt_name, nullptr, nullptr)));
        const Names made(GENERAL_NAMES_new());
        for (int i = 0; names && i < sk_GENERAL_NAME_num(names.get()); ++i)
            takeAlternativeName(sk_GENERAL_NAME_value(names.get(), i), made.get());
        if (sk_GENERAL_NAME_num(made.get()) > 0)
            X509_add1_ext_i2d(m_made.get(), NID_subject_alt_name, made.get(), 0, 0);
    }

    void takeAlternativeName(const GENERAL_NAME *name, GENERAL_NAMES *to)
    {
        int type = 0;
        void *value = GENERAL_NAME_get0_value(name, &type);
        auto *string = static_cast<ASN1_STRING *>(value); // of these types it is one
        ASN1_STRING *copy = nullptr;
        if (type == GEN_DNS || type == GEN_EMAIL || type == GEN_URI) {
            const QByteArray made = renamed(text(string)).toUtf8();
            copy = ASN1_STRING_type_new(V_ASN1_IA5STRING);
            ASN1_STRING_set(copy, made.constData(), static_cast<int>(made.size()));
        } else if (type == GEN_IPADD && ASN1_STRING_length(string) == 4) {
            const unsigned char *bytes = ASN1_STRING_get0_data(string);
            const QHostAddress address(static_cast<quint32>(bytes[0]) << 24
                                       | static_cast<quint32>(bytes[1]) << 16
                                       | static_cast<quint32>(bytes[2]) << 8 | bytes[3]);
            copy = a2i_IPADDRESS(renamed(address.toString()).toLatin1().constData());
        }
        if (!copy)
            return;
        GENERAL_NAME *made = GENERAL_NAME_new();
        GENERAL_NAME_set0_value(made, type, copy);
        sk_GENERAL_NAME_push(to, made);
    }

    X509 *m_original;
    const Rename &m_rename;
    Certificate m_made;
    bool m_isChanged = false;
};

} // namespace

QByteArray maskedCertificate(const QByteArray &pem, const Rename &renamed, bool inAnyCase)
{
    const Memory in(pem);
    const Certificate original(PEM_read_bio_X509(in.bio, nullptr, nullptr, nullptr));
    if (!original)
        return pem;
    Mask mask(original.get(), renamed);
    return inAnyCase || mask.isChanged() ? mask.pem() : pem;
}

} // namespace Setup
