// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/commonwords.h"

#include <QStringList>

namespace Setup {

QSet<QString> commonWords()
{
    static constexpr auto text =
        "a an and the of to in on for is not no yes at by or askcody exchange microsoft outlook office"
        " office365 windows onmicrosoft autodiscover autodiscovery ews asmx svc xml json owa ecp mapi oab"
        " rpc http https soap www web webmail mail mail1 mail2 smtp imap mx mx1 mx2 mx3 remote legacy hybrid"
        " server servers service services local localdomain localhost internal intranet lan home corp"
        " private test com net org edu gov int eu us uk de dk cloud online api app login graph users user"
        " room rooms mailbox calendar default none system basic ntlm negotiate bearer kerberos true false"
        " tcp udp proxy gateway root issuing intermediate authority certificate certification public ca"
        " tls ssl encrypt gmbh inc ltd llc as aps ag corporation company group iis apache nginx squid"
        " error errors access account accounts address answer request response message name names type"
        " version value values status code code1 host domain port time text body header auto free"
        " busy tentative oof nodata workingelsewhere meeting meetings conference large small board floor"
        " building north south east west focus team project training captive hotspot guest wifi wlan portal";
    const QStringList words = QString::fromLatin1(text).split(u' ');
    return {words.cbegin(), words.cend()};
}

} // namespace Setup
