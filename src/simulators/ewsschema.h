// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "simulators/simdocument.h"
#include "simulators/simproduct.h"

namespace Setup {

struct SchemaViolation
{
    QString text;
    qint64 line = 0;
    qint64 column = 0;
};

// The part of messages.xsd and types.xsd that decides about the operations this simulator has: which elements
// in which order and namespace, which attributes must stand, which words are allowed. Elements that it does
// not list are not judged.
class EwsSchema
{
public:
    static const QString messagesNs;
    static const QString typesNs;

    // The first violation in an element that is at its right place, or in what it holds.
    static std::optional<SchemaViolation> violation(const SimElement &element);

    // Is this an operation at all, and the RequestServerVersion it came with; empty: not known.
    static QString firstVersion(const QString &operation);
};

} // namespace Setup
