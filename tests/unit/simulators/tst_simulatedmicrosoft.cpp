// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/simulatedmicrosoft.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>
#include <QUrlQuery>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

using At = SimMicrosoftError::At;

const QString login = u"login.microsoftonline.com"_s;
const QString outlook = u"outlook.office365.com"_s;
const QString graph = u"graph.microsoft.com"_s;
const QByteArray verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"; // RFC 7636, B
const QByteArray challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
const QString ewsScope = u"openid offline_access https://outlook.office365.com/EWS.AccessAsUser.All"_s;
const QString graphScope = u"openid offline_access https://graph.microsoft.com/Calendars.Read"_s;

Scenario load(const QString &name)
{
    const Result<Scenario> scenario = Scenario::load(name);
    return scenario ? *scenario : Scenario();
}

QByteArray header(const SimReply &reply, const QByteArray &name)
{
    for (const SimHeader &one : reply.headers) {
        if (one.name.compare(name, Qt::CaseInsensitive) == 0)
            return one.value;
    }
    return {};
}

QJsonObject json(const SimReply &reply)
{
    return QJsonDocument::fromJson(reply.body).object();
}

QString captured(const SimReply &reply, const QString &pattern)
{
    return QRegularExpression(pattern).match(QString::fromUtf8(reply.body)).captured(1);
}

// What a browser and a program do, without the network between.
class Visitor
{
public:
    explicit Visitor(const Scenario &scenario)
        : m_microsoft(scenario, {})
    {}

    SimReply get(const QString &host, const QByteArray &target, const QByteArray &token = {})
    {
        SimRequest request{"GET", target, {}, {}, 0, 0};
        if (!token.isEmpty())
            request.headers.append(SimHeader{"Authorization", "Bearer " + token});
        return m_microsoft.answer(host, request);
    }

    SimReply post(const QString &host, const QByteArray &target, const QByteArray &type,
                  const QByteArray &body, const QByteArray &token = {})
    {
        SimRequest request{"POST", target, {{"Content-Type", type}}, body, 0, 0};
        if (!token.isEmpty())
            request.headers.append(SimHeader{"Authorization", "Bearer " + token});
        return m_microsoft.answer(host, request);
    }

    SimReply form(const QByteArray &target, const QList<std::pair<QString, QString>> &values)
    {
        return post(login, target, "application/x-www-form-urlencoded", SimForm::encoded(values));
    }

    SimReply authorize(const QString &scope = ewsScope, const QString &claims = {})
    {
        const QByteArray query = SimForm::encoded({{u"client_id"_s, SimCloudApp::signInId()},
                                                   {u"response_type"_s, u"code"_s},
                                                   {u"redirect_uri"_s, u"http://localhost:53127/"_s},
                                                   {u"scope"_s, scope},
                                                   {u"state"_s, u"s"_s},
                                                   {u"claims"_s, claims},
                                                   {u"nonce"_s, u"n"_s},
                                                   {u"code_challenge"_s, QString::fromLatin1(challenge)},
                                                   {u"code_challenge_method"_s, u"S256"_s}});
        return get(login, "/fabrikam.test/oauth2/v2.0/authorize?" + query);
    }

    SimReply adminConsent()
    {
        const QByteArray query = SimForm::encoded({{u"client_id"_s, SimCloudApp::exchangeId()},
                                                   {u"redirect_uri"_s, u"http://localhost:53127/"_s},
                                                   {u"scope"_s, u"https://outlook.office365.com/.default"_s},
                                                   {u"state"_s, u"s"_s}});
        return get(login, "/fabrikam.test/v2.0/adminconsent?" + query);
    }

    // Fills in whatever is asked; ends where the browser is sent back, or on a page without a form.
    SimReply person(SimReply page, const QString &user = u"admin@fabrikam.test"_s)
    {
        for (int forms = 0; forms < 3; ++forms) {
            const QString transaction = captured(page, u"name=\"transaction\" value=\"([^\"]*)\""_s);
            if (transaction.isEmpty())
                break;
            page = form(captured(page, u"<form method=\"post\" action=\"([^\"]*)\""_s).toLatin1(),
                        {{u"transaction"_s, transaction},
                         {u"email"_s, user},
                         {u"password"_s, SimCloudUser::password()},
                         {u"decision"_s, u"allow"_s}});
        }
        return page;
    }

    static QUrlQuery wayBack(const SimReply &reply)
    {
        return QUrlQuery(QUrl::fromEncoded(header(reply, "Location")));
    }

