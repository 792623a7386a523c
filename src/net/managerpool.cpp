// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/managerpool.h"

#include <QMessageAuthenticationCode>
#include <QNetworkAccessManager>
#include <QRandomGenerator>

#include <array>

namespace Setup {
namespace {

std::shared_ptr<QNetworkAccessManager> makeManager(const QNetworkProxy &proxy)
{
    auto manager = std::make_shared<QNetworkAccessManager>();
    manager->setProxy(proxy); // never the application's default, whose look-up blocks the asking thread
    manager->setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    manager->setAutoDeleteReplies(false);
    return manager;
}

void add(QMessageAuthenticationCode &code, QByteArrayView part)
{
    code.addData(QByteArray::number(part.size()) + ':'); // so that "ab" + "c" is not "a" + "bc"
    code.addData(part.data(), part.size());
}

} // namespace

ManagerPool::ManagerPool()
{
    std::array<quint32, 8> random{};
    QRandomGenerator::system()->fillRange(random.data(), static_cast<qsizetype>(random.size()));
    m_salt = QByteArray(reinterpret_cast<const char *>(random.data()), sizeof random);
}

ManagerPool::~ManagerPool() = default;

std::shared_ptr<QNetworkAccessManager> ManagerPool::manager(const ExchangeQuery &query,
                                                            const QNetworkProxy &proxy)
{
    auto &manager = m_managers[keyOf(query, proxy)];
    if (!manager)
        manager = makeManager(proxy);
    return manager;
}

void ManagerPool::forget()
{
    m_managers.clear();
}

QByteArray ManagerPool::keyOf(const ExchangeQuery &query, const QNetworkProxy &proxy) const
{
    QMessageAuthenticationCode code(QCryptographicHash::Sha256, m_salt);
    if (query.credential) {
        add(code, QByteArray::number(static_cast<int>(query.credential->scheme)));
        add(code, query.credential->account.toCaseFolded().toUtf8());
        add(code, query.credential->username.toUtf8());
        add(code, query.credential->secret.bytes());
    }
    add(code, query.extraRoot);
    add(code, QByteArray::number(proxy.type()));
    add(code, proxy.hostName().toUtf8());
    add(code, QByteArray::number(proxy.port()));
    add(code, proxy.user().toUtf8());
    return code.result();
}

} // namespace Setup
