// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/handshake.h"

#include <QJsonArray>

#include <map>
#include <memory>

namespace Setup {

class Door;

// Looks at the certificate behind each address of one host, all at once: whoever connects gets to one of them
// by chance. An address that gives no connection, or is in no recording, is left out: others tell of that.
class NodeHandshakes : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype Most = 8;

    NodeHandshakes(Door &door, const HandshakeQuery &query, const QStringList &addresses);
    ~NodeHandshakes() override;

    void start();

    // Of those that gave an answer: [{ address, code, chain }], without a code where the certificate is
    // trusted.
    const QJsonArray &nodes() const { return m_nodes; }
    bool isOver() const { return m_open == 0; }

signals:
    void finished();

private:
    void take(const QString &address, const Result<HandshakeAnswer> &result);

    std::map<QString, std::unique_ptr<Handshake>> m_handshakes;
    std::map<QString, QJsonObject> m_answers; // in the order of the addresses, not of their answers
    QStringList m_addresses;
    QJsonArray m_nodes;
    qsizetype m_open = 0;
};

} // namespace Setup