    SimReply redeem(const QString &scope = ewsScope, const QString &claims = {})
    {
        const QString code = wayBack(person(authorize(scope, claims))).queryItemValue(u"code"_s);
        return form("/fabrikam.test/oauth2/v2.0/token",
                    {{u"client_id"_s, SimCloudApp::signInId()},
                     {u"grant_type"_s, u"authorization_code"_s},
                     {u"code"_s, code},
                     {u"redirect_uri"_s, u"http://localhost:53127/"_s},
                     {u"code_verifier"_s, QString::fromLatin1(verifier)}});
    }

    QByteArray token(const QString &scope = ewsScope)
    {
        return json(redeem(scope))["access_token"_L1].toString().toLatin1();
    }

    SimReply ews(const QByteArray &token)
    {
        return post(
            outlook, "/EWS/Exchange.asmx", "text/xml; charset=utf-8",
            "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\" "
            "xmlns:t=\"http://schemas.microsoft.com/exchange/services/2006/types\" "
            "xmlns:m=\"http://schemas.microsoft.com/exchange/services/2006/messages\"><s:Header>"
            "<t:RequestServerVersion Version=\"Exchange2013_SP1\"/></s:Header><s:Body><m:GetFolder>"
            "<m:FolderShape><t:BaseShape>IdOnly</t:BaseShape></m:FolderShape><m:FolderIds>"
            "<t:DistinguishedFolderId Id=\"calendar\"/></m:FolderIds></m:GetFolder></s:Body></s:Envelope>",
            token);
    }

private:
    SimulatedMicrosoft m_microsoft;
};

} // namespace

class TestSimulatedMicrosoft : public QObject
{
    Q_OBJECT

private slots:
    void everyScenarioLoads_data()
    {
        QTest::addColumn<QString>("name");
        const QStringList names = Scenario::microsoftNames() + Scenario::rowNames();
        QVERIFY(names.size() > 250);
        QCOMPARE(QSet<QString>(names.begin(), names.end()).size(), names.size());
        for (const QString &name : names)
            QTest::newRow(qPrintable(name)) << name;
    }
    void everyScenarioLoads()
    {
        QFETCH(QString, name);
        const Result<Scenario> scenario = Scenario::load(name);
        QVERIFY2(scenario.hasValue(), scenario ? "" : qPrintable(scenario.problem().detail));
        QCOMPARE(scenario->name, name);
    }

    // Whoever looks for secrets that leaked has to find each of them by it.
    void everySecretHasItsMark()
    {
        Scenario scenario = load(u"healthy"_s);
        scenario.microsoft.mark = u"canary4711"_s;
        Visitor visitor(scenario);
        const QString code = Visitor::wayBack(visitor.person(visitor.authorize())).queryItemValue(u"code"_s);
        QVERIFY2(code.contains(scenario.microsoft.mark), qPrintable(code));
        const QJsonObject tokens = json(visitor.redeem());
        QVERIFY(tokens["refresh_token"_L1].toString().contains(scenario.microsoft.mark));
        for (const auto &name : {"access_token"_L1, "id_token"_L1}) {
            const auto token = SimToken::parse(tokens[name].toString().toLatin1());
            QVERIFY(token);
            QVERIFY(QJsonDocument(token->claims).toJson().contains("canary4711"));
        }
        const QJsonObject device =
            json(visitor.form("/fabrikam.test/oauth2/v2.0/devicecode",
                              {{u"client_id"_s, SimCloudApp::signInId()}, {u"scope"_s, ewsScope}}));
        QVERIFY(device["device_code"_L1].toString().contains(scenario.microsoft.mark));
    }

    // A row of the table is said where it says, in the form that belongs there.
    void everyRowIsSaid_data()
    {
        QTest::addColumn<SimMicrosoftError>("row");
        QTest::addColumn<QString>("name");
        const QList<SimMicrosoftError> rows = SimErrorTable::rows();
        const QStringList names = Scenario::rowNames();
        for (qsizetype i = 0; i < rows.size(); ++i)
            QTest::newRow(qPrintable(names.at(i))) << rows.at(i) << names.at(i);
    }
    void everyRowIsSaid()
    {
        QFETCH(SimMicrosoftError, row);
        QFETCH(QString, name);
        Visitor visitor(load(name));
        switch (row.at) {
        case At::Browser:
            verifyPage(row, visitor.authorize());
            break;
        case At::Redirect:
            verifyRedirect(row, visitor.person(visitor.authorize()));
            break;
        case At::AdminConsent: {
            const SimReply reply = visitor.person(visitor.adminConsent());
            QCOMPARE(Visitor::wayBack(reply).queryItemValue(u"admin_consent"_s), u"True"_s);
            verifyRedirect(row, reply);
            break;
        }
        case At::Token:
            verifyToken(row, visitor.redeem());
            break;
        case At::Ews:
            verifyDiagnostics(row, visitor.ews(visitor.token()));
            break;
        case At::Graph:
            verifyGraph(row,
                        visitor.get(graph, "/v1.0/places/microsoft.graph.room", visitor.token(graphScope)));
            break;
        }
    }

