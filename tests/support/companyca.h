// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QSslCertificate>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <memory>

namespace Setup {

// The authority of a company, which names it in ways that its server's certificate does not.
class CompanyCa
{
public:
    CompanyCa()
        : m_key(EVP_EC_gen("P-256"), EVP_PKEY_free)
        , m_name(X509_NAME_new(), X509_NAME_free)
    {
        add(m_name.get(), "O", "Nordic Timber Holding");
        add(m_name.get(), "OU", "Platform");
        add(m_name.get(), "CN", "Nordic Timber Root CA");
    }

    QSslCertificate root() const { return make(m_name.get(), {}, {}); }

    // Its list of revoked certificates stands at an address of the company's.
    QSslCertificate server(const QByteArray &host, const QByteArray &listAt) const
    {
        const std::unique_ptr<X509_NAME, decltype(&X509_NAME_free)> name(X509_NAME_new(), X509_NAME_free);
        add(name.get(), "CN", host.constData());
        return make(name.get(), "DNS:" + host, "URI:" + listAt);
    }

private:
    static void add(X509_NAME *name, const char *field, const char *value)
    {
        const auto *const bytes = reinterpret_cast<const unsigned char *>(value);
        X509_NAME_add_entry_by_txt(name, field, MBSTRING_UTF8, bytes, -1, -1, 0);
    }

    QSslCertificate make(const X509_NAME *subject, const QByteArray &names, const QByteArray &list) const
    {
        const std::unique_ptr<X509, decltype(&X509_free)> made(X509_new(), X509_free);
        X509_set_version(made.get(), 2);
        ASN1_INTEGER_set(X509_get_serialNumber(made.get()), names.isEmpty() ? 1 : 2);
        X509_set_subject_name(made.get(), subject);
        X509_set_issuer_name(made.get(), m_name.get());
        X509_gmtime_adj(X509_getm_notBefore(made.get()), -3600);
        X509_gmtime_adj(X509_getm_notAfter(made.get()), 86'400);
        X509_set_pubkey(made.get(), m_key.get());
        const std::pair<int, QByteArray> extensions[] = {{NID_subject_alt_name, names},
                                                         {NID_crl_distribution_points, list}};
        for (const auto &[id, value] : extensions) {
            if (value.isEmpty())
                continue;
            X509_EXTENSION *extension = X509V3_EXT_conf_nid(nullptr, nullptr, id, value.constData());
            X509_add_ext(made.get(), extension, -1);
            X509_EXTENSION_free(extension);
        }
        X509_sign(made.get(), m_key.get(), EVP_sha256());
        unsigned char *der = nullptr;
        const int size = i2d_X509(made.get(), &der);
        const QByteArray bytes(reinterpret_cast<const char *>(der), size);
        OPENSSL_free(der);
        return QSslCertificate(bytes, QSsl::Der);
    }

    std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> m_key;
    std::unique_ptr<X509_NAME, decltype(&X509_NAME_free)> m_name;
};

} // namespace Setup
