// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/harvalues.h"

#include <QRegularExpression>

#include <array>
#include <limits>

namespace Setup::HarValues {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 longestMilliseconds = 24LL * 60 * 60 * 1000;
constexpr qsizetype maximumRecords = 500;
constexpr qsizetype maximumChain = 600; // OpenSSL lets 100 KB of them through, which are fewer
constexpr auto maximumPort = std::numeric_limits<quint16>::max();

constexpr std::array routeKinds = {"direct"_L1, "httpProxy"_L1, "socksProxy"_L1};
constexpr std::array ntlmStages = {"noChallenge"_L1, "notKept"_L1, "unusable"_L1, "presented"_L1};
constexpr std::array trustOrigins = {"none"_L1, "system"_L1, "extraRoot"_L1};

template<typename Enum, typename Names>
Enum readEnum(const HarFields &fields, QLatin1StringView name, const Names &names)
{
    const QString text = fields.text(name, 40);
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (text == names.at(i))
            return static_cast<Enum>(i);
    }
    fields.fail(name);
    return {};
}

QString readCode(const HarFields &fields, QLatin1StringView name)
{
    static const QRegularExpression code(u"^[A-Za-z][A-Za-z0-9_]{1,99}$"_s);
    const QString text = fields.text(name, 100);
    if (!code.match(text).hasMatch())
        fields.fail(name);
    return text;
}

quint16 readShort(const HarFields &fields, QLatin1StringView name)
{
    return static_cast<quint16>(fields.number(name, 0, maximumPort));
}

} // namespace

QString toText(const QDateTime &time)
{
    return time.toUTC().toString(Qt::ISODateWithMs);
}

QJsonObject toJson(const ObservationKey &key)
{
    return {{u"run"_s, key.run},         {u"check"_s, key.check},
            {u"attempt"_s, key.attempt}, {u"kind"_s, Setup::toString(key.kind)},
            {u"target"_s, key.target},   {u"nth"_s, key.nth}};
}

template<>
ObservationKey read(const HarFields &fields)
{
    ObservationKey key;
    static constexpr qint64 many = 1'000'000;
    key.run = static_cast<int>(fields.number("run"_L1, 1, many));
    key.check = fields.text("check"_L1, 100);
    key.attempt = static_cast<int>(fields.number("attempt"_L1, 0, many));
    const auto kind = operationKindFromString(fields.text("kind"_L1, 40));
    if (!kind)
        fields.fail("kind"_L1);
    key.kind = kind.value_or(OperationKind::Decision);
    key.target = fields.text("target"_L1);
    key.nth = static_cast<int>(fields.number("nth"_L1, 1, many));
    return key;
}

QJsonObject toJson(const Stamp &stamp)
{
    return {{u"startedAt"_s, stamp.startedAt.isValid() ? toText(stamp.startedAt) : QString()},
            {u"durationMs"_s, static_cast<qint64>(stamp.duration.count())},
            {u"proxy"_s, stamp.proxy},
            {u"address"_s, stamp.address}};
}

template<>
Stamp read(const HarFields &fields)
{
    Stamp stamp;
    if (!fields.text("startedAt"_L1, 40).isEmpty())
        stamp.startedAt = fields.time("startedAt"_L1);
    stamp.duration = std::chrono::milliseconds(fields.number("durationMs"_L1, 0, longestMilliseconds));
    stamp.proxy = fields.text("proxy"_L1);
    stamp.address = fields.text("address"_L1);
    return stamp;
}

QJsonObject toJson(const NtlmTalk &talk)
{
    return {{u"stage"_s, toString(talk.stage)},
            {u"netbiosDomain"_s, talk.names.netbiosDomain},
            {u"netbiosComputer"_s, talk.names.netbiosComputer},
            {u"dnsDomain"_s, talk.names.dnsDomain},
            {u"dnsComputer"_s, talk.names.dnsComputer},
            {u"dnsForest"_s, talk.names.dnsForest}};
}

template<>
NtlmTalk read(const HarFields &fields)
{
    static constexpr qsizetype longestName = 300;
    NtlmTalk talk;
    talk.stage = readEnum<NtlmTalk::Stage>(fields, "stage"_L1, ntlmStages);
    talk.names = {fields.text("netbiosDomain"_L1, longestName),
                  fields.text("netbiosComputer"_L1, longestName), fields.text("dnsDomain"_L1, longestName),
                  fields.text("dnsComputer"_L1, longestName), fields.text("dnsForest"_L1, longestName)};
    return talk;
}

