// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

// Numbers of MS-NLMP, for those who write and read its messages.
namespace Setup::Ntlm {

// 2.2.2.5
enum Flag : quint32 {
    Unicode = 0x0000'0001,
    RequestTarget = 0x0000'0004,
    NtlmSession = 0x0000'0200,
    AlwaysSign = 0x0000'8000,
    ExtendedSessionSecurity = 0x0008'0000,
    TargetInfo = 0x0080'0000,
    Strength128 = 0x2000'0000,
    Strength56 = 0x8000'0000
};

// 2.2.2.1
enum PairId : quint16 {
    Eol = 0,
    NbComputerName = 1,
    NbDomainName = 2,
    DnsComputerName = 3,
    DnsDomainName = 4,
    DnsTreeName = 5,
    Flags = 6,
    Timestamp = 7,
    TargetName = 9,
    ChannelBindings = 10
};

inline QByteArray signature()
{
    return QByteArray("NTLMSSP", 8); // with its zero byte
}

} // namespace Setup::Ntlm
