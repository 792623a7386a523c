// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ewssettings.h"

#include "core/foreigntext.h"
#include "core/problemcodes.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype MaximumText = qsizetype{64} * 1024;
constexpr qsizetype MaximumLines = 2000;
constexpr qsizetype MaximumEntries = 500;

constexpr std::array settingNames{"ewsenabled"_L1, "ewsallowedappids"_L1, "ewsapplicationaccesspolicy"_L1,
                                  "ewsallowlist"_L1, "ewsblocklist"_L1};

bool isSetting(const QString &name)
{
    return std::any_of(settingNames.begin(), settingNames.end(),
                       [&name](QLatin1StringView setting) { return name == setting; });
}

// The values by their names in lower case, as they stand; nullopt for one that stands there with two values.
using Values = QHash<QString, std::optional<QString>>;

void insert(Values &values, const QString &name, const QString &value)
{
    const auto known = values.constFind(name);
    if (known == values.constEnd())
        values.insert(name, value);
    else if (*known != value)
        values.insert(name, std::nullopt);
}

// Non-breaking and other spaces are those of some terminals and of word processors; the wide colon is that
// of an input method. Half a character would keep the expressions from matching at all.
QString withPlainSpaces(const QString &pasted)
{
    QString text = QString::fromUtf8(pasted.toUtf8());
    for (QChar &character : text) {
        if (character == u'\uFF1A')
            character = u':';
        else if (character == u'\u2028' || character == u'\u2029' || character == u'\r')
            character = u'\n';
        else if (character != u'\n' && (character.isSpace() || character == u'\uFEFF'))
            character = u' ';
    }
    return text;
}

// Format-List: "Name : value", and lines that begin with spaces where a value was too long for the window.
Values listValues(const QStringList &lines)
{
    static const QRegularExpression pair(u"^[> ]*([A-Za-z]{2,60}) *:(.*)$"_s);
    static const QRegularExpression rest(u"^[0-9A-Fa-f{},. -]+$"_s); // of ids, cut by the window itself
    Values values;
    QString name;
    QString value;
    const auto finish = [&] {
        if (isSetting(name))
            insert(values, name, value.trimmed());
        name.clear();
    };
    for (const QString &line : lines) {
        const auto match = pair.match(line);
        if (match.hasMatch()) {
            finish();
            name = match.captured(1).toLower();
            value = match.captured(2);
        } else if (!line.trimmed().isEmpty() && (line.startsWith(u' ') || rest.match(line).hasMatch())) {
            value += line.trimmed();
        } else {
            finish();
        }
    }
    finish();
    return values;
}

// One line of CSV; two quotes inside quotes stand for one.
QStringList cells(const QString &line, QChar separator)
{
    QStringList cells{QString()};
    bool isQuoted = false;
    for (const QChar character : line) {
        if (character == u'"')
            isQuoted = !isQuoted;
        else if (character == separator && !isQuoted)
            cells.append(QString());
        else
            cells.last() += character;
    }
    return cells;
}

// ConvertTo-Csv: a line of names, a line of values; a line of #TYPE may stand before them.
Values csvValues(const QStringList &lines)
{
    Values values;
    for (qsizetype index = 0; index + 1 < lines.size(); ++index) {
        if (!lines.at(index).contains("EwsEnabled"_L1, Qt::CaseInsensitive)
            && !lines.at(index).contains("EwsAllowedAppIDs"_L1, Qt::CaseInsensitive))
            continue;
        const QChar separator = lines.at(index).contains(u';') ? u';' : u',';
        const QStringList names = cells(lines.at(index), separator);
        const QStringList row = cells(lines.at(index + 1), separator);
        if (names.size() != row.size())
            continue;
        for (qsizetype column = 0; column < names.size(); ++column)
            if (const QString name = names.at(column).trimmed().toLower(); isSetting(name))
                insert(values, name, row.at(column).trimmed());
    }
    return values;
}

QString jsonText(const QJsonValue &value)
{
    if (value.isBool())
        return value.toBool() ? u"True"_s : u"False"_s;
    if (!value.isArray())
        return value.isString() || value.isNull() ? value.toString() : u"?"_s;
    QStringList texts;
    const QJsonArray elements = value.toArray();
    for (const auto &element : elements)
        texts.append(element.toString());
    return u'{' + texts.join(u", "_s) + u'}';
}

Values jsonValues(const QString &text)
{
    const QJsonDocument document = QJsonDocument::fromJson(text.trimmed().toUtf8());
    const QJsonObject object = document.isArray() ? document.array().at(0).toObject() : document.object();
    Values values;
    for (auto member = object.begin(); member != object.end(); ++member)
        if (const QString name = member.key().toLower(); isSetting(name))
            insert(values, name, jsonText(member.value()));
    return values;
}