QJsonObject toJson(const Route &route)
{
    return {{u"route"_s, QString(routeKinds.at(static_cast<std::size_t>(route.kind)))},
            {u"proxyHost"_s, route.proxyHost},
            {u"proxyPort"_s, route.proxyPort},
            {u"source"_s, route.source},
            {u"stamp"_s, toJson(route.stamp)}};
}

template<>
Route read(const HarFields &fields)
{
    return {readEnum<Route::Kind>(fields, "route"_L1, routeKinds), fields.text("proxyHost"_L1),
            readShort(fields, "proxyPort"_L1), fields.text("source"_L1),
            read<Stamp>(fields.object("stamp"_L1))};
}

QJsonObject toJson(const LookUpAnswer &answer)
{
    QJsonArray records;
    for (const DnsRecord &record : answer.records) {
        records.append(QJsonObject{{u"value"_s, record.value},
                                   {u"priority"_s, record.priority},
                                   {u"weight"_s, record.weight},
                                   {u"port"_s, record.port}});
    }
    return {{u"records"_s, records}, {u"stamp"_s, toJson(answer.stamp)}};
}

template<>
LookUpAnswer read(const HarFields &fields)
{
    LookUpAnswer answer;
    const QJsonArray records = fields.list("records"_L1, maximumRecords);
    for (qsizetype i = 0; i < records.size(); ++i) {
        const HarFields record = fields.item("records"_L1, records, i);
        answer.records.append({record.text("value"_L1), readShort(record, "priority"_L1),
                               readShort(record, "weight"_L1), readShort(record, "port"_L1)});
    }
    answer.stamp = read<Stamp>(fields.object("stamp"_L1));
    return answer;
}

QJsonObject toJson(const ConnectAnswer &answer)
{
    return {{u"stamp"_s, toJson(answer.stamp)}};
}

template<>
ConnectAnswer read(const HarFields &fields)
{
    return {read<Stamp>(fields.object("stamp"_L1))};
}

// A chain is what the server shows to everybody; it is kept as it is.
QJsonObject toJson(const HandshakeAnswer &answer)
{
    QJsonArray chain;
    for (const QSslCertificate &certificate : answer.chain)
        chain.append(QString::fromLatin1(certificate.toPem()));
    QJsonArray faults;
    for (const CertificateFault &fault : answer.faults)
        faults.append(QJsonObject{{u"code"_s, fault.code}, {u"depth"_s, fault.depth}});
    return {{u"protocol"_s, answer.protocol},
            {u"cipher"_s, answer.cipher},
            {u"alpn"_s, answer.alpn},
            {u"chain"_s, chain},
            {u"faults"_s, faults},
            {u"trust"_s, QString(trustOrigins.at(static_cast<std::size_t>(answer.trust)))},
            {u"stamp"_s, toJson(answer.stamp)}};
}

template<>
HandshakeAnswer read(const HarFields &fields)
{
    HandshakeAnswer answer;
    answer.protocol = fields.text("protocol"_L1);
    answer.cipher = fields.text("cipher"_L1);
    answer.alpn = fields.text("alpn"_L1);
    answer.chain = fields.certificates("chain"_L1, maximumChain);
    const QJsonArray faults = fields.list("faults"_L1, maximumRecords);
    for (qsizetype i = 0; i < faults.size(); ++i) {
        const HarFields fault = fields.item("faults"_L1, faults, i);
        answer.faults.append(
            {readCode(fault, "code"_L1), static_cast<int>(fault.number("depth"_L1, 0, maximumChain))});
    }
    answer.trust = readEnum<TrustOrigin>(fields, "trust"_L1, trustOrigins);
    answer.stamp = read<Stamp>(fields.object("stamp"_L1));
    return answer;
}

template<>
Problem read(const HarFields &fields)
{
    return {readCode(fields, "code"_L1), fields.has("detail"_L1) ? fields.text("detail"_L1) : QString(),
            fields.has("facts"_L1) ? fields.json("facts"_L1) : QJsonObject()};
}

} // namespace Setup::HarValues
