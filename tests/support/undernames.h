// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "support/pseudonymised.h"
#include "support/testedworld.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

namespace Setup {

// What is shown in the order of its names stands in another order under other names.
inline QJsonValue withoutOrder(const QJsonValue &value)
{
    if (value.isObject()) {
        QJsonObject object = value.toObject();
        for (auto member = object.begin(); member != object.end(); ++member)
            *member = withoutOrder(*member);
        return object;
    }
    if (!value.isArray())
        return value;
    QJsonArray array;
    QStringList texts;
    const QJsonArray elements = value.toArray();
    for (const auto &element : elements) {
        if (element.isString())
            texts.append(element.toString());
        else
            array.append(withoutOrder(element));
    }
    texts.sort();
    for (const QString &text : std::as_const(texts))
        array.append(text);
    return array;
}

// In what the findings of a bundle differ from what its replay finds when it is saved under made-up names,
// with the same names put into both; empty where they are the same. The file in between is "path".
inline QString differenceUnderNames(Workbench &workbench, const QByteArray &har,
                                    const QList<Finding> &findings, const QString &path)
{
    SystemRandomSource random;
    const auto made = Pseudonymised::of(har, random);
    if (!made)
        return made.problem().code + made.problem().facts[QStringLiteral("where")].toString();
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(made->har()) != made->har().size())
        return file.errorString();
    file.close();
    const auto replay = workbench.openBundle(path);
    if (!replay)
        return replay.problem().code + replay.problem().facts[QStringLiteral("where")].toString();
    TestedWorld::runToEnd(**replay);
    const auto lines = [](QList<Finding> all, const auto &named) {
        QJsonArray array;
        for (Finding &finding : all) {
            finding.duration = {};
            array.append(named(toJson(finding)));
        }
        return QString::fromUtf8(QJsonDocument(withoutOrder(array).toArray()).toJson()).split(u'\n');
    };
    const QStringList wanted =
        lines(findings, [&made](const QJsonObject &finding) { return made->applied(finding); });
    const QStringList found =
        lines((*replay)->findings(), [](const QJsonObject &finding) { return finding; });
    for (qsizetype i = 0; i < std::max(found.size(), wanted.size()); ++i)
        if (found.value(i) != wanted.value(i))
            return QStringLiteral("found:\n%1\nwanted:\n%2")
                .arg(found.mid(std::max<qsizetype>(0, i - 8), 20).join(u'\n'),
                     wanted.mid(std::max<qsizetype>(0, i - 8), 20).join(u'\n'));
    return {};
}

} // namespace Setup
