// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/tokentext.h"

#include "core/problemcodes.h"
#include "support/reportformat.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longest = 65'536;

QJsonObject partOf(const QString &token, int index)
{
    const auto decoded = QByteArray::fromBase64Encoding(token.section(u'.', index, index).toLatin1(),
                                                        QByteArray::Base64UrlEncoding
                                                            | QByteArray::AbortOnBase64DecodingErrors);
    return decoded ? QJsonDocument::fromJson(*decoded).object() : QJsonObject();
}

bool isTime(const QString &name)
{
    return name == "iat"_L1 || name == "nbf"_L1 || name == "exp"_L1 || name == "auth_time"_L1;
}

QString shown(const QString &name, const QJsonValue &value)
{
    if (isTime(name) && value.isDouble())
        return QDateTime::fromSecsSinceEpoch(value.toInteger()).toUTC().toString(Qt::ISODate);
    if (value.isArray()) {
        QStringList parts;
        const QJsonArray array = value.toArray();
        for (const auto &part : array)
            parts.append(shown({}, part));
        return parts.join(u' ');
    }
    if (value.isObject())
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
    return value.toVariant().toString();
}

QString section(const QString &title, const QJsonObject &object)
{
    QString text = title + u'\n';
    for (auto member = object.begin(); member != object.end(); ++member)
        text += forTerminal(u"  %1: %2"_s.arg(member.key(), shown(member.key(), member.value()))) + u'\n';
    return text;
}

} // namespace

Result<QString> tokenText(const QString &pasted)
{
    QString token = pasted.simplified().remove(u' ');
    if (token.startsWith("Bearer"_L1, Qt::CaseInsensitive))
        token.remove(0, 6);
    const Problem malformed{Code::AnswerMalformed, {}, {{u"member"_s, u"token"_s}}};
    if (token.size() > longest || token.count(u'.') != 2) // five parts: encrypted
        return malformed;
    const QJsonObject header = partOf(token, 0);
    const QJsonObject claims = partOf(token, 1);
    if (header.isEmpty() || claims.isEmpty())
        return malformed;
    return section(QCoreApplication::translate("Token", "Header"), header) + u'\n'
        + section(QCoreApplication::translate("Token", "Claims, which nobody has verified here"), claims);
}

} // namespace Setup