EwsSettings::Switch switchFrom(const QString &value)
{
    const QString word = value.toLower();
    if (word.isEmpty() || word == "$null"_L1)
        return EwsSettings::Switch::NotSet;
    if (word == "true"_L1 || word == "$true"_L1)
        return EwsSettings::Switch::On;
    if (word == "false"_L1 || word == "$false"_L1)
        return EwsSettings::Switch::Off;
    return EwsSettings::Switch::Unknown;
}

struct Entries
{
    QStringList texts;
    bool isComplete = true;
};

// "a, b" or "{a, b}"; PowerShell shows the first four of a list and then three dots.
Entries entriesFrom(const QString &value)
{
    QString inner = value.trimmed();
    Entries entries;
    entries.isComplete = inner.startsWith(u'{') == inner.endsWith(u'}') && !inner.endsWith(u',');
    inner.remove(u'{').remove(u'}');
    for (const QString &entry : inner.split(u',', Qt::SkipEmptyParts)) {
        QString text = entry.trimmed();
        if (text.endsWith(u"..."_s) || text.endsWith(u'…')) {
            entries.isComplete = false;
            text.remove(u"..."_s).remove(u'…');
        }
        if (entries.texts.size() == MaximumEntries)
            entries.isComplete = false;
        else if (!text.trimmed().isEmpty())
            entries.texts.append(ForeignText(text.trimmed(), 100).text());
    }
    return entries;
}

void readAppIds(EwsSettings &settings, const QString &value)
{
    static const QRegularExpression appId(
        u"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"_s);
    const Entries entries = entriesFrom(value);
    settings.isListComplete = entries.isComplete;
    QStringList ids;
    for (const QString &entry : entries.texts) {
        // The window's edge may have cut an id into two lines.
        const QString id = QString(entry).remove(u' ').remove(u'"').remove(u'\'').toLower();
        if (appId.match(id).hasMatch())
            ids.append(id);
        else
            settings.isListComplete = false;
    }
    ids.removeDuplicates();
    ids.sort();
    settings.allowedAppIds = ids;
}

EwsSettings settingsFrom(const Values &values)
{
    EwsSettings settings;
    const auto value = [&values](QLatin1StringView name) { return values.value(name, std::nullopt); };
    if (const auto text = value("ewsenabled"_L1))
        settings.ewsEnabled = switchFrom(*text);
    if (const auto text = value("ewsallowedappids"_L1))
        readAppIds(settings, *text);
    if (const auto text = value("ewsapplicationaccesspolicy"_L1))
        settings.accessPolicy = ForeignText(*text, 100).text();
    if (const auto text = value("ewsallowlist"_L1))
        settings.allowList = entriesFrom(*text).texts;
    if (const auto text = value("ewsblocklist"_L1))
        settings.blockList = entriesFrom(*text).texts;
    return settings;
}

} // namespace

bool EwsSettings::isKnown() const
{
    return ewsEnabled != Switch::Unknown || allowedAppIds || accessPolicy || allowList || blockList;
}

bool EwsSettings::lists(const QString &appId) const
{
    return allowedAppIds && !appId.isEmpty() && allowedAppIds->contains(appId.trimmed().toLower());
}

Result<EwsSettings> ewsSettingsFromText(const QString &pasted)
{
    if (pasted.size() > MaximumText)
        return Problem{Code::InputTooLong, {}, {{u"field"_s, u"settings"_s}}};
    const QString text = withPlainSpaces(pasted);
    const QStringList lines = text.split(u'\n');
    if (lines.size() > MaximumLines)
        return Problem{Code::InputTooLong, {}, {{u"field"_s, u"settings"_s}}};
    Values values = jsonValues(text);
    if (values.isEmpty())
        values = csvValues(lines);
    if (values.isEmpty())
        values = listValues(lines);
    const EwsSettings settings = settingsFrom(values);
    if (!settings.isKnown())
        return Problem{Code::EwsSettingsUnreadable, {}, {}};
    return settings;
}

EwsSettings::Owner settingsOwner(const QString &pasted)
{
    static const QRegularExpression organization(u"\\b(Get-OrganizationConfig|EwsAllowedAppIDs)\\b"_s,
                                                 QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression mailbox(
        u"\\b(Get-CASMailbox|PrimarySmtpAddress|ActiveSyncEnabled|ServerLegacyDN)\\b"_s,
        QRegularExpression::CaseInsensitiveOption);
    const QString text = withPlainSpaces(pasted.left(MaximumText));
    const bool isOrganizations = organization.match(text).hasMatch();
    if (isOrganizations == mailbox.match(text).hasMatch())
        return EwsSettings::Owner::Unknown;
    return isOrganizations ? EwsSettings::Owner::Organization : EwsSettings::Owner::Mailbox;
}

} // namespace Setup
