// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>
#include <QUrl>

namespace Setup {

// What a page in HTML is that came in place of an answer to a program. Only looked at, never shown. Looks at
// nothing that a recording does not keep (redactionbody.cpp), so that a replay sees the same.
struct AnswerPage
{
    QString title; // as foreign text
    QString heading; // the first one, where it begins with the title and says more
    bool hasSignInForm = false; // with a field for a password
    bool isOfNetwork = false; // says that it is a hot spot's (WISPr)
    bool asksForCertificate = false; // of the client (IIS 403.7; nginx 400)

    static AnswerPage of(const QByteArray &body);
};

// Does this redirect lead to the sign-in of a network, as hotels have one? Such pages stand on another host,
// at a bare private address or under a name that says so, and are not encrypted.
bool leadsToNetworkSignIn(const QUrl &asked, const QUrl &target);

} // namespace Setup
