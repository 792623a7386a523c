// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHash>
#include <QList>
#include <QString>

#include <optional>

namespace Setup {

// A parsed piece of a request, with its place for "LineNumber" and "LinePosition".
struct SimElement
{
    QString ns;
    QString name;
    QHash<QString, QString> attributes;
    QList<SimElement> children;
    QString text;
    qint64 line = 0;
    qint64 column = 0;

    // Children of this name in any namespace; null where there is none.
    const SimElement *child(const QString &childName) const;
    QString childText(const QString &childName) const;
    // The first of this name at any depth, itself included.
    const SimElement *find(const QString &wanted) const;
};

struct SimDocument
{
    std::optional<SimElement> root; // absent: not well-formed, a DTD, or too deep
    QString error;
    qint64 line = 0;
    qint64 column = 0;
};

SimDocument parseSimDocument(const QByteArray &bytes);

} // namespace Setup
