// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/datednotices.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

// Q_INIT_RESOURCE must not stand in a namespace; without it the linker leaves a static library's resource
// out.
static void initializeNotices()
{
    Q_INIT_RESOURCE(notices);
}

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

QByteArray builtInNotices()
{
    initializeNotices();
    QFile file(u":/notices/notices.json"_s);
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT(opened);
    return opened ? file.readAll() : QByteArray();
}

QDate dayFrom(const QJsonValue &value)
{
    return QDate::fromString(value.toString(), Qt::ISODate);
}

DatedNotice noticeFrom(const QJsonObject &json)
{
    DatedNotice notice;
    notice.id = json["id"_L1].toString();
    const QJsonArray clouds = json["clouds"_L1].toArray();
    for (const auto &cloud : clouds)
        notice.clouds.append(cloud.toString());
    notice.day = dayFrom(json["day"_L1]);
    notice.until = dayFrom(json["until"_L1]);
    notice.isMonthOnly = json["precision"_L1].toString() == "month"_L1;
    notice.title = json["title"_L1].toString();
    notice.what = json["what"_L1].toString();
    notice.source = json["source"_L1].toString();
    return notice;
}

bool isEarlier(const DatedNotice &a, const DatedNotice &b)
{
    return a.day.isValid() && (!b.day.isValid() || a.day < b.day);
}

} // namespace

DatedNotices::DatedNotices()
    : DatedNotices(builtInNotices())
{}

DatedNotices::DatedNotices(const QByteArray &json)
{
    const QJsonObject root = QJsonDocument::fromJson(json).object();
    m_dated = dayFrom(root["dated"_L1]);
    const QJsonArray notices = root["notices"_L1].toArray();
    for (const auto &notice : notices)
        m_notices.append(noticeFrom(notice.toObject()));
    const QJsonObject waits = root["waits"_L1].toObject();
    m_waitOfSwitch = std::chrono::minutes(waits["EwsEnabled"_L1].toInt());
    m_waitOfList = std::chrono::minutes(waits["EwsAllowedAppIDs"_L1].toInt());
}

QList<DatedNotice> DatedNotices::ofCloud(const QString &cloud) const
{
    QList<DatedNotice> notices;
    std::copy_if(m_notices.begin(), m_notices.end(), std::back_inserter(notices),
                 [&cloud](const DatedNotice &notice) { return notice.clouds.contains(cloud); });
    std::stable_sort(notices.begin(), notices.end(), isEarlier);
    return notices;
}

QDate DatedNotices::day(const QString &id, const QString &cloud) const
{
    for (const DatedNotice &notice : m_notices)
        if (notice.id == id && notice.clouds.contains(cloud))
            return notice.day;
    return {};
}

std::chrono::minutes DatedNotices::wait(const QString &setting) const
{
    return setting == "EwsAllowedAppIDs"_L1 ? m_waitOfList : m_waitOfSwitch;
}

} // namespace Setup
