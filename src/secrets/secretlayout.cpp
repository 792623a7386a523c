// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "secrets/secretlayout.h"

#include "core/problemcodes.h"

#include <QCryptographicHash>
#include <QRegularExpression>

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

// One line of text, then the value if it is short: magic, generation, parts, length, SHA-256, leavings.
constexpr QByteArrayView Magic("ASKCODY-SETUP-SECRET-1");
constexpr qsizetype MaximumHeader = 500;
constexpr qsizetype MaximumLeavings = 4;
constexpr qsizetype FieldCount = 6;
constexpr qsizetype HashLength = 64;

QByteArray hashOf(const Secret &value)
{
    return QCryptographicHash::hash(value.bytes(), QCryptographicHash::Sha256).toHex();
}

QByteArray encodeSets(const QList<PartSet> &sets)
{
    QByteArrayList texts;
    for (const PartSet &set : sets)
        texts.append(QByteArray::number(set.generation) + ':' + QByteArray::number(set.parts));
    return texts.isEmpty() ? QByteArray("-") : texts.join(',');
}

bool decodeSet(const QByteArray &text, PartSet &set)
{
    const auto pieces = text.split(':');
    if (pieces.size() != 2)
        return false;
    bool isGeneration = false;
    bool isCount = false;
    set = {pieces[0].toULongLong(&isGeneration), pieces[1].toInt(&isCount)};
    return isGeneration && isCount && set.parts >= 0 && set.parts <= SecretLayout::MaximumParts;
}

bool decodeSets(const QByteArray &text, QList<PartSet> &sets)
{
    if (text == "-")
        return true;
    const auto texts = text.split(',');
    if (texts.size() > MaximumLeavings)
        return false;
    sets.resize(texts.size());
    return std::equal(texts.begin(), texts.end(), sets.begin(), decodeSet);
}

Problem corrupt(const QString &detail)
{
    return {Code::KeychainCorrupt, detail, {}};
}

QList<PartSet> withParts(QList<PartSet> sets, const PartSet &set)
{
    if (set.parts > 0)
        sets.append(set);
    return sets;
}

quint64 nextGeneration(const SecretManifest &manifest)
{
    quint64 newest = manifest.current.generation;
    for (const PartSet &set : manifest.leavings)
        newest = std::max(newest, set.generation);
    return newest + 1;
}

void appendRemovals(QList<KeyringRequest> &requests, const QString &name, const QList<PartSet> &sets)
{
    for (const PartSet &set : sets) {
        for (int part = 0; part < set.parts; ++part)
            requests.append(
                {KeyringRequest::Kind::Remove, SecretLayout::partName(name, set.generation, part), {}});
    }
}

KeyringRequest writeManifest(const QString &name, const SecretManifest &manifest)
{
    return {KeyringRequest::Kind::Write, name, SecretLayout::encode(manifest)};
}

} // namespace

bool SecretLayout::isName(const QString &name)
{
    static const QRegularExpression pattern(uR"(\A[a-z0-9][a-z0-9/.-]{0,99}\z)"_s);
    return pattern.match(name).hasMatch();
}

QString SecretLayout::partName(const QString &name, quint64 generation, int part)
{
    return u"%1#%2.%3"_s.arg(name).arg(generation).arg(part);
}

Secret SecretLayout::encode(const SecretManifest &manifest)
{
    QByteArray entry = Magic.toByteArray() + ' ' + QByteArray::number(manifest.current.generation) + ' '
        + QByteArray::number(manifest.current.parts) + ' ' + QByteArray::number(manifest.length) + ' '
        + (manifest.sha256.isEmpty() ? QByteArray("-") : manifest.sha256) + ' '
        + encodeSets(manifest.leavings) + '\n';
    const qsizetype header = entry.size();
    QByteArray whole(header + manifest.inlineValue.size(), Qt::Uninitialized);
    std::copy(entry.cbegin(), entry.cend(), whole.begin());
    const QByteArrayView value = manifest.inlineValue.bytes();
    std::copy(value.begin(), value.end(), whole.begin() + header);
    wipe(entry);
    return Secret(std::move(whole));
}

