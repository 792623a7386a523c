// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "diagnosis/cataloguereader.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

QStringList list(const QJsonObject &json, QLatin1StringView member)
{
    QStringList texts;
    const QJsonArray array = json.value(member).toArray();
    for (const auto &text : array)
        texts.append(text.toString());
    return texts;
}

CatalogueRemedy remedy(const QJsonObject &json)
{
    return {list(json, "steps"_L1), list(json, "commands"_L1), list(json, "scripts"_L1)};
}

} // namespace

CatalogueEntry CatalogueReader::entry(const QJsonObject &json)
{
    m_where = json.value("code"_L1).toString();
    CatalogueEntry entry;
    entry.code = text(json, "code"_L1);
    entry.owner = owner(json);
    entry.title = text(json, "title"_L1);
    entry.what = text(json, "what"_L1);
    entry.tellApart = json.value("tellApart"_L1).toString();
    const QJsonArray array = json.value("causes"_L1).toArray();
    for (const auto &cause : array)
        entry.causes.append(this->cause(cause.toObject()));
    entry.remedy = remedy(json);
    entry.links = list(json, "links"_L1);
    entry.touches = list(json, "touches"_L1);
    return entry;
}

CheckText CatalogueReader::check(const QJsonObject &json)
{
    m_where = json.value("id"_L1).toString();
    return {text(json, "id"_L1), text(json, "title"_L1), text(json, "asks"_L1)};
}

CatalogueScript CatalogueReader::script(const QJsonObject &json)
{
    m_where = json.value("id"_L1).toString();
    return {text(json, "id"_L1),
            text(json, "title"_L1),
            text(json, "what"_L1),
            text(json, "undo"_L1),
            json.value("shell"_L1).toString() == "online"_L1,
            list(json, "touches"_L1)};
}

CatalogueCause CatalogueReader::cause(const QJsonObject &json)
{
    const auto confidence = confidenceFromString(json.value("confidence"_L1).toString());
    if (!confidence)
        m_errors.append(u"%1: confidence"_s.arg(m_where));
    return {json.value("id"_L1).toString(),
            text(json, "text"_L1),
            owner(json),
            confidence.value_or(Confidence::Low),
            conditions(json, "for"_L1),
            conditions(json, "against"_L1),
            deciders(json),
            remedy(json),
            json.value("replaces"_L1).toBool()};
}

QList<Condition> CatalogueReader::conditions(const QJsonObject &json, QLatin1StringView member)
{
    QList<Condition> all;
    const QJsonArray values = json.value(member).toArray();
    for (const auto &value : values) {
        const QJsonObject object = value.toObject();
        Condition condition{{}, weight(object), text(object, "says"_L1)};
        const QJsonArray tests =
            object.contains("all"_L1) ? object.value("all"_L1).toArray() : QJsonArray{object};
        for (const auto &test : tests)
            condition.tests.append(this->test(test.toObject()));
        all.append(condition);
    }
    return all;
}

FactTest CatalogueReader::test(const QJsonObject &json)
{
    FactTest test{text(json, "fact"_L1),
                  json.value("equals"_L1).toString(),
                  json.value("contains"_L1).toString(),
                  json.value("matches"_L1).toString(),
                  json.value("before"_L1).toString(),
                  json.value("after"_L1).toString(),
                  {},
                  json.value("not"_L1).toBool()};
    if (json.contains("present"_L1))
        test.present = json.value("present"_L1).toBool();
    if (!QRegularExpression(test.matches).isValid())
        m_errors.append(u"%1: %2"_s.arg(m_where, test.matches));
    return test;
}

Weight CatalogueReader::weight(const QJsonObject &json)
{
    const QString weight = json.value("weight"_L1).toString(u"sign"_s);
    if (weight == "hint"_L1)
        return Weight::Hint;
    if (weight == "proof"_L1)
        return Weight::Proof;
    if (weight != "sign"_L1)
        m_errors.append(u"%1: weight"_s.arg(m_where));
    return Weight::Sign;
}

QList<CatalogueDecider> CatalogueReader::deciders(const QJsonObject &json)
{
    QList<CatalogueDecider> deciders;
    const QJsonArray values = json.value("decidedBy"_L1).toArray();
    for (const auto &value : values) {
        const QJsonObject decider = value.toObject();
        deciders.append({decider.value("check"_L1).toString(), text(decider, "says"_L1)});
    }
    return deciders;
}

Owner CatalogueReader::owner(const QJsonObject &json)
{
    const auto owner = ownerFromString(json.value("owner"_L1).toString());
    if (!owner)
        m_errors.append(u"%1: owner"_s.arg(m_where));
    return owner.value_or(Owner::ExchangeAdmin);
}

QString CatalogueReader::text(const QJsonObject &json, QLatin1StringView member)
{
    const QString text = json.value(member).toString();
    if (text.isEmpty())
        m_errors.append(u"%1: %2"_s.arg(m_where, member));
    return text;
}

} // namespace Setup
