// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checks/checkrunner.h"
#include "core/problemcodes.h"
#include "fakecheck.h"

#include <QSignalSpy>
#include <QTest>

#include <array>
#include <random>
#include <utility>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

constexpr int Size = 10;
constexpr std::array<QLatin1StringView, Size> names{"c0"_L1, "c1"_L1, "c2"_L1, "c3"_L1, "c4"_L1,
                                                    "c5"_L1, "c6"_L1, "c7"_L1, "c8"_L1, "c9"_L1};

// What check N found out; its value depends on everything that the check may read.
template<int N>
struct Number
{
    static constexpr auto Writer = names[N];
    qint64 value = 0;
};

// The functions that need the type, in tables by number.
using Write = void (*)(FactStore &, qint64);
using Read = qint64 (*)(const FactReader &);
template<int... N>
constexpr std::array<Write, Size> writers(std::integer_sequence<int, N...>)
{
    return {+[](FactStore &store, qint64 value) { store.set(Number<N>{value}); }...};
}
template<int... N>
constexpr std::array<Read, Size> readers(std::integer_sequence<int, N...>)
{
    return {+[](const FactReader &reader) -> qint64 {
        const auto *number = reader.get<Number<N>>();
        return number ? number->value : -1;
    }...};
}
constexpr auto write = writers(std::make_integer_sequence<int, Size>());
constexpr auto read = readers(std::make_integer_sequence<int, Size>());

struct Node
{
    QList<int> all;
    QList<int> any;
    QSet<int> ancestors;
    FindingStatus status = FindingStatus::Pass;
    bool givesFact = true;
};

using Graph = std::vector<Node>;

Graph randomGraph(unsigned seed)
{
    std::mt19937 random(seed);
    const auto chance = [&random](unsigned percent) { return random() % 100 < percent; };
    Graph graph(Size);
    for (int i = 0; i < Size; ++i) {
        Node &node = graph[static_cast<size_t>(i)];
        for (int other = 0; other < i; ++other) {
            if (chance(25))
                (chance(70) ? node.all : node.any).append(other);
        }
        for (const int need : node.all + node.any) {
            node.ancestors.insert(need);
            node.ancestors.unite(graph[static_cast<size_t>(need)].ancestors);
        }
        node.status = chance(70) ? FindingStatus::Pass
            : chance(40)         ? FindingStatus::Warn
            : chance(60)         ? FindingStatus::Fail
                                 : FindingStatus::NotTested;
        node.givesFact = node.status != FindingStatus::Fail && chance(90);
    }
    return graph;
}

QStringList named(const QList<int> &numbers)
{
    QStringList result;
    for (const int number : numbers)
        result.append(names[static_cast<size_t>(number)]);
    return result;
}

CheckDefinition definition(int number, const Node &node, std::chrono::milliseconds delay)
{
    const auto judge = [number, node](const CheckContext &context) {
        CheckOutcome outcome;
        outcome.status = node.status;
        qint64 value = number;
        for (int other = 0; other < number; ++other) {
            if (node.ancestors.contains(other))
                value = (value * 31 + read[static_cast<size_t>(other)](context.facts)) % 1'000'003;
        }
        outcome.seen.insert(u"value"_s, value);
        if (node.givesFact)
            write[static_cast<size_t>(number)](outcome.facts, value);
        return outcome;
    };
    auto result = FakeCheck::definition(names[static_cast<size_t>(number)], named(node.all), judge, delay);
    const CheckNeeds needs{named(node.all), named(node.any)};
    result.needs = [needs](const RunInput &) { return needs; };
    return result;
}

QList<Finding> withoutDurations(QList<Finding> findings)
{
    for (Finding &finding : findings)
        finding.duration = {};
    return findings;
}

} // namespace

class TestCheckOrder : public QObject
{
    Q_OBJECT

private slots:
    void findingsDoNotDependOnTheOrderOfCompletion_data();
    void findingsDoNotDependOnTheOrderOfCompletion();
    void everyCheckStartsOnlyAfterWhatItNeeds();

private:
    QList<Finding> findingsOf(const Graph &graph, unsigned order, QStringList *started = nullptr)
    {
        std::mt19937 random(order);
        QList<CheckDefinition> definitions;
        for (int i = 0; i < Size; ++i)
            definitions.append(
                definition(i, graph[static_cast<size_t>(i)], std::chrono::milliseconds(random() % 4)));
        CheckRunner runner(definitions, noServices());
        QSignalSpy finished(&runner, &CheckRunner::finished);
        if (started)
            connect(&runner, &CheckRunner::checkStarted, this,
                    [started](const QString &id) { started->append(id); });
        runner.start({});
        if (!finished.wait(5'000))
            return {};
        return withoutDurations(runner.findings());
    }
};

void TestCheckOrder::findingsDoNotDependOnTheOrderOfCompletion_data()
{
    QTest::addColumn<unsigned>("seed");
    for (unsigned seed = 1; seed <= 60; ++seed)
        QTest::addRow("graph %u", seed) << seed;
}

void TestCheckOrder::findingsDoNotDependOnTheOrderOfCompletion()
{
    QFETCH(unsigned, seed);
    const Graph graph = randomGraph(seed);
    const QList<Finding> first = findingsOf(graph, 1);
    QCOMPARE(first.size(), Size);
    for (unsigned order = 2; order <= 6; ++order)
        QCOMPARE(findingsOf(graph, order), first);
}

void TestCheckOrder::everyCheckStartsOnlyAfterWhatItNeeds()
{
    for (unsigned seed = 1; seed <= 20; ++seed) {
        Graph graph = randomGraph(seed);
        for (Node &node : graph)
            node.status = FindingStatus::Pass;
        QStringList started;
        QCOMPARE(findingsOf(graph, seed, &started).size(), Size);
        for (int i = 0; i < Size; ++i) {
            for (const int need : graph[static_cast<size_t>(i)].ancestors)
                QVERIFY(started.indexOf(names[static_cast<size_t>(need)])
                        < started.indexOf(names[static_cast<size_t>(i)]));
        }
    }
}

QTEST_GUILESS_MAIN(TestCheckOrder)
#include "tst_checkorder.moc"
