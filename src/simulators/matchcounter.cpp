// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/matchcounter.h"

#include "simulators/simdocument.h"

namespace Setup {

using namespace Qt::StringLiterals;

SimMeaning SimMeaning::of(const QString &host, const SimRequest &request, bool credentialsAccepted)
{
    SimMeaning meaning;
    meaning.host = host;
    meaning.method = request.method;
    meaning.path = QString::fromLatin1(request.path());
    meaning.credentialsSent = !request.header("Authorization").isEmpty();
    meaning.credentialsAccepted = credentialsAccepted;
    const SimDocument parsed = request.body.isEmpty() ? SimDocument() : parseSimDocument(request.body);
    if (!parsed.root)
        return meaning;
    if (const SimElement *body = parsed.root->child(u"Body"_s)) {
        meaning.operation = body->children.value(0).name;
        if (meaning.operation == "GetUserAvailabilityRequest"_L1)
            meaning.operation.chop(7);
    }
    if (const SimElement *identity = parsed.root->find(u"ConnectingSID"_s))
        meaning.mailbox = identity->children.value(0).text.trimmed();
    return meaning;
}

bool MatchCounter::admits(const SimMeaning &meaning)
{
    if (!describes(meaning))
        return false;
    ++m_seen;
    return m_seen > m_match.skip && (m_match.times == 0 || m_seen <= m_match.skip + m_match.times);
}

bool MatchCounter::describes(const SimMeaning &meaning) const
{
    const auto same = [](const QString &wanted, const QString &found) {
        return wanted.isEmpty() || wanted.compare(found, Qt::CaseInsensitive) == 0;
    };
    if (!same(m_match.host, meaning.host) || !same(m_match.operation, meaning.operation)
        || !same(m_match.mailbox, meaning.mailbox)
        || !meaning.path.startsWith(m_match.path, Qt::CaseInsensitive)
        || (!m_match.method.isEmpty() && m_match.method != meaning.method))
        return false;
    switch (m_match.credentials) {
    case ScenarioMatch::Credentials::Any:
        return true;
    case ScenarioMatch::Credentials::None:
        return !meaning.credentialsSent;
    case ScenarioMatch::Credentials::Sent:
        return meaning.credentialsSent;
    case ScenarioMatch::Credentials::Accepted:
        return meaning.credentialsAccepted;
    }
    return false;
}

} // namespace Setup
