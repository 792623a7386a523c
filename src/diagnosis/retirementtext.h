// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/datednotices.h"
#include "core/retirement.h"

#include <QCoreApplication>
#include <QList>
#include <QLocale>
#include <QString>
#include <QStringList>

namespace Setup {

// One announcement, as people read it.
struct NoticeText
{
    QString id;
    QString date; // "1 October 2026", "April 2025"; empty: not published
    QString title;
    QString what;
    QString source;
    bool isPast = false;
};

// The verdict on EWS in words, in the user's language. Plain text.
struct RetirementText
{
    QString title; // at most about 60 characters
    QString what; // what it means for AskCody
    QStringList reasons; // why we think so, the weightiest first
    QString graph; // what Microsoft Graph would give instead
    QStringList waits; // how long changes take; empty where nothing can be changed
    QList<NoticeText> notices; // the announcements for this cloud, by their days
};

class RetirementWords
{
    Q_DECLARE_TR_FUNCTIONS(RetirementWords)

public:
    static RetirementText of(const RetirementVerdict &verdict, const DatedNotices &notices,
                             const QDate &today, const QLocale &locale = QLocale());

    // "worldwide cloud", "GCC High"
    static QString cloudName(const QString &cloud);

private:
    static QString title(const RetirementVerdict &verdict, const QLocale &locale);
    static QString what(const RetirementVerdict &verdict, const QLocale &locale);
    static QString reason(RetirementReason reason, const RetirementVerdict &verdict);
    static QString otherReason(RetirementReason reason);
    static QString graph(GraphReadiness readiness);
    static QStringList waits(const RetirementVerdict &verdict, const DatedNotices &notices);
};

} // namespace Setup
