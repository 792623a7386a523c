// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/secret.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>
#include <cstdlib>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

constexpr uid_t Nobody = 65534;

// Everything that a user can do to get a core file: the limit of his shell, and a folder that can be written.
void wishForCoreFile()
{
    rlimit limit{};
    getrlimit(RLIMIT_CORE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_CORE, &limit);
}

bool wouldCrashLeaveFile()
{
#if defined(__SANITIZE_ADDRESS__)
    return false; // the sanitizer forbids core files by itself: they would be terabytes long
#else
    rlimit limit{};
    getrlimit(RLIMIT_CORE, &limit);
    QFile pattern(u"/proc/sys/kernel/core_pattern"_s);
    return pattern.open(QIODevice::ReadOnly) && !pattern.readAll().trimmed().contains('/')
        && limit.rlim_max == RLIM_INFINITY;
#endif
}

// /proc/<pid> belongs to root as long as a process cannot be dumped, so root must look with other eyes.
void becomeNobody()
{
    if (geteuid() == 0 && (setgid(Nobody) != 0 || setuid(Nobody) != 0))
        _exit(126);
}

void startSelf(QProcess &process, const QStringList &arguments)
{
    process.start(QCoreApplication::applicationFilePath(), arguments);
}

} // namespace

class TestCoreDump : public QObject
{
    Q_OBJECT

private slots:
    void aCrashLeavesNoCoreFile_data();
    void aCrashLeavesNoCoreFile();
    void theSameUserCannotLookIntoTheProcess_data();
    void theSameUserCannotLookIntoTheProcess();
};

void TestCoreDump::aCrashLeavesNoCoreFile_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<bool>("leavesFile");
    QTest::newRow("as the program does") << QStringList{u"--crash"_s, u"--protected"_s} << false;
    QTest::newRow("to see that there would be one") << QStringList{u"--crash"_s} << true;
}

void TestCoreDump::aCrashLeavesNoCoreFile()
{
    QFETCH(QStringList, arguments);
    QFETCH(bool, leavesFile);
    if (leavesFile && !wouldCrashLeaveFile())
        QSKIP("core files are limited here, or go to a program");
    const QTemporaryDir folder;
    QProcess crashing;
    crashing.setWorkingDirectory(folder.path());
    crashing.setChildProcessModifier(wishForCoreFile);
    startSelf(crashing, arguments);
    QVERIFY(crashing.waitForFinished());
    QCOMPARE(crashing.exitStatus(), QProcess::CrashExit);
    QCOMPARE(QDir(folder.path()).isEmpty(), !leavesFile);
}

void TestCoreDump::theSameUserCannotLookIntoTheProcess_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("dumpable");
    QTest::newRow("as the program does") << QStringList{u"--wait"_s, u"--protected"_s} << QByteArray("0");
    QTest::newRow("to see that he could") << QStringList{u"--wait"_s} << QByteArray("1");
}

void TestCoreDump::theSameUserCannotLookIntoTheProcess()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, dumpable);
    QProcess waiting;
    waiting.setChildProcessModifier(becomeNobody);
    startSelf(waiting, arguments);
    if (!waiting.waitForStarted() || !waiting.waitForReadyRead())
        QSKIP("another user cannot run programs from this folder");
    QCOMPARE(waiting.readLine().trimmed(), dumpable);

    for (const QString &file : {u"environ"_s, u"mem"_s}) {
        QProcess looking;
        looking.setChildProcessModifier(becomeNobody);
        startSelf(looking, {u"--open"_s, u"/proc/%1/%2"_s.arg(waiting.processId()).arg(file)});
        QVERIFY(looking.waitForFinished());
        QCOMPARE(looking.exitStatus(), QProcess::NormalExit);
        QCOMPARE(looking.exitCode() == 0, dumpable == "1");
    }
    waiting.closeWriteChannel();
    QVERIFY(waiting.waitForFinished());
}

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = application.arguments();
    if (arguments.contains("--protected"_L1) && !forbidCoreDumps())
        return 125;
    if (arguments.contains("--crash"_L1))
        std::abort();
    if (arguments.contains("--wait"_L1)) {
        std::printf("%d\n", prctl(PR_GET_DUMPABLE));
        std::fflush(stdout);
        return std::getchar() == EOF ? 0 : 1;
    }
    if (arguments.contains("--open"_L1))
        return QFile(arguments.last()).open(QIODevice::ReadOnly) ? 0 : 1;
    TestCoreDump test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_coredump.moc"
