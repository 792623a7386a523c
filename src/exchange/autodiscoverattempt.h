// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/problem.h"
#include "exchange/authoffers.h"

#include <QJsonArray>
#include <QList>
#include <QUrl>

#include <chrono>
#include <optional>

namespace Setup {

// The ways to find Autodiscover, in the order in which they decide (MS-OXDISCO 3.1.5; facts of each in the
// README).
enum class AutodiscoverMethod {
    RootDomain, // https://contoso.com
    AutodiscoverHost, // https://autodiscover.contoso.com
    HttpRedirect, // where http://autodiscover.contoso.com leads
    ServiceRecord, // what DNS names: _autodiscover._tcp.contoso.com
    JsonOnHost, // Autodiscover v2 at a host that was found
    JsonAtMicrosoft, // Autodiscover v2 at outlook.office365.com
    Soap, // GetUserSettings with the login
    Pox, // the older XML dialect with the login
};
QString toString(AutodiscoverMethod method); // "rootDomain", …

// One thing that was tried and how it went: what a reader of the result sees, line by line.
struct AutodiscoverAttempt
{
    enum class Outcome {
        Found, // it is Autodiscover, or gave what it was asked for
        Redirected,
        Nothing, // answered, and is not it; or does not exist
        Failed, // see problem
        NoAnswerYet // was not waited for, since another one had answered
    };

    AutodiscoverMethod method = AutodiscoverMethod::RootDomain;
    QUrl url = {}; // what was asked; dns:name for a look up
    Outcome outcome = Outcome::NoAnswerYet;
    int status = 0; // of HTTP, 0 without an answer
    QUrl target = {}; // where it leads: redirect, record, address of EWS
    std::optional<Problem> problem = {};
    std::chrono::milliseconds duration{0};

    friend bool operator==(const AutodiscoverAttempt &, const AutodiscoverAttempt &) = default;
};
QString toString(AutodiscoverAttempt::Outcome outcome); // "found", …

// For facts and reports: method, url, outcome, status, target, code, title of a page; the mail address in a
// URL is left out.
QJsonObject toJson(const AutodiscoverAttempt &attempt);
QJsonArray toJson(const QList<AutodiscoverAttempt> &attempts);

// An https address at which Autodiscover stands.
struct AutodiscoverCandidate
{
    AutodiscoverMethod method = AutodiscoverMethod::AutodiscoverHost;
    QUrl url; // …/autodiscover/autodiscover.xml
    AuthOffers offers = {};
    // Shown by what only Exchange sends: its headers, an Autodiscover document, an address by version 2.
    bool isExchange = false;
    bool offersSoap = true; // X-SOAP-Enabled, true where the server does not say
    QUrl ewsUrl; // told by Autodiscover v2 without a login; empty: not told
    QString owaVersion; // X-OWA-Version, where shown

    // Windows authentication alone: an Exchange whose headers somebody takes out, or any other server of the
    // Windows domain, such as the web site of the mail domain.
    bool mayBeExchange() const { return isExchange || offers.has(u"NTLM") || offers.has(u"Negotiate"); }

    friend bool operator==(const AutodiscoverCandidate &, const AutodiscoverCandidate &) = default;
};

} // namespace Setup