    // Everything that a browser, the token endpoint, Exchange Online or Graph can show has a row.
    void nothingIsMissing()
    {
        QFile file(u"" SETUP_SOURCE_DIR "/tests/data/microsoft-codes.json"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonObject codes = QJsonDocument::fromJson(file.readAll()).object();
        const auto has = [](const QString &code) { return SimErrorTable::find(code, At::Token).has_value(); };
        for (const auto &one : codes["entra"_L1].toArray())
            QVERIFY2(has(u"AADSTS%1"_s.arg(one["number"_L1].toInt())),
                     qPrintable(QString::number(one["number"_L1].toInt())));
        for (const auto &one : codes["oauth"_L1].toArray())
            QVERIFY2(has(one["error"_L1].toString()), qPrintable(one["error"_L1].toString()));
        for (const auto &one : codes["diagnostics"_L1].toArray())
            QVERIFY2(has(QString::number(one["number"_L1].toInt())),
                     qPrintable(QString::number(one["number"_L1].toInt())));
        QVERIFY(codes["entra"_L1].toArray().size() > 100);
    }

    void aFileMayAskForAnyError()
    {
        const Result<Scenario> scenario = Scenario::fromJson(
            R"({"title": "One", "description": "Of its own.", "microsoft": {"refusals": [
                {"at": "token", "code": "AADSTS65001", "error": "interaction_required", "claims": "{}", "times": 1}]}})",
            u"own"_s);
        QVERIFY(scenario);
        Visitor visitor(*scenario);
        const QJsonObject first = json(visitor.redeem());
        QCOMPARE(first["error"_L1].toString(), u"interaction_required"_s);
        QCOMPARE(first["error_codes"_L1].toArray().first().toInt(), 65001);
        QCOMPARE(first["claims"_L1].toString(), u"{}"_s);
        const QJsonObject again = json(visitor.redeem()); // without what was demanded
        QCOMPARE(again["claims"_L1].toString(), u"{}"_s);
        QVERIFY(again["trace_id"_L1] != first["trace_id"_L1]);
        QVERIFY(json(visitor.redeem(ewsScope, u"{}"_s)).contains("access_token"_L1));
        QCOMPARE(
            Scenario::fromJson(R"({"title": "One", "description": "Of its own.", "microsoft": {"refusals": [
                {"at": "token", "code": "AADSTS1"}]}})",
                               u"own"_s)
                .problem()
                .code,
            u"FILE_MALFORMED"_s);
    }

    void accessControlOfExchangeOnline_data()
    {
        QTest::addColumn<QString>("scenario");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("sign");
        QTest::newRow("allowed") << u"healthy"_s << 200 << QByteArray();
        QTest::newRow("off") << u"microsoft/ews-off"_s << 403
                             << QByteArray("EWS is disabled for this user or tenant");
        QTest::newRow("list is empty") << u"microsoft/ews-list-empty"_s << 403
                                       << QByteArray("EWS is blocked by policy for this user or tenant");
        QTest::newRow("listed") << u"microsoft/ews-listed"_s << 200 << QByteArray();
        QTest::newRow("listed, the other is not") << u"microsoft/ews-app-not-listed"_s << 200 << QByteArray();
        QTest::newRow("mailbox") << u"microsoft/ews-mailbox-off"_s << 403
                                 << QByteArray("EWS is disabled for this user or tenant");
        QTest::newRow("user agents") << u"microsoft/user-agent-blocked"_s << 200
                                     << QByteArray(); // it names none
        QTest::newRow("expired") << u"microsoft/token-expired"_s << 401 << QByteArray();
    }
    void accessControlOfExchangeOnline()
    {
        QFETCH(QString, scenario);
        Visitor visitor(load(scenario));
        const SimReply reply = visitor.ews(visitor.token());
        QTEST(reply.status, "status");
        QTEST(header(reply, "X-EWS-Policy-Reason"), "sign");
        QCOMPARE(header(reply, "x-ms-diagnostics").left(7), reply.status == 401 ? "2000002" : "");
        QVERIFY(!header(reply, "request-id").isEmpty());
    }

    void whoMayGrant_data()
    {
        QTest::addColumn<QString>("scenario");
        QTest::addColumn<QString>("user");
        QTest::addColumn<bool>("granted");
        QTest::newRow("user") << u"healthy"_s << u"anna@fabrikam.test"_s << true;
        QTest::newRow("user, forbidden")
            << u"microsoft/users-may-not-consent"_s << u"anna@fabrikam.test"_s << false;
        QTest::newRow("administrator")
            << u"microsoft/users-may-not-consent"_s << u"admin@fabrikam.test"_s << true;
        QTest::newRow("of Exchange") << u"microsoft/users-may-not-consent"_s
                                     << u"exchangeadmin@fabrikam.test"_s << false;
    }
    void whoMayGrant()
    {
        QFETCH(QString, scenario);
        QFETCH(QString, user);
        QFETCH(bool, granted);
        Visitor visitor(load(scenario));
        const SimReply reply = visitor.person(visitor.authorize(), user);
        QCOMPARE(reply.status, granted ? 302 : 400);
        QCOMPARE(reply.body.contains("AADSTS90094"), !granted);
    }

    void oldCodes()
    {
        Visitor visitor(load(u"microsoft/code-expired"_s));
        QCOMPARE(json(visitor.redeem())["error_codes"_L1].toArray().first().toInt(), 70008);
    }

