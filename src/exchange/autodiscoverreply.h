// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/foreigntext.h"
#include "core/problem.h"
#include "exchange/exchangebuild.h"

#include <QString>
#include <QUrl>

#include <optional>

namespace Setup {

class XmlCursor;

// What Autodiscover says in either XML dialect: the addresses, or where else to ask.
struct AutodiscoverReply
{
    QUrl externalEwsUrl; // https only; anything else is dropped
    QUrl internalEwsUrl;
    bool microsoftOnline = false;
    std::optional<ExchangeBuild> build; // of the server that answered
    QString redirectAddress; // ask about this mail address instead
    QUrl redirectUrl; // ask this server instead

    friend bool operator==(const AutodiscoverReply &, const AutodiscoverReply &) = default;
};

// An error as every dialect has it.
struct AutodiscoverError
{
    QString code;
    ForeignText message;

    bool isError() const;
    Problem asProblem(const QString &ourCode) const; // with serverCode and message as facts
};

// An address of EWS that a server names: https, a host, no user info, at most 2000 characters; else empty.
QUrl serverUrl(const QString &text);

// Goes to the root of an answer. A Problem when there is none, or another one.
std::optional<Problem> enterRoot(XmlCursor &xml, QStringView root);

} // namespace Setup
