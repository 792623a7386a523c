// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/nodehandshakes.h"

#include "checks/certificatefacts.h"
#include "net/certificatefaults.h"
#include "net/door.h"

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds nodeDeadline{5};

QString codeOf(const Result<HandshakeAnswer> &result)
{
    if (!result)
        return result.problem().code;
    return result->isTrusted() ? QString() : gravestFault(result->faults).code;
}

} // namespace

NodeHandshakes::NodeHandshakes(Door &door, const HandshakeQuery &query, const QStringList &addresses)
    : m_addresses(addresses.mid(0, Most))
{
    HandshakeQuery one = query;
    one.deadline = nodeDeadline;
    for (const QString &address : std::as_const(m_addresses)) {
        one.address = address;
        m_handshakes[address] = door.handshake(one);
        connect(m_handshakes[address].get(), &Handshake::finished, this,
                [this, address](const Result<HandshakeAnswer> &result) { take(address, result); });
    }
    m_open = std::ssize(m_handshakes);
}

NodeHandshakes::~NodeHandshakes() = default;

void NodeHandshakes::start()
{
    for (const auto &[address, handshake] : m_handshakes)
        handshake->start();
}

void NodeHandshakes::take(const QString &address, const Result<HandshakeAnswer> &result)
{
    const QString code = codeOf(result);
    if (result || code.startsWith("TLS_"_L1)) {
        QJsonObject node{{u"address"_s, address}};
        if (!code.isEmpty())
            node.insert(u"code"_s, code);
        if (result && !code.isEmpty())
            node.insert(u"chain"_s, certificateFacts(result->chain));
        m_answers[address] = node;
    }
    if (--m_open > 0)
        return;
    for (const QString &asked : std::as_const(m_addresses))
        if (m_answers.contains(asked))
            m_nodes.append(m_answers.at(asked));
    emit finished();
}

} // namespace Setup
