// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/logbook.h"

#include "core/foreigntext.h"

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestLine = 2'000;

} // namespace

QString LogBook::levelName(QtMsgType level)
{
    switch (level) {
    case QtDebugMsg:
        return u"debug"_s;
    case QtInfoMsg:
        return u"info"_s;
    case QtWarningMsg:
        return u"warning"_s;
    case QtCriticalMsg:
        return u"critical"_s;
    case QtFatalMsg:
        break;
    }
    return u"fatal"_s;
}

QString LogBook::Line::toText() const
{
    return u"%1  %2  %3  %4"_s.arg(at.toString(Qt::ISODateWithMs), levelName(level).leftJustified(8),
                                   category.leftJustified(13), text);
}

LogBook &LogBook::instance()
{
    // Never destroyed: Qt has something to say until the very end.
    static auto *const book = new LogBook; // NOLINT(cppcoreguidelines-owning-memory)
    return *book;
}

void LogBook::add(QtMsgType level, const QString &category, const QString &text)
{
    Line line{0, QDateTime::currentDateTimeUtc(), level, category, ForeignText(text, longestLine).text()};
    {
        const QMutexLocker locker(&m_mutex);
        line.number = ++m_written;
        if (m_lines.size() == Longest)
            m_lines.removeFirst();
        m_lines.append(line);
        write(line);
    }
    emit added();
}

QList<LogBook::Line> LogBook::lines(qint64 behind) const
{
    const QMutexLocker locker(&m_mutex);
    return m_lines.last(std::min<qint64>(m_lines.size(), m_written - std::min(behind, m_written)));
}

bool LogBook::writeTo(const QString &path)
{
    const QMutexLocker locker(&m_mutex);
    m_file.close();
    m_file.setFileName(path);
    return path.isEmpty() || open();
}

// For this user alone: it names servers and mailboxes.
bool LogBook::open()
{
    if (!m_file.open(QIODevice::WriteOnly | QIODevice::Append))
        return false;
    m_file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    return true;
}

void LogBook::write(const Line &line)
{
    if (!m_file.isOpen())
        return;
    if (m_file.size() > LargestFile)
        rotate();
    m_file.write(line.toText().toUtf8() + '\n');
    m_file.flush(); // the last line before a crash is the one that matters
}

void LogBook::rotate()
{
    const QString path = m_file.fileName();
    m_file.close();
    QFile::remove(u"%1.%2"_s.arg(path).arg(OldFiles));
    for (int number = OldFiles - 1; number > 0; --number)
        QFile::rename(u"%1.%2"_s.arg(path).arg(number), u"%1.%2"_s.arg(path).arg(number + 1));
    QFile::rename(path, path + u".1"_s);
    open();
}

} // namespace Setup
