// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QHash>
#include <QString>

#include <optional>

namespace Setup {

// The head of a request to the sign-in listener, as far as it matters.
struct CallbackRequest
{
    QByteArray method;
    QByteArray path; // as sent: nothing in it is decoded, so that there is one spelling
    QByteArray host; // of the only Host field
    QHash<QString, QString> query;

    friend bool operator==(const CallbackRequest &, const CallbackRequest &) = default;
};

// Nothing where it is no HTTP/1.1 request with one Host field, or a name stands twice in the query: of two
// codes nobody can say which is meant.
std::optional<CallbackRequest> parseCallbackRequest(const QByteArray &head);

} // namespace Setup
