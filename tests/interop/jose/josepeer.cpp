// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "jose/jwe.h"
#include "jose/jws.h"

#include <QFile>
#include <QJsonDocument>
#include <QTextStream>

using namespace Setup;
using namespace Qt::StringLiterals;

// What test_jose.mjs asks: "seal KEYS TYPE" seals standard input with the first key of the set,
// "verify KEYS ALGORITHM…" proves a token from standard input. One JSON object on standard output.
namespace {

QJsonObject sealed(const JwkSet &keys, const QByteArray &input, const QString &type)
{
    const auto jwe = sealJwe(Secret(input), keys.keys.value(0), type);
    return jwe ? QJsonObject{{u"jwe"_s, QString::fromLatin1(*jwe)}} : toJson(jwe.problem());
}

QJsonObject verified(const JwkSet &keys, const QByteArray &token, const QStringList &names)
{
    JwsRules rules;
    if (names.contains("RS256"_L1))
        rules.algorithms += JwsAlgorithm::RS256;
    if (names.contains("PS256"_L1))
        rules.algorithms += JwsAlgorithm::PS256;
    if (names.contains("ES256"_L1))
        rules.algorithms += JwsAlgorithm::ES256;
    const auto proved = verifyJws(token, keys, rules);
    return proved ? QJsonObject{{u"payload"_s, QString::fromUtf8(proved->payload)},
                                {u"thumbprint"_s, QString::fromLatin1(thumbprint(proved->key))}}
                  : toJson(proved.problem());
}

QJsonObject answer(const QStringList &arguments)
{
    QFile file(arguments.value(1));
    QFile input;
    if (!file.open(QIODevice::ReadOnly) || !input.open(stdin, QIODevice::ReadOnly))
        return {};
    const auto keys = parseJwkSet(file.readAll());
    if (!keys)
        return toJson(keys.problem());
    return arguments[0] == "seal"_L1 ? sealed(*keys, input.readAll(), arguments.value(2))
                                     : verified(*keys, input.readAll(), arguments.mid(2));
}

} // namespace

int main(int argc, char *argv[])
{
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments += QString::fromLocal8Bit(argv[i]);
    if (arguments.size() < 2)
        return 2;
    QTextStream(stdout) << QJsonDocument(answer(arguments)).toJson(QJsonDocument::Compact) << '\n';
    return 0;
}
