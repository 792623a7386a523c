// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/microsoftcodes.h"
#include "core/problemcodes.h"
#include "diagnosis/catalogue.h"
#include "diagnosis/explainer.h"
#include "simulators/simcloudapp.h"
#include "support/microsoftpath.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <map>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

using At = SimMicrosoftError::At;

// tests/data/microsoft-codes.json by the code that the catalogue has.
struct Expected
{
    QString owner;
    QString cause;
};

QString codeOf(const QString &kind, const QJsonObject &row)
{
    if (kind == "entra"_L1)
        return u"AADSTS%1"_s.arg(row["number"_L1].toInt());
    if (kind == "diagnostics"_L1)
        return u"DIAGNOSTICS_%1"_s.arg(row["number"_L1].toInt());
    return (kind == "graph"_L1 ? u"GRAPH_"_s : QString()) + row["error"_L1].toString();
}

QHash<QString, Expected> expectations()
{
    QHash<QString, Expected> all;
    QFile file(QStringLiteral(SETUP_SOURCE_DIR "/tests/data/microsoft-codes.json"));
    const QJsonObject kinds =
        file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
    for (auto kind = kinds.begin(); kind != kinds.end(); ++kind) {
        const QJsonArray rows = kind->toArray();
        for (const auto &value : rows) {
            const QJsonObject row = value.toObject();
            all[codeOf(kind.key(), row)] = {row["owner"_L1].toString(), row["cause"_L1].toString()};
        }
    }
    all[Code::ConsentMissing] = {u"entraAdmin"_s, u"Nobody has granted the consent yet."_s};
    return all;
}

// Microsoft's own spelling in the catalogue's. What the page of consent says beside its yes has a number.
QString catalogueCode(const SimMicrosoftError &row)
{
    if (row.code == "admin_consent"_L1)
        return Code::entraCodeIn(row.text);
    if (row.at == At::Ews)
        return u"DIAGNOSTICS_"_s + row.code;
    return row.at == At::Graph ? Code::graphCode(row.error) : row.code;
}

// The rows of one place, one after the other in the same world.
struct Place
{
    At at;
    int skip = 0; // so many answers are good before each refusal
};

class PlacedWorld
{
public:
    explicit PlacedWorld(const Place &place)
        : m_place(place)
    {
        for (const SimMicrosoftError &row : SimErrorTable::rows())
            if (row.at == place.at)
                m_rows.append(row);
    }

    // In a world whose next refusal is this one. In the table's order one world does for all of them.
    MicrosoftPath &pathTo(const QString &code)
    {
        if (!m_path || m_next == m_rows.size() || m_rows[m_next].code != code)
            begin(code);
        ++m_next;
        return *m_path;
    }
    bool isFresh() const { return m_path->session().findings().isEmpty(); }

private:
    void begin(const QString &code)
    {
        Scenario scenario = *Scenario::load(u"healthy"_s);
        m_next = 0;
        while (m_rows[m_next].code != code)
            ++m_next;
        int skip = 0;
        for (qsizetype i = m_next; i < m_rows.size(); ++i)
            scenario.microsoft.refusals.append({m_rows[i], {}, skip += m_place.skip, 1});
        m_path = std::make_unique<MicrosoftPath>(scenario);
    }

    Place m_place;
    QList<SimMicrosoftError> m_rows;
    qsizetype m_next = 0;
    std::unique_ptr<MicrosoftPath> m_path;
};

} // namespace

// Everything that Microsoft can say, said to the program where Microsoft says it: what the administrator then
// reads, and whose move it is.
class TestMicrosoftRows : public QObject
{
    Q_OBJECT

private slots:
    void everyRowReachesItsExplanation_data();
    void everyRowReachesItsExplanation();
    void refusalsOfASchedule_data();
    void refusalsOfASchedule();
    void whatThePortalsApplicationIsTold_data();
    void whatThePortalsApplicationIsTold();
    void everyEntryHasARow();
    void aRowOfEachPlaceReplays_data();
    void aRowOfEachPlaceReplays();

private:
    static std::optional<Problem> problemAt(At at, PlacedWorld &world, const QString &code);
    static std::optional<Problem> onThePage(PlacedWorld &world, MicrosoftPath &path);
    static std::optional<Problem> ofCheck(MicrosoftPath &path, bool isFresh, const QString &check);
    static void compare(const Problem &problem, const Explanation &explanation, const QString &code);
    void askPortal();

    std::map<At, PlacedWorld> m_worlds;
    PlacedWorld m_schedules{{At::Graph, 2}}; // after the lists and the rooms
    QHash<QString, std::pair<Problem, Explanation>> m_toldToPortal; // by Microsoft's code
};

