// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/redactiontoken.h"

#include "core/foreigntext.h"
#include "net/redaction.h"
#include "net/redactionlists.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostFields = 50;
constexpr qsizetype longestForm = 65'536;
constexpr qsizetype mostClaims = 100;
constexpr qsizetype mostValues = 50;

constexpr std::array secretFields{
    "token"_L1,         "code"_L1,         "code_verifier"_L1,    "refresh_token"_L1,
    "client_secret"_L1, "device_code"_L1,  "client_assertion"_L1, "assertion"_L1,
    "password"_L1,      "access_token"_L1, "id_token"_L1};

struct Field
{
    QString name;
    QByteArray value; // as it is encoded
};

// Empty for what is no form.
QList<Field> fieldsIn(const QByteArray &body)
{
    static const QRegularExpression nameForm(u"^[A-Za-z0-9_.-]{1,64}$"_s);
    QList<Field> fields;
    if (body.size() > longestForm)
        return {};
    const QByteArrayList parts = body.split('&');
    for (const QByteArray &part : parts) {
        const qsizetype equals = part.indexOf('=');
        const QString name = QString::fromLatin1(part.left(equals));
        if (equals < 0 || !nameForm.match(name).hasMatch() || fields.size() == mostFields)
            return {};
        fields.append({name, part.mid(equals + 1)});
    }
    return fields;
}

QByteArray decoded(QByteArray value)
{
    return QByteArray::fromPercentEncoding(value.replace('+', ' '));
}

bool isSecretField(const QString &name)
{
    return std::any_of(secretFields.begin(), secretFields.end(),
                       [&name](QLatin1StringView one) { return name == one; });
}

QString digest(const QJsonValue &value)
{
    const QByteArray hash = QCryptographicHash::hash(value.toString().toUtf8(), QCryptographicHash::Sha256);
    return u"sha256:"_s + QString::fromLatin1(hash.toHex().left(16));
}

QJsonValue keptClaim(const QJsonValue &value)
{
    if (value.isString())
        return ForeignText(value.toString(), 300);
    if (!value.isArray())
        return value.isObject() ? QJsonValue(removed(u"claim", 1, u"object")) : value;
    QJsonArray kept;
    const QJsonArray parts = value.toArray();
    for (const auto &part : parts) {
        if (kept.size() < mostValues && part.isString())
            kept.append(ForeignText(part.toString(), 300));
    }
    return kept;
}

} // namespace

std::optional<QByteArray> redactedForm(const QByteArray &body)
{
    const QList<Field> fields = fieldsIn(body);
    if (fields.isEmpty())
        return std::nullopt;
    QByteArrayList kept;
    for (const Field &field : fields) {
        const QByteArray value = keepsTokenField(field.name)
            ? field.value.left(2000)
            : removed(u"field", field.value.size(), u"characters").toUtf8().toPercentEncoding();
        kept.append(field.name.toLatin1() + '=' + value);
    }
    return kept.join('&');
}

QList<Secret> secretsInTokenBody(const QByteArray &body)
{
    QList<Secret> secrets;
    if (body.trimmed().startsWith('{')) {
        const QJsonObject answer = QJsonDocument::fromJson(body).object();
        for (const QLatin1StringView name : secretFields)
            secrets.append(Secret(answer[name].toString().toUtf8()));
    } else {
        const QList<Field> fields = fieldsIn(body);
        for (const Field &field : fields)
            if (isSecretField(field.name))
                secrets.append(Secret(decoded(field.value)));
    }
    secrets.removeIf([](const Secret &secret) { return secret.isEmpty(); });
    return secrets;
}

QJsonObject redactedClaims(const QJsonObject &claims)
{
    QJsonObject kept;
    for (auto claim = claims.begin(); claim != claims.end() && kept.size() < mostClaims; ++claim) {
        const QString name = ForeignText(claim.key(), 64).text();
        if (keepsClaim(claim.key()))
            kept.insert(name, keptClaim(claim.value()));
        else if (digestsClaim(claim.key()))
            kept.insert(name, digest(claim.value()));
        else
            kept.insert(name, removed(u"claim", claim.value().toString().size(), u"characters"));
    }
    return kept;
}

} // namespace Setup
