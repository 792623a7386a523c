// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace Setup {

class Session;

// What the form of the portal asks for, as this session knows it. The password is not among it.
struct HandOver
{
    static HandOver of(const Session &session);

    QString email;
    QString username; // only where another spelling than the e-mail address was accepted
    QString version; // as the portal's list names it
    QString versionReason; // why this one: a sentence
    QString product; // what the server says it is; may be empty
    QString ewsUrl;
    QString identificationCode;
    QString tenant; // with Exchange Online
};

// Before somebody makes it by hand: what the portal has of it already, what an admin has decided to go on
// with, what worked with a warning. Empty where there is nothing of it.
QString whatToHeed(const Session &session);

} // namespace Setup