void TestMicrosoftRows::everyRowReachesItsExplanation_data()
{
    QTest::addColumn<At>("at");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("expected");
    QCOMPARE(SimErrorTable::rows().size(), Scenario::rowNames().size());
    for (const SimMicrosoftError &row : SimErrorTable::rows()) {
        // Whoever may not look at the list of places lacks that permission, however Graph words it.
        const bool isRefusal = row.at == At::Graph && row.status == 403;
        const QString expected = isRefusal ? u"GRAPH_ROOMS_UNREADABLE"_s : catalogueCode(row);
        QTest::addRow("%s at %s", qPrintable(row.code), qPrintable(SimErrorTable::word(row.at)))
            << row.at << row.code << expected;
    }
}

void TestMicrosoftRows::everyRowReachesItsExplanation()
{
    static const QHash<At, QString> checks{
        {At::Browser, u"microsoft.signin"_s}, {At::Redirect, u"microsoft.signin"_s},
        {At::Token, u"microsoft.signin"_s},   {At::AdminConsent, u"microsoft.consent"_s},
        {At::Ews, u"microsoft.ewspolicy"_s},  {At::Graph, u"graph.rooms"_s}};
    QFETCH(const At, at);
    QFETCH(const QString, code);
    QFETCH(const QString, expected);
    PlacedWorld &world = m_worlds.try_emplace(at, Place{at}).first->second;
    const auto problem = problemAt(at, world, code);
    QVERIFY(problem);
    compare(*problem, Explainer().explain(*problem, checks[at]), expected);
}

std::optional<Problem> TestMicrosoftRows::problemAt(At at, PlacedWorld &world, const QString &code)
{
    MicrosoftPath &path = world.pathTo(code);
    switch (at) {
    case At::Browser:
        return onThePage(world, path);
    case At::Redirect:
    case At::Token:
        return ofCheck(path, world.isFresh(), u"microsoft.signin"_s);
    case At::AdminConsent:
        if (world.isFresh() && !path.run({u"microsoft.signin"_s}))
            return std::nullopt;
        return path.consent() ? path.found(u"microsoft.consent"_s).problem : std::nullopt;
    case At::Ews:
        return ofCheck(path, world.isFresh(), u"microsoft.ewspolicy"_s);
    case At::Graph:
        if (world.isFresh() && !path.consentToGraph())
            return std::nullopt;
        return ofCheck(path, world.isFresh(), u"graph.rooms"_s);
    }
    return std::nullopt;
}

// Nothing comes back: somebody copies what the page says, and need not wait for the end of the patience.
std::optional<Problem> TestMicrosoftRows::onThePage(PlacedWorld &world, MicrosoftPath &path)
{
    const QString check = u"microsoft.signin"_s;
    const bool isThere = world.isFresh() ? path.run({check}) : path.repeat(check);
    if (!isThere || path.page.isEmpty() || !path.session().isRunning())
        return std::nullopt;
    path.session().cancel();
    return path.session().isRunning() ? std::nullopt
                                      : std::optional(MicrosoftAccess::readErrorPage(path.page));
}

std::optional<Problem> TestMicrosoftRows::ofCheck(MicrosoftPath &path, bool isFresh, const QString &check)
{
    const bool hasRun = isFresh ? path.run({check}) : path.repeat(check);
    return hasRun ? path.found(check).problem : std::nullopt;
}

void TestMicrosoftRows::compare(const Problem &problem, const Explanation &explanation, const QString &code)
{
    static const QHash<QString, Expected> all = expectations();
    QCOMPARE(problem.code, code);
    const Expected expected = all.value(code);
    QCOMPARE(toString(explanation.owner), expected.owner);
    QCOMPARE(explanation.causes.first().text, expected.cause);
    QVERIFY(!explanation.steps.isEmpty());
    if (!Code::isEntraCode(code) && code != Code::ConsentMissing)
        return;
    // What Microsoft's support asks for.
    for (const auto &fact : {u"traceId"_s, u"correlationId"_s, u"timestamp"_s}) {
        const QString value = problem.facts[fact].toString();
        QVERIFY2(!value.isEmpty(), qPrintable(fact));
        QVERIFY2(explanation.steps.last().contains(value), qPrintable(explanation.steps.last()));
    }
}

void TestMicrosoftRows::refusalsOfASchedule_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("expected");
    for (const SimMicrosoftError &row : SimErrorTable::rows())
        if (row.at == At::Graph)
            QTest::newRow(qPrintable(row.code)) << row.code << catalogueCode(row);
}

void TestMicrosoftRows::refusalsOfASchedule()
{
    QFETCH(const QString, code);
    QFETCH(const QString, expected);
    const auto problem = problemAt(At::Graph, m_schedules, code);
    QVERIFY(problem);
    compare(*problem, Explainer().explain(*problem, u"graph.rooms"_s), expected);
}

