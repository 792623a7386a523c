// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QDebug>

#include <memory>

namespace Setup {

// A password or token. Copies share one buffer, which is overwritten when the last copy goes. It cannot be
// printed, put into a QVariant or compared by accident; bytes() is for the one place that puts it on the wire
// or into the keychain.
class Secret
{
public:
    Secret() = default;
    explicit Secret(QByteArray utf8);

    bool isEmpty() const { return size() == 0; }
    qsizetype size() const;
    QByteArrayView bytes() const;

private:
    class Buffer;
    std::shared_ptr<const Buffer> m_buffer;
};

// Whether the two hold the same bytes. Without a way out at the first difference: how long it takes says
// nothing about the value.
bool isSame(const Secret &one, const Secret &other);

// Overwrites the bytes, also where the optimiser thinks nobody will look again.
void wipe(QByteArray &bytes);
void wipe(QString &text);

// No core dump and no debugger of the same user: a crash must not write the password to disk. Says whether it
// worked.
bool forbidCoreDumps();

} // namespace Setup

QDebug operator<<(QDebug, const Setup::Secret &) = delete;
