// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "diagnosis/catalogue.h"

class QJsonObject;

namespace Setup {

// Reads the objects of a catalogue file (resources/catalogue.schema.json) and notes what is wrong with them.
class CatalogueReader
{
public:
    explicit CatalogueReader(QStringList &errors)
        : m_errors(errors)
    {}

    CatalogueEntry entry(const QJsonObject &json);
    CheckText check(const QJsonObject &json);
    CatalogueScript script(const QJsonObject &json);

private:
    CatalogueCause cause(const QJsonObject &json);
    QList<Condition> conditions(const QJsonObject &json, QLatin1StringView member);
    FactTest test(const QJsonObject &json);
    Weight weight(const QJsonObject &json);
    QList<CatalogueDecider> deciders(const QJsonObject &json);
    Owner owner(const QJsonObject &json);
    QString text(const QJsonObject &json, QLatin1StringView member);

    QStringList &m_errors;
    QString m_where;
};

} // namespace Setup
