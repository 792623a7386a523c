// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace Setup {

// An error as Microsoft words it, and where: of Entra (AADSTS and OAuth values), of Exchange Online's
// x-ms-diagnostics, of Graph.
struct SimMicrosoftError
{
    enum class At {
        Browser, // a page in place of the sign-in; the program hears nothing
        Redirect, // of the authorization endpoint, after the sign-in
        Token, // the token endpoint's answer
        AdminConsent, // the redirect of the admin consent endpoint
        Ews, // 401 with x-ms-diagnostics
        Graph
    };

    At at = At::Browser;
    QString code; // "AADSTS65001", "access_denied", "2000003", "Graph:ErrorAccessDenied"
    QString error; // the OAuth value, the error_category, Graph's code
    QString suberror;
    QString text; // with {words} to be filled in
    int status = 0; // 0: the usual one
};

// resources/microsoft-errors.json: what a number means is said there once.
class SimErrorTable
{
public:
    static QList<SimMicrosoftError> rows(); // one per code and place
    // The row of this place; else of any place, with this one in it.
    static std::optional<SimMicrosoftError> find(const QString &code, SimMicrosoftError::At at);

    static QString word(SimMicrosoftError::At at); // as scenario files say it
    static QList<std::pair<QString, SimMicrosoftError::At>> words();
};

} // namespace Setup
