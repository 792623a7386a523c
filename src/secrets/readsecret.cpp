// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "secrets/readsecret.h"

#include "core/problemcodes.h"

#include <utility>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr int MaximumTries = 3;

Secret joined(const QList<Secret> &parts)
{
    qsizetype size = 0;
    for (const Secret &part : parts)
        size += part.size();
    QByteArray whole;
    whole.reserve(size); // a buffer that grew would leave copies behind
    for (const Secret &part : parts)
        whole.append(part.bytes());
    return Secret(std::move(whole));
}

} // namespace

void ReadSecret::begin()
{
    m_tries = 1;
    m_parts.clear();
    m_stage = Stage::Manifest;
    read(name());
}

void ReadSecret::proceed(const Result<Secret> &answer)
{
    switch (m_stage) {
    case Stage::Manifest:
        return readManifest(answer);
    case Stage::Part:
        return takePart(answer);
    case Stage::LookAgain:
        return lookAgain(answer);
    }
}

void ReadSecret::readManifest(const Result<Secret> &entry)
{
    if (!entry)
        return fail(entry.problem());
    const auto manifest = SecretLayout::decode(*entry);
    if (!manifest)
        return fail(manifest.problem());
    m_manifest = *manifest;
    m_parts.clear();
    if (m_manifest.current.generation == 0)
        return fail({Code::KeychainEntryMissing, u"a write or a removal was interrupted here"_s, {}});
    if (m_manifest.current.parts == 0)
        return deliver(m_manifest.inlineValue);
    readPart();
}

void ReadSecret::readPart()
{
    m_stage = Stage::Part;
    read(SecretLayout::partName(name(), m_manifest.current.generation, static_cast<int>(m_parts.size())));
}

void ReadSecret::takePart(const Result<Secret> &part)
{
    const bool isMissing = !part && part.problem().code == Code::KeychainEntryMissing;
    if (!part && !isMissing)
        return fail(part.problem());
    if (part) {
        m_parts.append(*part);
        if (m_parts.size() < m_manifest.current.parts)
            return readPart();
        const Secret value = joined(m_parts);
        if (SecretLayout::fits(m_manifest, value))
            return deliver(value);
    }
    m_stage = Stage::LookAgain;
    read(name());
}

void ReadSecret::lookAgain(const Result<Secret> &entry)
{
    const auto manifest = entry ? SecretLayout::decode(*entry) : Result<SecretManifest>(entry.problem());
    const bool isReplaced = !manifest || manifest->current != m_manifest.current;
    if (isReplaced && m_tries < MaximumTries) {
        ++m_tries;
        return readManifest(entry);
    }
    fail({Code::KeychainCorrupt,
          u"the parts do not give the value that was written"_s,
          {{u"parts"_s, m_manifest.current.parts}, {u"partsFound"_s, m_parts.size()}}});
}

// By value: what it delivers may be one of the members that it empties.
void ReadSecret::deliver(Secret value)
{
    m_manifest = {};
    m_parts.clear();
    settle();
    emit finished(std::move(value));
}

void ReadSecret::report(const Problem &problem)
{
    m_manifest = {};
    m_parts.clear();
    emit finished(problem);
}

} // namespace Setup
