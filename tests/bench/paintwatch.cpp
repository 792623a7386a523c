// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Linked to a program with a QWizard, this ends it when the first page has been painted, and says how long
// that took since BENCH_STARTED (nanoseconds of CLOCK_MONOTONIC, taken by whoever starts the program) and how
// much memory it took. The program itself stays as it is.

#include <QCoreApplication>
#include <QEvent>
#include <QFile>
#include <QGuiApplication>
#include <QRegularExpression>
#include <QWizardPage>

#include <chrono>
#include <cstdio>
#include <cstdlib>

namespace {

using namespace Qt::StringLiterals;

qint64 peakKibibytes()
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    static const QRegularExpression peak(u"VmHWM:\\s*(\\d+)"_s);
    return peak.match(QString::fromLatin1(status.readAll())).captured(1).toLongLong();
}

class PaintWatch : public QObject
{
public:
    using QObject::QObject;

    bool eventFilter(QObject *object, QEvent *event) override
    {
        if (!m_seen && event->type() == QEvent::Paint && qobject_cast<QWizardPage *>(object)) {
            m_seen = true;
            // The whole window is painted in one go; this comes right behind, before anything that waits.
            QCoreApplication::postEvent(this, new QEvent(QEvent::User), Qt::HighEventPriority);
        }
        return QObject::eventFilter(object, event);
    }

protected:
    bool event(QEvent *event) override
    {
        if (event->type() == QEvent::User)
            report();
        return QObject::event(event);
    }

private:
    [[noreturn]] static void report()
    {
        const auto now = std::chrono::steady_clock::now().time_since_epoch();
        const qint64 taken = std::chrono::duration_cast<std::chrono::nanoseconds>(now).count()
            - qEnvironmentVariable("BENCH_STARTED").toLongLong();
        std::printf("{\"milliseconds\": %.2f, \"kibibytes\": %lld, \"platform\": \"%s\"}\n",
                    static_cast<double>(taken) / 1e6, static_cast<long long>(peakKibibytes()),
                    qPrintable(QGuiApplication::platformName()));
        std::fflush(stdout);
        std::_Exit(0); // how it ends is not measured
    }

    bool m_seen = false;
};

void watch()
{
    qApp->installEventFilter(new PaintWatch(qApp));
}

} // namespace

Q_COREAPP_STARTUP_FUNCTION(watch)
