// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "matrixrow.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

// What an administrator fills in unless the row says otherwise.
QJsonObject usualIntegration(bool isOnline)
{
    if (isOnline)
        return {{u"name"_s, u"Fabrikam"_s},
                {u"type"_s, u"exchangeOnline"_s},
                {u"email"_s, u"admin@fabrikam.test"_s},
                {u"clientId"_s, u"5b0c1f9e-0000-4000-8000-00000000de30"_s}};
    return {{u"name"_s, u"Headquarters"_s},
            {u"type"_s, u"exchangeServer"_s},
            {u"email"_s, u"askcody@contoso.test"_s},
            {u"testMailbox"_s, u"room1@contoso.test"_s},
            {u"forbiddenMailbox"_s, u"ceo@contoso.test"_s}};
}

QJsonObject merged(QJsonObject base, const QJsonObject &changes)
{
    for (auto one = changes.begin(); one != changes.end(); ++one) {
        const QJsonValue before = base.value(one.key());
        const bool isInner = before.isObject() && one.value().isObject();
        base.insert(one.key(),
                    isInner ? merged(before.toObject(), one.value().toObject()) : QJsonValue(one.value()));
    }
    return base;
}

QJsonObject objectOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

// A scenario of the demo's, a change of it, or a world of the row's own.
Result<Scenario> scenarioOf(const QJsonObject &row)
{
    const QString name = row["scenario"_L1].toString(u"healthy"_s);
    if (!row.contains("world"_L1))
        return Scenario::load(name);
    const QJsonObject base = objectOf(u":/scenarios/%1.json"_s.arg(name));
    return Scenario::fromJson(QJsonDocument(merged(base, row["world"_L1].toObject())).toJson(), name);
}

FirstSight sightOf(const QJsonObject &json)
{
    return {json["verdict"_L1].toString(), json["check"_L1].toString(), json["status"_L1].toString(),
            json["code"_L1].toString(),    json["owner"_L1].toString(), json["cause"_L1].toString()};
}

Result<MatrixRow> rowOf(const QJsonObject &json)
{
    auto scenario = scenarioOf(json);
    if (!scenario)
        return scenario.problem();
    const QJsonObject options = json["options"_L1].toObject();
    MatrixRow row;
    row.name = json["name"_L1].toString();
    row.scenario = *scenario;
    row.integration = merged(usualIntegration(json["online"_L1].toBool()), json["integration"_L1].toObject());
    row.signsInAs = options["signsInAs"_L1].toString(row.integration["email"_L1].toString());
    row.ewsSettings = options["ewsSettings"_L1].toString();
    row.mailboxSettings = options["mailboxSettings"_L1].toString();
    row.loginAttempts = options["loginAttempts"_L1].toInt(1);
    row.trustsPrivateRoot = options["trustsPrivateRoot"_L1].toBool();
    row.deadline = std::chrono::milliseconds(options["deadlineMs"_L1].toInt(4'000));
    row.expected = sightOf(json["expect"_L1].toObject());
    row.awaits = json["awaits"_L1].toString();
    row.step = json["expect"_L1]["step"_L1].toString();
    row.command = json["expect"_L1]["command"_L1].toString();
    row.hiddenCause = json["expect"_L1]["cannotBeKnown"_L1]["cause"_L1].toString();
    row.rejections = json["expect"_L1]["rejections"_L1].toInt();
    return row;
}

// {x} is some text; [a part] may be missing.
QRegularExpression patternOf(const QString &words)
{
    QString pattern = QRegularExpression::escape(words);
    pattern.replace(QRegularExpression(u"\\\\\\{[A-Za-z]+\\\\\\}"_s), u".+"_s);
    pattern.replace(u"\\["_s, u"(?:"_s).replace(u"\\]"_s, u")?"_s);
    return QRegularExpression(QRegularExpression::anchoredPattern(pattern));
}

} // namespace

QString FirstSight::toString() const
{
    return QStringList{verdict, check, status, code, owner, cause}.join(u'\n');
}

bool MatrixRow::isOnline() const
{
    return integration["type"_L1].toString() == "exchangeOnline"_L1;
}

QString MatrixRow::fitted(FirstSight seen) const
{
    if (patternOf(expected.cause).match(seen.cause).hasMatch())
        seen.cause = expected.cause;
    return seen.toString();
}

bool MatrixRow::fitsStep(const QString &seen) const
{
    return step.isEmpty() || patternOf(step).match(seen).hasMatch();
}

bool MatrixRow::fitsCommand(const QString &seen) const
{
    return command.isEmpty() || patternOf(command).match(seen).hasMatch();
}

QList<MatrixRow> matrixRows(QString &complaint)
{
    QList<MatrixRow> rows;
    const QJsonObject file = objectOf(QStringLiteral(SETUP_SOURCE_DIR "/tests/matrix/matrix.json"));
    for (const QJsonValue &one : file["rows"_L1].toArray()) {
        const auto row = rowOf(one.toObject());
        if (row) {
            rows.append(*row);
            continue;
        }
        complaint = u"%1: %2"_s.arg(one["name"_L1].toString(), row.problem().detail);
        return {};
    }
    return rows;
}

} // namespace Setup
