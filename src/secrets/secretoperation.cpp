// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "secrets/secretoperation.h"

#include "core/problemcodes.h"
#include "secrets/secretlayout.h"

#include <utility>

namespace Setup {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

SecretOperation::SecretOperation(Keyring &keyring, QString name)
    : m_keyring(keyring)
    , m_name(std::move(name))
{
    m_deadline.setSingleShot(true);
    m_deadline.setInterval(20s);
    m_patience.setSingleShot(true);
    m_patience.setInterval(3s);
    connect(&m_deadline, &QTimer::timeout, this, &SecretOperation::giveUp);
    connect(&m_patience, &QTimer::timeout, this, &SecretOperation::waitingForUser);
}

SecretOperation::~SecretOperation() = default;

void SecretOperation::start()
{
    settle(); // starting what runs is starting it anew
    Q_ASSERT_X(SecretLayout::isName(m_name), "SecretOperation", "not the name of a secret");
    m_isRunning = true;
    m_deadline.start();
    m_patience.start();
    begin();
}

void SecretOperation::cancel()
{
    settle();
}

void SecretOperation::request(const KeyringRequest &request)
{
    Q_ASSERT(!m_step);
    if (m_patience.isActive())
        m_patience.start(); // the keyring does answer
    m_step = m_keyring.step(request);
    connect(m_step.get(), &KeyringStep::finished, this, &SecretOperation::take);
    m_step->start();
}

void SecretOperation::settle()
{
    m_isRunning = false;
    m_deadline.stop();
    m_patience.stop();
    m_step.reset();
}

void SecretOperation::fail(Problem problem)
{
    problem.facts.insert(u"entry"_s, m_name);
    settle();
    report(problem);
}

void SecretOperation::take(const Result<Secret> &answer)
{
    m_step.release()->deleteLater(); // it is calling us
    proceed(answer);
}

void SecretOperation::giveUp()
{
    QJsonObject facts = m_keyring.situation();
    facts.insert(u"seconds"_s, static_cast<double>(m_deadline.interval()) / 1000);
    // Whoever reads this should look for a window that hides behind others.
    facts.insert(u"promptMayBeWaiting"_s, true);
    fail({Code::KeychainTimeout, u"no answer from the keyring in time"_s, facts});
}

} // namespace Setup
