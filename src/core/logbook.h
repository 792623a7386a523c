// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDateTime>
#include <QFile>
#include <QList>
#include <QMutex>
#include <QObject>

namespace Setup {

// What the program has said of itself since it started, for the log window: the newest lines, in memory.
// Where the environment names a file (ASKCODY_SETUP_LOG), everything goes there, too, from the first line on;
// a full file makes room for a new one, and two old ones are kept. Any thread may write.
class LogBook : public QObject
{
    Q_OBJECT

public:
    struct Line
    {
        qint64 number = 0; // the first one is 1
        QDateTime at; // UTC
        QtMsgType level = QtInfoMsg;
        QString category;
        QString text; // without control characters

        QString toText() const; // "2026-11-23T09:00:00.000Z  info     setup.net  …"
    };

    static constexpr qsizetype Longest = 5'000; // lines
    static constexpr qint64 LargestFile = 1'048'576;
    static constexpr int OldFiles = 2;

    static LogBook &instance();

    void add(QtMsgType level, const QString &category, const QString &text);
    // Those behind this one, as far as they are kept.
    QList<Line> lines(qint64 behind = 0) const;
    // An empty path ends it. False: the file cannot be written.
    bool writeTo(const QString &path);

    static QString levelName(QtMsgType level); // "debug", "info", "warning", "critical", "fatal"

signals:
    void added(); // in the thread of whoever writes

private:
    void write(const Line &line);
    bool open();
    void rotate();

    mutable QMutex m_mutex;
    QList<Line> m_lines;
    qint64 m_written = 0;
    QFile m_file;
};

} // namespace Setup
