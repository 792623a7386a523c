// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "secrets/memorykeyring.h"

#include "core/problemcodes.h"

#include <QTimer>

#include <utility>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

class MemoryKeyringStep : public KeyringStep
{
public:
    MemoryKeyringStep(MemoryKeyring &keyring, KeyringRequest request)
        : m_keyring(keyring)
        , m_request(std::move(request))
    {
        m_timer.setSingleShot(true);
        connect(&m_timer, &QTimer::timeout, this, &MemoryKeyringStep::carryOut);
    }

    void start() override { m_timer.start(m_keyring.delay()); }

private:
    void carryOut()
    {
        if (const auto answer = m_keyring.answer(m_request))
            emit finished(*answer);
    }

    MemoryKeyring &m_keyring;
    KeyringRequest m_request;
    QTimer m_timer;
};

} // namespace

std::unique_ptr<KeyringStep> MemoryKeyring::step(const KeyringRequest &request)
{
    return std::make_unique<MemoryKeyringStep>(*this, request);
}

Result<QStringList> MemoryKeyring::entries() const
{
    QStringList names = m_contents.keys();
    names.removeIf([](const QString &name) { return name.contains(u'#'); });
    return names;
}

QJsonObject MemoryKeyring::situation() const
{
    return {{u"backend"_s, u"memory"_s}};
}

void MemoryKeyring::setFaultAfter(int requests, Fault fault)
{
    m_faultLater = std::pair(m_requestCount + requests, fault);
}

std::optional<Result<Secret>> MemoryKeyring::answer(const KeyringRequest &request)
{
    if (m_faultLater && m_requestCount >= m_faultLater->first)
        m_fault = m_faultLater->second;
    ++m_requestCount;
    switch (m_fault) {
    case Fault::Silent:
        return std::nullopt;
    case Fault::Locked:
        return Problem{Code::KeychainLocked, {}, situation()};
    case Fault::Absent:
        return Problem{Code::KeychainAbsent, {}, situation()};
    case Fault::Denied:
        return Problem{Code::KeychainDenied, {}, situation()};
    case Fault::Forgetful:
        return request.kind == KeyringRequest::Kind::Write ? Result<Secret>(Secret()) : perform(request);
    case Fault::None:
        break;
    }
    return perform(request);
}

Result<Secret> MemoryKeyring::perform(const KeyringRequest &request)
{
    switch (request.kind) {
    case KeyringRequest::Kind::Write:
        m_contents.insert(request.entry, request.value);
        return Secret();
    case KeyringRequest::Kind::Remove:
        m_contents.remove(request.entry);
        return Secret();
    case KeyringRequest::Kind::Read:
        break;
    }
    const auto found = m_contents.constFind(request.entry);
    if (found == m_contents.cend())
        return Problem{Code::KeychainEntryMissing, {}, situation()};
    return *found;
}

} // namespace Setup
