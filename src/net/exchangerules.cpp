// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/exchangerules.h"

#include "core/problemcodes.h"
#include "net/ntlmmessages.h"

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

bool isToken(const QByteArray &text)
{
    static constexpr QByteArrayView punctuation("!#$%&'*+-.^_`|~"); // RFC 9110, 5.6.2
    const auto belongs = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
            || punctuation.contains(c);
    };
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), belongs);
}

bool isFieldValue(const QByteArray &text)
{
    return std::none_of(text.begin(), text.end(), [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

// Three fields of those names hold no secret: NTLM's first message, which names nobody and asks a server for
// its domain (MS-NLMP 2.2.1.1), a token that is empty, and the cookie by which Exchange's front end finds a
// back end again.
bool isHarmless(const HttpHeaders::Field &field, const ExchangeQuery &query)
{
    const QByteArray name = field.first.toLower();
    if (query.withoutSecrets)
        return false;
    if (name == "authorization")
        return !query.credential
            && (field.second == "Bearer" || field.second == "NTLM " + Ntlm::negotiateMessage().toBase64());
    return name == "cookie" && field.second.startsWith("X-BackEndOverrideCookie=")
        && !field.second.contains(';');
}

bool carriesSecret(const HttpHeaders::Field &field)
{
    static constexpr auto names = {"authorization", "proxy-authorization", "cookie"};
    return std::any_of(names.begin(), names.end(), [&field](const char *name) {
        return QByteArrayView(field.first).compare(name, Qt::CaseInsensitive) == 0;
    });
}

Problem fault(const QString &detail)
{
    return {Code::InternalError, detail, {}};
}

std::optional<Problem> headerRefusal(const ExchangeQuery &query)
{
    for (const auto &field : query.headers.fields()) {
        if (!isToken(field.first) || !isFieldValue(field.second))
            return fault(u"A header field is not one line of text."_s);
        if (carriesSecret(field) && !isHarmless(field, query))
            return fault(u"A login goes through Credential and cookies are not sent."_s);
    }
    // Sent by its name, Qt would wait for the body that an answer to HEAD only announces.
    if (!isToken(query.method) || query.method == "HEAD")
        return fault(u"The method is none that can be sent."_s);
    return std::nullopt;
}

// A token is good for whoever presents it, and a server that does not like it says so without harm. A
// password is judged each time, and Basic to EWS is always a POST: by any other method it would be a mistake.
bool mayCarry(const Credential &credential, const QByteArray &method)
{
    static const QList<QByteArray> methods{"GET", "POST", "PATCH", "DELETE"};
    return credential.scheme == Credential::Scheme::Bearer ? methods.contains(method) : method == "POST";
}

std::optional<Problem> credentialRefusal(const ExchangeQuery &query)
{
    const Credential &credential = *query.credential;
    if (query.withoutSecrets || !mayCarry(credential, query.method) || query.url.scheme() != "https"_L1)
        return fault(u"A login goes only over https, a password only with a POST."_s);
    // A colon would end the name too early, on the wire as well as in the recipient's log (RFC 7617, 2).
    const bool isNameUsable = credential.scheme == Credential::Scheme::Bearer
        || (!credential.username.contains(u':') && isFieldValue(credential.username.toUtf8()));
    if (!isNameUsable)
        return Problem{Code::InputUserName, u"A user name cannot hold a colon or a line break."_s, {}};
    if (!isFieldValue(credential.secret.bytes().toByteArray())
        && credential.scheme == Credential::Scheme::Bearer)
        return fault(u"A token is one line of text."_s);
    return std::nullopt;
}

} // namespace

std::optional<Problem> refusal(const ExchangeQuery &query)
{
    const QString scheme = query.url.scheme();
    const bool isPlain = scheme == "http"_L1;
    if ((!isPlain && scheme != "https"_L1) || query.url.host().isEmpty())
        return fault(u"The address is not one of https."_s);
    if (isPlain && !query.withoutSecrets)
        return Problem{Code::InputUrlInsecure, {}, {{u"host"_s, query.url.host()}}};
    if (!query.url.userInfo().isEmpty())
        return fault(u"An address must not hold a login."_s);
    if (const auto problem = headerRefusal(query))
        return problem;
    return query.credential ? credentialRefusal(query) : std::nullopt;
}

} // namespace Setup
