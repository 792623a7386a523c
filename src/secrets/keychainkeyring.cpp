// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "secrets/keychainkeyring.h"

#include "core/logging.h"
#include "core/problemcodes.h"
#include "secrets/jobguard.h"
#include "secrets/keychainproblem.h"
#include "secrets/keyringprobe.h"
#include "secrets/secretservice.h"

#include <utility>

namespace Setup {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class KeychainKeyring::Step : public KeyringStep
{
public:
    Step(KeychainKeyring &keyring, KeyringRequest request)
        : m_keyring(&keyring)
        , m_request(std::move(request))
    {}

    void start() override
    {
        if (m_keyring)
            m_keyring->enqueue(this);
    }
    const KeyringRequest &request() const { return m_request; }

private:
    QPointer<KeychainKeyring> m_keyring;
    KeyringRequest m_request;
};

namespace {

// Parts have their manifest's entry to speak for them.
bool isListed(const QString &entry)
{
    return !entry.contains(u'#');
}

// Where the credential has only one name, it must say whose it is: Windows knows no service.
QString keyOf(const QString &service, const QString &entry)
{
#if defined(Q_OS_WIN)
    return service + u'/' + entry;
#else
    Q_UNUSED(service)
    return entry;
#endif
}

} // namespace

KeychainKeyring::KeychainKeyring(QString service, const QString &indexFile)
    : m_service(std::move(service))
    , m_index(indexFile)
{
    // Whoever has not answered by then is probably asking its user: find out, while there is time to tell.
    m_slow.setSingleShot(true);
    m_slow.setInterval(1s);
    connect(&m_slow, &QTimer::timeout, this, &KeychainKeyring::lookAround);
}

KeychainKeyring::~KeychainKeyring() = default;

std::unique_ptr<KeyringStep> KeychainKeyring::step(const KeyringRequest &request)
{
    return std::make_unique<Step>(*this, request);
}

Result<QStringList> KeychainKeyring::entries() const
{
    return m_index.names();
}

QJsonObject KeychainKeyring::situation() const
{
    QJsonObject facts = toJson(m_situation);
    if (m_isBusy && !m_current)
        facts.insert(u"earlierRequestUnanswered"_s, true);
    return facts;
}

void KeychainKeyring::enqueue(Step *step)
{
    m_queue.enqueue(step);
    QMetaObject::invokeMethod(this, &KeychainKeyring::startNext, Qt::QueuedConnection);
}

void KeychainKeyring::startNext()
{
    if (m_isBusy)
        return;
    while (!m_queue.isEmpty() && !m_current)
        m_current = m_queue.dequeue();
    if (!m_current)
        return;
    m_isBusy = true;
    m_isSecondTry = false;
    m_situation = {};
    const KeyringRequest &request = m_current->request();
    if (request.kind == KeyringRequest::Kind::Write && isListed(request.entry)) {
        if (const auto noted = m_index.add(request.entry); !noted)
            return answer(noted.problem());
    }
    startJob(request);
}

void KeychainKeyring::startJob(const KeyringRequest &request)
{
    // No parent and autoDelete, which is the default: the job must outlive us if it has to, because libsecret
    // calls it back through a bare pointer.
    QKeychain::Job *job = createJob(request);
    job->setInsecureFallback(false);
    job->setKey(keyOf(m_service, request.entry));
    connect(job, &QKeychain::Job::finished, this, &KeychainKeyring::takeJob);
    m_slow.start();
    job->start();
}

QKeychain::Job *KeychainKeyring::createJob(const KeyringRequest &request) const
{
    switch (request.kind) {
    case KeyringRequest::Kind::Write: {
        auto *job = new QKeychain::WritePasswordJob(m_service);
        new JobGuard(job, request.value.bytes().toByteArray());
        return job;
    }
    case KeyringRequest::Kind::Remove:
        return new QKeychain::DeletePasswordJob(m_service);
    case KeyringRequest::Kind::Read:
        break;
    }
    auto *job = new QKeychain::ReadPasswordJob(m_service);
    new JobGuard(job);
    return job;
}

void KeychainKeyring::takeJob(QKeychain::Job *job)
{
    m_slow.stop();
    Secret value;
    if (const auto *reading = qobject_cast<QKeychain::ReadPasswordJob *>(job))
        value = Secret(QByteArray(reading->binaryData().constData(), reading->binaryData().size()));
    const bool isReading = qobject_cast<QKeychain::ReadPasswordJob *>(job) != nullptr;
    // Our entries are never empty; one that is was left by KWallet, where QtKeychain up to 0.13 deletes by
    // writing an empty password.
    const bool isEmptied = isReading && job->error() == QKeychain::NoError && value.isEmpty();
    if (job->error() == QKeychain::NoError && !isEmptied) {
#if defined(SETUP_WITH_DBUS)
        SecretService::outliveBus();
#endif
        return answer(value);
    }
    m_failure = {isEmptied ? QKeychain::EntryNotFound : job->error(), job->errorString()};
    lookAround();
}

void KeychainKeyring::lookAround()
{
    m_probe = KeyringProbe::create();
    connect(m_probe.get(), &KeyringProbe::finished, this, &KeychainKeyring::takeSituation);
    m_probe->start();
}

void KeychainKeyring::takeSituation(const KeyringSituation &situation)
{
    m_probe.release()->deleteLater(); // it is calling us
    m_situation = situation;
    if (!m_failure)
        return;
    if (!canTryAgain())
        return explain();
    m_failure.reset();
    m_isSecondTry = true;
#if defined(SETUP_WITH_DBUS)
    SecretService::dropSession();
#endif
    startJob(m_current->request());
}

// Somebody is there and nothing is locked, and it failed all the same: a daemon that was started anew does
// not know our session. Never where a prompt may have been refused, for that would ask its user twice.
bool KeychainKeyring::canTryAgain() const
{
    return m_current && !m_isSecondTry && m_failure->error == QKeychain::OtherError
        && m_situation.backend == "Secret Service"_L1 && m_situation.isRunning == true
        && m_situation.isLocked == false;
}

void KeychainKeyring::explain()
{
    const Failure failure = *std::exchange(m_failure, std::nullopt);
    Problem problem =
        keychainProblem(static_cast<QKeychain::Error>(failure.error), failure.message, m_situation);
    if (m_current && problem.code == Code::KeychainEntryMissing && isListed(m_current->request().entry)) {
        // Certainly not there, so it need not be listed; if that fails the list names too much, no harm done.
        if (!m_index.remove(m_current->request().entry))
            qCWarning(logSecrets) << "The list of secrets cannot be written";
    }
    answer(problem);
}

void KeychainKeyring::answer(const Result<Secret> &result)
{
    m_isBusy = false;
    QMetaObject::invokeMethod(this, &KeychainKeyring::startNext, Qt::QueuedConnection);
    if (Step *step = std::exchange(m_current, nullptr))
        emit step->finished(result);
}

} // namespace Setup
