// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QSet>
#include <QString>

namespace Setup {

// The allow-lists of redaction: what a recording may keep. Whoever adds a name here says: no secret and
// nothing about a person's calendar can stand there.

// Header names, in any case.
bool keepsRequestHeader(const QByteArray &name);
bool keepsAnswerHeader(const QByteArray &name);

// Parameters of WWW-Authenticate and Proxy-Authenticate.
bool keepsChallengeParameter(const QString &name);

// Names in a URL's query whose values may be kept.
bool keepsQueryValue(const QString &name);
bool keepsLoneQueryName(const QString &name); // without a value

// Members of Autodiscover's JSON answers.
bool keepsJsonMember(const QString &name);

// Members of JSON objects, wherever they stand in one of a kind.
struct JsonRules
{
    QSet<QString> members; // their texts, numbers and lists of such are kept
    QSet<QString> containers; // objects, and lists of objects, that may be looked into
    QSet<QString> tokens; // that there was one is kept, as a text that could be one

    static const JsonRules &portal(); // both sides of its API
    static const JsonRules &issuer(); // what an identity provider publishes
    static const JsonRules &tokenEndpoint(); // its answers, and those of the device endpoint
    static const JsonRules &microsoft(); // tenants, realms, rooms and free/busy
};

// Fields of the form that goes to a token endpoint.
bool keepsTokenField(const QString &name);

// Claims of a proved id_token: kept; or only told apart from other values, by a digest.
bool keepsClaim(const QString &name);
bool digestsClaim(const QString &name);

// Elements of one XML vocabulary by local name, or "parent/name" where the name alone says too little.
// An element on none of the lists goes with everything in it.
struct XmlRules
{
    QSet<QString> containers; // may be looked into; text in them is removed
    QSet<QString> texts; // their text is kept
    QSet<QString> ids; // their text is kept shortened: only equality matters
    QSet<QString> masked; // digits about a calendar: only their number is kept
    QSet<QString> named; // text kept when the name (attribute Name or element Name before it) is on the list
    QSet<QString> names; // that list

    static const XmlRules &ews();
    static const XmlRules &autodiscover();
};

bool keepsXmlAttribute(const QString &name);
bool isXmlIdAttribute(const QString &name);

} // namespace Setup