private:
    static void verifyPage(const SimMicrosoftError &row, const SimReply &reply)
    {
        QCOMPARE(reply.status, 400);
        QVERIFY(reply.body.contains(row.code.toLatin1() + ": "));
        QVERIFY(header(reply, "Location").isEmpty());
        QVERIFY(!reply.body.contains('{' + QByteArray("app")));
    }

    static void verifyRedirect(const SimMicrosoftError &row, const SimReply &reply)
    {
        QCOMPARE(reply.status, 302);
        QVERIFY(header(reply, "Location").startsWith("http://localhost:53127/?"));
        const QUrlQuery query = Visitor::wayBack(reply);
        QCOMPARE(query.queryItemValue(u"error"_s), row.error);
        QCOMPARE(query.queryItemValue(u"state"_s), u"s"_s);
        verifyDescription(row, query.queryItemValue(u"error_description"_s, QUrl::FullyDecoded));
    }

    static void verifyDescription(const SimMicrosoftError &row, const QString &description)
    {
        if (row.code.startsWith("AADSTS"_L1))
            QVERIFY2(description.startsWith(row.code + u": "_s), qPrintable(description));
        QVERIFY(description.contains("Trace ID: "_L1) && description.contains("Correlation ID: "_L1));
        QVERIFY2(!description.contains(u'{'), qPrintable(description));
    }

    static void verifyToken(const SimMicrosoftError &row, const SimReply &reply)
    {
        QVERIFY(reply.status >= 400);
        const QJsonObject error = json(reply);
        QCOMPARE(error["error"_L1].toString(), row.error);
        QCOMPARE(error["suberror"_L1].toString(), row.suberror);
        QCOMPARE(error["error_codes"_L1].toArray().first().toInt(), row.code.mid(6).toInt());
        verifyDescription(row, error["error_description"_L1].toString());
    }

    static void verifyDiagnostics(const SimMicrosoftError &row, const SimReply &reply)
    {
        QCOMPARE(reply.status, 401);
        const QString value = QString::fromUtf8(header(reply, "x-ms-diagnostics"));
        QVERIFY2(value.startsWith(row.code + u";reason=\""_s), qPrintable(value));
        QVERIFY(value.endsWith(u";error_category=\"%1\""_s.arg(row.error)));
        QVERIFY2(!value.contains(u'{'), qPrintable(value));
    }

    static void verifyGraph(const SimMicrosoftError &row, const SimReply &reply)
    {
        QCOMPARE(reply.status, row.status);
        const QJsonObject error = json(reply)["error"_L1].toObject();
        QCOMPARE(error["code"_L1].toString(), row.error);
        QVERIFY(error["innerError"_L1].toObject().contains("request-id"_L1));
        QCOMPARE(header(reply, "Retry-After").isEmpty(), row.status != 429);
    }
};

} // namespace Setup

QTEST_GUILESS_MAIN(Setup::TestSimulatedMicrosoft)
#include "tst_simulatedmicrosoft.moc"
