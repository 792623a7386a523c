// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "secrets/keyring.h"

#include <QList>

namespace Setup {

// Parts of one generation of a value that may stand in the keyring and belong to nobody any more (or not
// yet).
struct PartSet
{
    quint64 generation = 0;
    int parts = 0;

    friend bool operator==(const PartSet &, const PartSet &) = default;
};

// What the entry under a secret's own name says. A short value stands in that entry itself; a long one in
// parts, named after the generation. A generation of 0 means: no value here, only leavings to be swept up.
struct SecretManifest
{
    PartSet current;
    qsizetype length = 0;
    QByteArray sha256;
    QList<PartSet> leavings;
    Secret inlineValue; // when current.parts is 0
};

// How a value is laid out in entries of limited size. The order of the requests is what keeps two generations
// apart: leavings are announced before they can come into being, parts are complete before the manifest names
// them, and the manifest is one entry, which the keyring replaces as a whole.
namespace SecretLayout {

// Windows takes 2,560 bytes per credential (CRED_MAX_CREDENTIAL_BLOB_SIZE); the manifest needs a share.
inline constexpr qsizetype DefaultPartSize = 2000;
inline constexpr int MaximumParts = 64;

bool isName(const QString &name);
QString partName(const QString &name, quint64 generation, int part);
Secret encode(const SecretManifest &manifest);
// KEYCHAIN_CORRUPT where the entry is not one of ours, or damaged.
Result<SecretManifest> decode(const Secret &entry);
// Whether the value has the length and the hash that the manifest tells.
bool fits(const SecretManifest &manifest, const Secret &value);

// The requests that replace what old describes by value. INPUT_TOO_LONG beyond MaximumParts.
struct WritePlan
{
    QList<KeyringRequest> requests;
    qsizetype switchedAfter = 0; // so many requests, and the new value is the one that is read
};
Result<WritePlan> writePlan(const QString &name, const SecretManifest &old, const Secret &value,
                            qsizetype partSize);
// The requests that remove everything old describes; after the first of them the value cannot be read.
QList<KeyringRequest> removePlan(const QString &name, const SecretManifest &old);

} // namespace SecretLayout
} // namespace Setup
