// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/roomsprint.h"

#include "checks/checkids.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

// As Exchange Server says it: Graph tells of a list no more than its address.
QJsonObject factsOfRooms(const QJsonObject &report)
{
    QJsonObject facts;
    const QJsonArray checks = report["checks"_L1].toArray();
    for (const auto &check : checks)
        if (check["id"_L1].toString() == CheckId::Rooms || check["id"_L1].toString() == CheckId::GraphRooms)
            facts = check["facts"_L1].toObject();
    QJsonArray lists;
    const QJsonArray told = facts["lists"_L1].toArray();
    for (const auto &list : told)
        lists.append(list.isString() ? QJsonObject{{u"address"_s, list}} : list.toObject());
    facts.insert(u"lists"_s, lists);
    return facts;
}

QString listLine(const QJsonValue &list)
{
    if (list["name"_L1].isUndefined())
        return u"  %1\n"_s.arg(inOneLine(list["address"_L1].toString()));
    QString line = u"  %1  %2\n"_s.arg(inOneLine(list["address"_L1].toString()).leftJustified(40),
                                       inOneLine(list["name"_L1].toString()));
    const int rooms = list["rooms"_L1].toInt();
    if (list["problem"_L1].isString())
        line += u"    "_s
            + QCoreApplication::translate("Rooms", "Its rooms could not be read: %1")
                  .arg(inOneLine(list["problem"_L1].toString()))
            + u'\n';
    else if (list["mayHaveMore"_L1].toBool())
        line += u"    "_s
            + QCoreApplication::translate(
                    "Rooms", "%n room(s), and perhaps more than Exchange tells of one list", nullptr, rooms)
            + u'\n';
    else
        line += u"    "_s + QCoreApplication::translate("Rooms", "%n room(s)", nullptr, rooms) + u'\n';
    return line;
}

QByteArray asText(const QJsonObject &report, const QJsonObject &facts)
{
    const QJsonArray lists = facts["lists"_L1].toArray();
    const QJsonArray rooms = facts["rooms"_L1].toArray();
    QString text;
    if (!lists.isEmpty())
        text += QCoreApplication::translate("Rooms", "Room lists:") + u'\n';
    for (const auto &list : lists)
        text += listLine(list);
    if (facts["moreLists"_L1].toBool())
        text +=
            u"  "_s + QCoreApplication::translate("Rooms", "There are more lists than were read.") + u'\n';
    if (!rooms.isEmpty())
        text += QCoreApplication::translate("Rooms", "Rooms:") + u'\n';
    for (const auto &room : rooms)
        text += u"  "_s + inOneLine(room.toString()) + u'\n';
    if (const int count = facts["count"_L1].toInt(); count > rooms.size())
        text += u"  "_s
            + QCoreApplication::translate("Rooms", "and %n more", nullptr,
                                          count - static_cast<int>(rooms.size()))
            + u'\n';
    if (facts["mayHaveMore"_L1].toBool())
        text += u"  "_s + QCoreApplication::translate("Rooms", "There may be more than were read.") + u'\n';
    const QString verdict = report["verdict"_L1].toString();
    if (verdict == "pass"_L1)
        return text.toUtf8();
    // What stood in the way is explained as ever.
    return (text.isEmpty() ? text : text + u'\n').toUtf8() + renderText(report);
}

} // namespace

QByteArray renderRooms(const QJsonObject &report, ReportFormat format)
{
    const QJsonObject facts = factsOfRooms(report);
    if (format == ReportFormat::Text)
        return asText(report, facts);
    QJsonObject json = report;
    json.insert(u"command"_s, u"rooms"_s);
    json.insert(u"results"_s, json.take(u"checks"_s));
    json.insert(u"rooms"_s, facts["rooms"_L1].toArray());
    json.insert(u"roomLists"_s, facts["lists"_L1].toArray());
    return QJsonDocument(json).toJson();
}

} // namespace Setup
