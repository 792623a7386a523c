// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QElapsedTimer>
#include <QEventLoop>
#include <QObject>
#include <QTest>
#include <QTimer>

#include <functional>
#include <memory>

namespace Setup {

// Proves the contract of operations - start(), cancel(), one finished() - on any class that has these three.
// "answering" makes an operation that comes to an outcome within seconds, success or Problem; "silent" one
// whose peer never answers, with a deadline of 100 to 150 ms; left out where everything is answered at once.
//
//     OperationContract<LookUp> contract{[&] { return door.lookUp(good); }, [&] { return door.lookUp(slow);
//     }}; contract.verify(Code::DnsTimeout);
template<typename Operation>
class OperationContract
{
public:
    using Make = std::function<std::unique_ptr<Operation>()>;

    explicit OperationContract(Make answering, Make silent = {})
        : m_answering(std::move(answering))
        , m_silent(std::move(silent))
    {}

    void verify(QAnyStringView overdueCode = {}) const
    {
        const std::function<void()> clauses[] = {
            [this] { finishesOnceAndNeverInsideStart(); },
            [this] { isSilentAfterCancel(); },
            [this] { isSilentAfterLateCancel(); },
            [this] { isSilentAfterDestruction(); },
            [this] { canBeStartedAgain(); },
            [this] { startingTwiceAnswersOnce(); },
            [this] { receiverMayDeleteIt(); },
            [this] { receiverMayStartIt(); },
            [this, overdueCode] { hasADeadline(overdueCode); },
        };
        for (const auto &clause : clauses) {
            clause();
            if (QTest::currentTestFailed())
                return;
        }
    }

private:
    static constexpr int Silence = 25;

    // Counts the outcomes; lives longer than the operation.
    struct Watch
    {
        QEventLoop loop;
        int outcomes = 0;

        explicit Watch(Operation &operation)
        {
            QObject::connect(&operation, &Operation::finished, &loop, [this] {
                ++outcomes;
                loop.quit();
            });
        }

        bool hasSeen(int expected)
        {
            QTimer limit;
            QObject::connect(&limit, &QTimer::timeout, &loop, &QEventLoop::quit);
            limit.setSingleShot(true);
            limit.start(5000);
            while (outcomes < expected && limit.isActive())
                loop.exec();
            return outcomes == expected;
        }
    };

    void finishesOnceAndNeverInsideStart() const
    {
        const auto operation = m_answering();
        Watch watch(*operation);
        operation->start();
        QVERIFY2(watch.outcomes == 0, "finished() from inside start()");
        QVERIFY2(watch.hasSeen(1), "not the outcomes expected");
        QTest::qWait(Silence);
        QVERIFY2(watch.outcomes == 1, "finished() more than once");
    }

    void isSilentAfterCancel() const
    {
        const auto operation = m_answering();
        Watch watch(*operation);
        operation->cancel(); // nothing runs yet
        operation->start();
        operation->cancel();
        QTest::qWait(Silence);
        QVERIFY2(watch.outcomes == 0, "finished() after cancel()");
        operation->start();
        QCoreApplication::processEvents(); // some way in
        if (watch.outcomes == 0) {
            operation->cancel();
            QTest::qWait(Silence);
            QVERIFY2(watch.outcomes == 0, "finished() after cancel() on the way");
        }
    }

    void isSilentAfterLateCancel() const
    {
        if (!m_silent)
            return;
        const auto unanswered = m_silent();
        Watch unansweredWatch(*unanswered);
        unanswered->start();
        QTest::qWait(10);
        unanswered->cancel();
        QTest::qWait(150); // its deadline passes meanwhile or soon
        QVERIFY2(unansweredWatch.outcomes == 0, "the deadline of a cancelled operation spoke");
    }

    void isSilentAfterDestruction() const
    {
        auto operation = m_answering();
        Watch watch(*operation);
        operation->start();
        operation.reset();
        auto later = m_answering();
        QObject::connect(later.get(), &Operation::finished, &watch.loop, [&watch] { watch.outcomes += 100; });
        later->start();
        QCoreApplication::processEvents();
        const int before = watch.outcomes;
        later.reset();
        QTest::qWait(Silence);
        QVERIFY2(watch.outcomes == before && watch.outcomes % 100 == 0, "finished() after destruction");
    }

    void canBeStartedAgain() const
    {
        const auto operation = m_answering();
        Watch watch(*operation);
        operation->start();
        operation->cancel();
        operation->start();
        QVERIFY2(watch.hasSeen(1), "not the outcomes expected");
        operation->start();
        QVERIFY2(watch.hasSeen(2), "not the outcomes expected");
    }

    void startingTwiceAnswersOnce() const
    {
        const auto operation = m_answering();
        Watch watch(*operation);
        operation->start();
        operation->start();
        QVERIFY2(watch.hasSeen(1), "not the outcomes expected");
        QTest::qWait(Silence);
        QCOMPARE(watch.outcomes, 1);
    }

    void receiverMayDeleteIt() const
    {
        auto operation = m_answering();
        Watch watch(*operation);
        QObject::connect(operation.get(), &Operation::finished, &watch.loop,
                         [&operation] { operation.reset(); });
        operation->start();
        QVERIFY2(watch.hasSeen(1), "no outcome");
        QVERIFY(!operation);
    }

    void receiverMayStartIt() const
    {
        const auto operation = m_answering();
        Watch watch(*operation);
        QObject::connect(operation.get(), &Operation::finished, &watch.loop, [&operation, &watch] {
            if (watch.outcomes == 1)
                operation->start();
        });
        operation->start();
        QVERIFY2(watch.hasSeen(2), "not the outcomes expected");
    }

    void hasADeadline(QAnyStringView overdueCode) const
    {
        if (!m_silent)
            return;
        const auto operation = m_silent();
        QObject context;
        QString code;
        QObject::connect(operation.get(), &Operation::finished, &context, [&code](const auto &result) {
            code = result ? QStringLiteral("(a value)") : result.problem().code;
        });
        QElapsedTimer elapsed;
        elapsed.start();
        operation->start();
        QTRY_VERIFY_WITH_TIMEOUT(!code.isEmpty(), 3000);
        QCOMPARE(code, overdueCode.toString());
        QVERIFY2(elapsed.elapsed() >= 80, "an outcome long before the deadline");
    }

    Make m_answering;
    Make m_silent;
};

} // namespace Setup