Result<SecretManifest> SecretLayout::decode(const Secret &entry)
{
    const QByteArrayView bytes = entry.bytes();
    const qsizetype end = bytes.first(std::min(bytes.size(), MaximumHeader)).indexOf('\n');
    if (!bytes.startsWith(Magic) || end < 0)
        return corrupt(u"the entry was not written by this program, or is damaged"_s);
    const auto fields = bytes.first(end).toByteArray().split(' ');
    if (fields.size() != FieldCount)
        return corrupt(u"the manifest has %1 fields"_s.arg(fields.size()));

    SecretManifest manifest;
    bool isLength = false;
    manifest.length = fields[3].toInt(&isLength);
    manifest.sha256 = fields[4] == "-" ? QByteArray() : fields[4];
    const bool isWhole = decodeSet(fields[1] + ':' + fields[2], manifest.current)
        && decodeSets(fields[5], manifest.leavings) && isLength && manifest.length >= 0;
    const bool isInUse =
        std::any_of(manifest.leavings.begin(), manifest.leavings.end(),
                    [&](const PartSet &set) { return set.generation == manifest.current.generation; });
    if (!isWhole || isInUse)
        return corrupt(u"the manifest cannot be read"_s);
    if (manifest.current.generation > 0 && manifest.sha256.size() != HashLength)
        return corrupt(u"the manifest has no hash"_s);
    if (manifest.current.generation > 0 && manifest.current.parts == 0) {
        manifest.inlineValue = Secret(bytes.sliced(end + 1).toByteArray());
        if (!fits(manifest, manifest.inlineValue))
            return corrupt(u"the value does not fit its hash"_s);
    }
    return manifest;
}

bool SecretLayout::fits(const SecretManifest &manifest, const Secret &value)
{
    return value.size() == manifest.length && hashOf(value) == manifest.sha256;
}

Result<SecretLayout::WritePlan> SecretLayout::writePlan(const QString &name, const SecretManifest &old,
                                                        const Secret &value, qsizetype partSize)
{
    const qsizetype count = value.size() > partSize ? (value.size() + partSize - 1) / partSize : 0;
    if (count > MaximumParts)
        return Problem{Code::InputTooLong,
                       u"a secret of %1 bytes"_s.arg(value.size()),
                       {{u"bytes"_s, value.size()}, {u"maximum"_s, MaximumParts * partSize}}};

    SecretManifest fresh;
    fresh.current = {nextGeneration(old), static_cast<int>(count)};
    fresh.length = value.size();
    fresh.sha256 = hashOf(value);
    fresh.leavings = withParts({}, old.current);
    if (count == 0)
        fresh.inlineValue = value;

    WritePlan plan;
    appendRemovals(plan.requests, name, old.leavings); // of a write that was interrupted
    if (count > 0) {
        SecretManifest announced = old;
        announced.leavings = {fresh.current};
        plan.requests.append(writeManifest(name, announced));
    }
    for (int part = 0; part < fresh.current.parts; ++part) {
        const qsizetype from = part * partSize;
        const qsizetype size = std::min(partSize, value.size() - from);
        plan.requests.append({KeyringRequest::Kind::Write, partName(name, fresh.current.generation, part),
                              Secret(value.bytes().sliced(from, size).toByteArray())});
    }
    plan.requests.append(writeManifest(name, fresh));
    plan.switchedAfter = plan.requests.size();
    if (!fresh.leavings.isEmpty()) {
        appendRemovals(plan.requests, name, fresh.leavings);
        fresh.leavings.clear();
        plan.requests.append(writeManifest(name, fresh));
    }
    return plan;
}

QList<KeyringRequest> SecretLayout::removePlan(const QString &name, const SecretManifest &old)
{
    QList<KeyringRequest> requests;
    SecretManifest gone;
    gone.leavings = withParts(old.leavings, old.current);
    if (!gone.leavings.isEmpty()) {
        requests.append(writeManifest(name, gone));
        appendRemovals(requests, name, gone.leavings);
    }
    requests.append({KeyringRequest::Kind::Remove, name, {}});
    return requests;
}

} // namespace Setup
