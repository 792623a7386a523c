// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QSslCertificate>
#include <QString>

namespace Setup {

// Where an operation really knocks, and who vouches there. The name that was asked for stays the name of SNI,
// Host and verification.
struct Destination
{
    QString address; // an IP address; empty: as the system resolves the name
    quint16 port = 0;
    QList<QSslCertificate> roots; // empty: the operating system's

    bool isPinned() const { return !address.isEmpty(); }
};

} // namespace Setup
