// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "secrets/forgetsecrets.h"

#include "core/foreigntext.h"
#include "core/problemcodes.h"

#include <QJsonArray>

#include <algorithm>
#include <utility>

namespace Setup {

using namespace Qt::StringLiterals;

ForgetSecrets::ForgetSecrets(SecretStore &store, QStringList names)
    : m_store(store)
    , m_names(std::move(names))
{
    m_beginning.setSingleShot(true);
    connect(&m_beginning, &QTimer::timeout, this, &ForgetSecrets::begin);
}

void ForgetSecrets::start()
{
    cancel();
    m_forgotten.clear();
    m_beginning.start(0);
}

void ForgetSecrets::cancel()
{
    m_beginning.stop();
    m_deletion.reset();
}

void ForgetSecrets::begin()
{
    const auto known = m_store.names();
    if (!known)
        return fail(known.problem());
    const auto unknown = std::find_if_not(m_names.cbegin(), m_names.cend(),
                                          [&known](const QString &name) { return known->contains(name); });
    if (unknown != m_names.cend())
        return fail({Code::KeychainEntryMissing,
                     u"not in the list of secrets"_s,
                     {{u"entry"_s, ForeignText(*unknown)}}});
    next();
}

void ForgetSecrets::next()
{
    if (m_forgotten.size() == m_names.size())
        return emit finished(m_forgotten);
    m_deletion = m_store.remove(m_names.at(m_forgotten.size()));
    m_deletion->setDeadline(m_deadline);
    connect(m_deletion.get(), &DeleteSecret::finished, this, &ForgetSecrets::take);
    connect(m_deletion.get(), &DeleteSecret::waitingForUser, this, &ForgetSecrets::waitingForUser);
    m_deletion->start();
}

void ForgetSecrets::take(const Result<Done> &result)
{
    m_deletion.release()->deleteLater(); // it is calling us
    if (!result)
        return fail(result.problem());
    m_forgotten.append(m_names.at(m_forgotten.size()));
    next();
}

void ForgetSecrets::fail(Problem problem)
{
    problem.facts.insert(u"forgotten"_s, QJsonArray::fromStringList(m_forgotten));
    emit finished(problem);
}

} // namespace Setup
