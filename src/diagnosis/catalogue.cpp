// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "diagnosis/catalogue.h"

#include "core/problemcodes.h"
#include "diagnosis/cataloguereader.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

struct Family
{
    QLatin1StringView prefix;
    QLatin1StringView entry;
};

// What to say of a code that the catalogue does not know by itself.
constexpr std::array families{
    Family{"AADSTS"_L1, "AADSTS_OTHER"_L1},
    Family{"DIAGNOSTICS_"_L1, "DIAGNOSTICS_OTHER"_L1},
    Family{"GRAPH_"_L1, "GRAPH_OTHER"_L1},
    Family{"HTTP_"_L1, "HTTP_UNEXPECTED_STATUS"_L1},
    Family{"SOAP_"_L1, "SOAP_UNKNOWN_FAULT"_L1},
    Family{"AD_"_L1, "AD_OTHER"_L1},
    Family{"POX_"_L1, "POX_OTHER"_L1},
    Family{"ADV2_"_L1, "ADV2_OTHER"_L1},
    Family{"TLS_"_L1, "TLS_HANDSHAKE_FAILURE"_L1},
    Family{"INPUT_"_L1, "INPUT_OTHER"_L1},
};

// The exchange layer may say where an Autodiscover code came from; the entry is the same.
QString withoutOrigin(const QString &code)
{
    constexpr auto soap = "AD_SOAP_"_L1;
    return code.startsWith(soap) ? code.mid(soap.size()) : code;
}

QString familyOf(const QString &code)
{
    if (Code::isExchangeCode(code))
        return Code::EwsUnknownCode;
    for (const Family &family : families)
        if (code.startsWith(family.prefix))
            return family.entry;
    return u"UNKNOWN_PROBLEM"_s;
}

Catalogue loadStandard()
{
    Catalogue catalogue;
    for (const auto &name : {"checks"_L1, "computer"_L1, "network"_L1, "tls"_L1, "http"_L1, "autodiscover"_L1,
                             "exchange"_L1, "ews"_L1, "signin"_L1, "entraaccount"_L1, "entraapp"_L1,
                             "microsoft"_L1, "portal"_L1, "scripts"_L1}) {
        QFile file(u":/setup/catalogue-%1.json"_s.arg(name));
        const bool loaded = file.open(QIODevice::ReadOnly) && catalogue.add(file.readAll());
        Q_ASSERT_X(loaded, "Catalogue", qPrintable(catalogue.errors().join(u'\n')));
        Q_UNUSED(loaded);
    }
    return catalogue;
}

} // namespace

CatalogueRemedy CatalogueEntry::remedyFor(const CatalogueCause &likeliest) const
{
    CatalogueRemedy whole = likeliest.remedy;
    if (likeliest.isRemedyEnough)
        return whole;
    for (const auto &list :
         {&CatalogueRemedy::steps, &CatalogueRemedy::commands, &CatalogueRemedy::scripts}) {
        whole.*list += remedy.*list;
        (whole.*list).removeDuplicates();
    }
    return whole;
}

const Catalogue &Catalogue::standard()
{
    static const Catalogue catalogue = loadStandard();
    return catalogue;
}

bool Catalogue::add(const QByteArray &json)
{
    QJsonParseError error;
    const QJsonObject root = QJsonDocument::fromJson(json, &error).object();
    const qsizetype before = m_errors.size();
    if (error.error != QJsonParseError::NoError)
        m_errors.append(error.errorString());
    CatalogueReader reader(m_errors);
    const QJsonArray array = root.value("problems"_L1).toArray();
    for (const auto &value : array) {
        const CatalogueEntry entry = reader.entry(value.toObject());
        if (m_entries.contains(entry.code))
            m_errors.append(u"%1: twice"_s.arg(entry.code));
        m_entries.insert(entry.code, entry);
    }
    const QJsonArray values = root.value("checks"_L1).toArray();
    for (const auto &value : values)
        m_checks.append(reader.check(value.toObject()));
    const QJsonArray scripts = root.value("scripts"_L1).toArray();
    for (const auto &script : scripts)
        m_scripts.append(reader.script(script.toObject()));
    return m_errors.size() == before;
}

const CatalogueEntry &Catalogue::entry(const QString &code, const QString &checkId) const
{
    static const CatalogueEntry none;
    const QString plain = withoutOrigin(code);
    for (const QString &key : {plain + u'@' + checkId, plain, familyOf(code)})
        if (const auto found = m_entries.constFind(key); found != m_entries.constEnd())
            return *found;
    return none;
}

QStringList Catalogue::codes() const
{
    QStringList codes;
    for (auto entry = m_entries.keyBegin(); entry != m_entries.keyEnd(); ++entry)
        if (!entry->contains(u'@'))
            codes.append(*entry);
    codes.sort();
    return codes;
}

QList<CatalogueEntry> Catalogue::entries() const
{
    QList<CatalogueEntry> all = m_entries.values();
    std::sort(all.begin(), all.end(),
              [](const CatalogueEntry &a, const CatalogueEntry &b) { return a.code < b.code; });
    return all;
}

QString Catalogue::checkTitle(const QString &checkId) const
{
    for (const CheckText &check : m_checks)
        if (check.id == checkId)
            return translated(check.title);
    return checkId;
}

QString Catalogue::checkAsks(const QString &checkId) const
{
    for (const CheckText &check : m_checks)
        if (check.id == checkId)
            return translated(check.asks);
    return {};
}

QString Catalogue::translated(const QString &source)
{
    return source.isEmpty() ? source : QCoreApplication::translate("Catalogue", source.toUtf8().constData());
}

} // namespace Setup