// One after the other, to the sign-in of AskCody's own application by its certificate.
void TestMicrosoftRows::askPortal()
{
    constexpr int before = 2; // tokens for whoever signs in here: EWS, and Graph
    Scenario scenario = *Scenario::load(u"healthy"_s);
    QStringList codes;
    for (const SimMicrosoftError &row : SimErrorTable::rows()) {
        if (row.at != At::Token || !Code::isEntraCode(row.code))
            continue;
        scenario.microsoft.refusals.append({row, {}, before, 1});
        codes.append(row.code);
    }
    MicrosoftPath path(scenario);
    if (!path.connectToPortal() || !path.run() || !path.pushAndHaveItChecked())
        return;
    for (const QString &code : std::as_const(codes)) {
        const auto cloud = path.session().cloudResult();
        const Finding *failed = cloud ? cloud->firstFailure() : nullptr;
        if (!failed || failed->checkId != "microsoft.consent"_L1)
            return;
        m_toldToPortal[code] = {*failed->problem, path.session().explain(*failed)};
        if (!path.haveItChecked())
            return;
    }
}

void TestMicrosoftRows::whatThePortalsApplicationIsTold_data()
{
    QTest::addColumn<QString>("code");
    for (const SimMicrosoftError &row : SimErrorTable::rows())
        if (row.at == At::Token && Code::isEntraCode(row.code))
            QTest::newRow(qPrintable(row.code)) << row.code;
}

void TestMicrosoftRows::whatThePortalsApplicationIsTold()
{
    static const QStringList noConsent{u"AADSTS700016"_s, u"AADSTS65001"_s};
    QFETCH(const QString, code);
    if (m_toldToPortal.isEmpty())
        askPortal();
    QVERIFY(m_toldToPortal.contains(code));
    const auto &[problem, explanation] = m_toldToPortal[code];
    compare(problem, Explainer().explain(problem, u"microsoft.consent"_s),
            noConsent.contains(code) ? QString(Code::ConsentMissing) : code);
    // Commands look for AskCody's application, not for the one that somebody here signed in with.
    for (const QString &command : explanation.commands)
        QVERIFY2(!command.contains("AppId -EQ"_L1) || command.contains(SimCloudApp::exchangeId()),
                 qPrintable(command));
}

// What the catalogue has of Entra, OAuth and x-ms-diagnostics is reached by a row above. The families are for
// numbers that nobody knew when the catalogue was written.
void TestMicrosoftRows::everyEntryHasARow()
{
    QSet<QString> reached;
    for (const SimMicrosoftError &row : SimErrorTable::rows())
        reached.insert(catalogueCode(row));
    for (const QString &code : Catalogue::standard().codes()) {
        const bool isOAuth = code.front().isLower();
        const bool isMicrosofts = isOAuth || code.startsWith("AADSTS"_L1)
            || code.startsWith("DIAGNOSTICS_"_L1) || code.startsWith("GRAPH_"_L1);
        if (isMicrosofts && !code.endsWith("_OTHER"_L1) && !code.startsWith("GRAPH_ROOMS"_L1)
            && code != "GRAPH_NOT_TESTED"_L1)
            QVERIFY2(reached.contains(code), qPrintable(code));
    }
    QVERIFY(reached.size() >= 171);
}

// What a page in the browser says is in no recording: the run ended by a click, and its text was pasted.
void TestMicrosoftRows::aRowOfEachPlaceReplays_data()
{
    QTest::addColumn<QString>("check");
    QTest::addColumn<QString>("code");
    const auto row = [](const char *name, const QString &check, const QString &code) {
        QTest::newRow(name) << check << code;
    };
    row("AADSTS65001-token", u"microsoft.signin"_s, u"AADSTS65001"_s);
    row("server_error-token", u"microsoft.signin"_s, u"server_error"_s);
    row("AADSTS53003-redirect", u"microsoft.signin"_s, u"AADSTS53003"_s);
    row("access_denied-redirect", u"microsoft.signin"_s, u"access_denied"_s);
    row("AADSTS65004-adminConsent", u"microsoft.consent"_s, u"AADSTS65004"_s);
    row("2000003-ews", u"microsoft.ewspolicy"_s, u"DIAGNOSTICS_2000003"_s);
    row("Graph.InvalidAuthenticationToken-graph", u"graph.rooms"_s, u"GRAPH_InvalidAuthenticationToken"_s);
}

void TestMicrosoftRows::aRowOfEachPlaceReplays()
{
    QFETCH(const QString, check);
    QFETCH(const QString, code);
    const auto scenario = Scenario::load(u"microsoft/"_s + QString::fromLatin1(QTest::currentDataTag()));
    QVERIFY(scenario);
    MicrosoftPath path(*scenario);
    QVERIFY(check != "graph.rooms"_L1 || path.consentToGraph());
    QVERIFY(path.run());
    QVERIFY(check != "microsoft.consent"_L1 || path.consent());
    const auto problem = path.found(check).problem;
    QVERIFY(problem);
    compare(*problem, Explainer().explain(*problem, check), code);
    const auto replayed = path.replayed();
    QVERIFY(replayed);
    QCOMPARE(shownAlike(replayed->findings()), shownAlike(path.session().findings()));
}

QTEST_GUILESS_MAIN(TestMicrosoftRows)
#include "tst_microsoftrows.moc"
