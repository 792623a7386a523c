// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QSslCertificate>
#include <QString>

namespace Setup {

// By what a portal that was confirmed once is recognised: the key of its certificate, and who issued that.
struct PortalIdentity
{
    QString key; // SHA-256 of the public key (SubjectPublicKeyInfo), as hex
    QString issuer; // the organisation that issued it, or its name where there is none

    static PortalIdentity of(const QSslCertificate &certificate);
    // Null where what is written is none.
    static PortalIdentity fromText(const QString &text);
    QString toText() const;

    bool isNull() const { return key.isEmpty(); }
    // The same key, or another one that the same issuer vouches for. A certificate is renewed every few weeks
    // or months, with a new key and often under another intermediate of the same organisation; whoever was
    // asked each time would learn to say yes. What nobody renews by himself is the organisation: another one
    // (the CA of a box that reads along, above all) is a reason to ask. The certificate has passed the
    // system's judgement before; against somebody to whom the same issuer gives a certificate for this name
    // this helps no more than that does.
    bool isSucceededBy(const PortalIdentity &found) const;

    friend bool operator==(const PortalIdentity &, const PortalIdentity &) = default;
};

} // namespace Setup
