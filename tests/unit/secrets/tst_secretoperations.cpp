// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/problemcodes.h"
#include "secrets/forgetsecrets.h"
#include "secrets/memorysecretstore.h"
#include "support/operationcontract.h"

using namespace Setup;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto Soon = 120ms;

const QString name = u"integration/3f1c/password"_s;
const Secret value("canary");

template<typename Operation>
std::unique_ptr<Operation> within(std::unique_ptr<Operation> operation, std::chrono::milliseconds deadline)
{
    operation->setDeadline(deadline);
    return operation;
}

} // namespace

// The contract of operations, clause by clause, for everything that is asked of a keychain.
class TestSecretOperations : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void write();
    void writeInParts();
    void read();
    void readWhatIsMissing();
    void remove();
    void removeFromALockedKeychain();
    void forget();
    void forgetNothing();
    void forgetWhatIsNotListed();

private:
    void listTwo();

    std::unique_ptr<MemorySecretStore> m_store;
    std::unique_ptr<MemorySecretStore> m_silent;
};

void TestSecretOperations::init()
{
    m_store = std::make_unique<MemorySecretStore>();
    m_silent = std::make_unique<MemorySecretStore>();
    m_silent->keyring().contents().insert(name, value);
    m_silent->keyring().setFault(MemoryKeyring::Fault::Silent);
}

void TestSecretOperations::write()
{
    const OperationContract<WriteSecret> contract{
        [this] { return m_store->write(name, value); },
        [this] { return within(m_silent->write(name, value), Soon); }};
    contract.verify(Code::KeychainTimeout);
}

void TestSecretOperations::writeInParts()
{
    m_store->setPartSize(64);
    const OperationContract<WriteSecret> contract{
        [this] { return m_store->write(name, Secret(QByteArray(300, 'x'))); },
        [this] { return within(m_silent->write(name, value), Soon); }};
    contract.verify(Code::KeychainTimeout);
}

void TestSecretOperations::read()
{
    const auto written = m_store->write(name, value);
    written->start();
    QTRY_VERIFY(!written->isRunning());
    const OperationContract<ReadSecret> contract{[this] { return m_store->read(name); },
                                                 [this] { return within(m_silent->read(name), Soon); }};
    contract.verify(Code::KeychainTimeout);
}

void TestSecretOperations::readWhatIsMissing()
{
    const OperationContract<ReadSecret> contract{[this] { return m_store->read(name); },
                                                 [this] { return within(m_silent->read(name), Soon); }};
    contract.verify(Code::KeychainTimeout);
}

void TestSecretOperations::remove()
{
    const OperationContract<DeleteSecret> contract{[this] { return m_store->remove(name); },
                                                   [this] { return within(m_silent->remove(name), Soon); }};
    contract.verify(Code::KeychainTimeout);
}

void TestSecretOperations::removeFromALockedKeychain()
{
    m_store->keyring().setFault(MemoryKeyring::Fault::Locked);
    const OperationContract<DeleteSecret> contract{[this] { return m_store->remove(name); },
                                                   [this] { return within(m_silent->remove(name), Soon); }};
    contract.verify(Code::KeychainTimeout);
}

void TestSecretOperations::listTwo()
{
    m_store->keyring().contents().insert(u"one"_s, value);
    m_store->keyring().contents().insert(u"two"_s, value);
}

void TestSecretOperations::forget()
{
    const auto silent = [this] {
        return within(std::make_unique<ForgetSecrets>(*m_silent, QStringList{name}), Soon);
    };
    const OperationContract<ForgetSecrets> contract{
        [this] {
            listTwo(); // each operation finds them again; a second start() finds them gone, which is an
                       // outcome
            return std::make_unique<ForgetSecrets>(*m_store, QStringList{u"one"_s, u"two"_s});
        },
        silent};
    contract.verify(Code::KeychainTimeout);
}

void TestSecretOperations::forgetNothing()
{
    const OperationContract<ForgetSecrets> contract{
        [this] { return std::make_unique<ForgetSecrets>(*m_store, QStringList()); },
        [this] { return within(std::make_unique<ForgetSecrets>(*m_silent, QStringList{name}), Soon); }};
    contract.verify(Code::KeychainTimeout);
}

void TestSecretOperations::forgetWhatIsNotListed()
{
    const OperationContract<ForgetSecrets> contract{
        [this] { return std::make_unique<ForgetSecrets>(*m_store, QStringList{u"nobody"_s}); },
        [this] { return within(std::make_unique<ForgetSecrets>(*m_silent, QStringList{name}), Soon); }};
    contract.verify(Code::KeychainTimeout);
}

QTEST_GUILESS_MAIN(TestSecretOperations)
#include "tst_secretoperations.moc"
