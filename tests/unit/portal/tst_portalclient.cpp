// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/problemcodes.h"
#include "core/utctime.h"
#include "portal/integrationlist.h"
#include "support/operationcontract.h"
#include "support/outcome.h"
#include "unit/portal/portalworld.h"

#include <QDir>
#include <QFile>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

const QByteArray sealed =
    "eyJhbGciOiJSU0EtT0FFUC0yNTYifQ.a2V5.MTIzNDU2Nzg5MDEy.Y2lwaGVy.MTIzNDU2Nzg5MDEyMzQ1Ng";

Submission submission()
{
    return {"key-4711-key-4711", newIntegrationBody(wantedIntegration(), sealed)};
}

QUuid reference()
{
    return wantedIntegration().clientReference;
}

QJsonObject pageJson(const QJsonArray &items, const QString &next = {})
{
    QJsonObject json{{u"items"_s, items}};
    if (!next.isEmpty())
        json.insert(u"next"_s, next);
    return json;
}

// For the judge of the bodies (schemas.py): "Schema--name.json".
void leave(const QString &schema, const QString &name, const QByteArray &json)
{
    const QString folder = QStringLiteral(SETUP_BINARY_DIR) + u"/portal-bodies"_s;
    QVERIFY(QDir().mkpath(folder));
    QFile file(u"%1/%2--%3.json"_s.arg(folder, schema, name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(json);
}

template<typename Operation>
void proveContract(const QJsonObject &good, int status,
                   const std::function<std::unique_ptr<Operation>(const PortalClient &)> &make,
                   QLatin1StringView overdue = Code::HttpTimeout)
{
    PortalWorld world;
    PortalWorld quiet;
    world.answer(status == 204 ? httpAnswer(204) : jsonAnswer(status, good));
    quiet.beSilent();
    OperationContract<Operation>([&] { return make(world.client()); }, [&] { return make(quiet.client()); })
        .verify(overdue);
}

} // namespace

class TestPortalClient : public QObject
{
    Q_OBJECT

private slots:
    void everyOperationKeepsTheContract();
    void theAccountIsRead();
    void accountsAreJudged();
    void brokenAccountsAreRefused_data();
    void brokenAccountsAreRefused();
    void aSubmissionIsRepeatable();
    void creatingSendsKeyAndBodyAsTheyAre();
    void anUnreadableYesIsAnUnknownOutcome_data();
    void anUnreadableYesIsAnUnknownOutcome();
    void integrationsAreRead();
    void whatPeopleTypedThereHasNoEffectHere();
    void brokenIntegrationsAreRefused_data();
    void brokenIntegrationsAreRefused();
    void findingIsByReferenceAlone();
    void findingBelievesNoOther();
    void listsAreReadPageByPage();
    void listsThatDoNotEndAreCut();
    void aBrokenPageSpoilsTheList();
    void changesCarryTheEntityTag();
    void changesNeedThePasswordAnew();
    void differencesAreNamed_data();
    void differencesAreNamed();
    void removingCarriesTheEntityTag();
    void idsAreQuoted();
    void probesSayTheAddressOnly();
    void theCloudsRungsAreFindings();
    void strangeRungsAreRefused_data();
    void strangeRungsAreRefused();
    void theCloudsWordsDoNotPassForOurs();
    void keysAreAskedForWithoutAToken();
};

void TestPortalClient::everyOperationKeepsTheContract()
{
    const QString id = u"int_1"_s;
    const QString etag = u"\"1\""_s;
    proveContract<PortalAccountOperation>(accountJson(), 200, [](const auto &c) { return c.readAccount(); });
    proveContract<IntegrationListOperation>(pageJson({integrationJson()}), 200,
                                            [](const auto &c) { return c.findByReference(reference()); });
    proveContract<CreationOperation>(integrationJson(), 201,
                                     [](const auto &c) { return c.createIntegration(submission()); });
    proveContract<IntegrationOperation>(integrationJson(), 200,
                                        [&](const auto &c) { return c.readIntegration(id); });
    proveContract<IntegrationOperation>(integrationJson(), 200, [&](const auto &c) {
        return c.changeIntegration(id, etag, "{\"name\":\"x\"}");
    });
    proveContract<RemovalOperation>({}, 204, [&](const auto &c) { return c.removeIntegration(id, etag); });
    const QJsonObject cloud = cloudJson({rungJson(u"net.dns"_s, u"pass"_s)});
    proveContract<CloudOperation>(cloud, 200, [&](const auto &c) { return c.checkIntegration(id); });
    proveContract<CloudOperation>(cloud, 200,
                                  [](const auto &c) { return c.probePath(wantedIntegration().ewsUrl); });
    proveContract<SealingKeysOperation>({{u"keys"_s, QJsonArray()}}, 200,
                                        [](const auto &c) { return c.fetchKeys(); });

    PortalWorld world;
    PortalWorld quiet;
    world.answer(jsonAnswer(200, pageJson({integrationJson()})));
    quiet.beSilent();
    OperationContract<IntegrationListOperation>([&] { return world.client().listIntegrations(); },
                                                [&] { return quiet.client().listIntegrations(); })
        .verify(Code::HttpTimeout);
}

void TestPortalClient::theAccountIsRead()
{
    PortalWorld world;
    world.answer(jsonAnswer(200, accountJson()));
    const auto account = outcomeOf<PortalAccount>(*world.client().readAccount());
    QVERIFY(account.hasValue());
    QCOMPARE(account->account, u"owner@contoso.com"_s);
    QCOMPARE(account->organisation, u"Contoso"_s);
    QVERIFY(account->mayIntegrate());
    QCOMPARE(world.door.exchanges.first().url.toString(), u"https://portal.askcody.test/api/v1/me"_s);
}

void TestPortalClient::accountsAreJudged()
{
    auto account = *parsePortalAccount(accountJson());
    QVERIFY(judgeAccount(account, u"eu"_s) && judgeAccount(account, {}));
    QCOMPARE(codeOf(judgeAccount(account, u"us"_s)), u"PORTAL_WRONG_REGION"_s);
    account.roles = {u"integrationsAdministrator"_s};
    QVERIFY(judgeAccount(account, u"eu"_s).hasValue());
    account.roles = {u"resourceAdministrator"_s, u"coOwner"_s};
    const auto judged = judgeAccount(account, u"eu"_s);
    QCOMPARE(codeOf(judged), u"PORTAL_ROLE_MISSING"_s);
    QCOMPARE(judged.problem().facts["roles"_L1].toArray(),
             QJsonArray({u"owner"_s, u"integrationsAdministrator"_s}));
    QCOMPARE(judged.problem().facts["has"_L1].toArray().size(), 2);
}

void TestPortalClient::brokenAccountsAreRefused_data()
{
    QTest::addColumn<QString>("member");
    QTest::addColumn<QJsonValue>("value");
    for (const char *member : {"account", "displayName", "organisation", "region", "roles"})
        QTest::addRow("no %s", member) << QString::fromLatin1(member) << QJsonValue(QJsonValue::Undefined);
    QTest::newRow("roles as text") << u"roles"_s << QJsonValue(u"owner"_s);
    QTest::newRow("a role that is a sentence") << u"roles"_s << QJsonValue(QJsonArray{u"the owner"_s});
    QTest::newRow("a role that is a number") << u"roles"_s << QJsonValue(QJsonArray{1});
    QTest::newRow("empty organisation") << u"organisation"_s << QJsonValue(QJsonObject());
    QTest::newRow("a long name") << u"displayName"_s << QJsonValue(QString(201, u'x'));
    QTest::newRow("two lines") << u"account"_s << QJsonValue(u"a\nb"_s);
}

void TestPortalClient::brokenAccountsAreRefused()
{
    QFETCH(const QString, member);
    QFETCH(const QJsonValue, value);
    const auto account = parsePortalAccount(withMember(accountJson(), member, value));
    QCOMPARE(codeOf(account), u"ANSWER_MALFORMED"_s);
    QCOMPARE(account.problem().facts["member"_L1].toString(), member);
}

void TestPortalClient::aSubmissionIsRepeatable()
{
    SystemRandomSource random;
    const Submission one = makeSubmission(wantedIntegration(), sealed, random);
    const Submission other = makeSubmission(wantedIntegration(), sealed, random);
    QVERIFY(one.key != other.key);
    QCOMPARE(one.key.size(), 32);
    QCOMPARE(one.body, other.body);
    leave(u"NewIntegration"_s, u"server"_s, one.body);
}

void TestPortalClient::creatingSendsKeyAndBodyAsTheyAre()
{
    PortalWorld world;
    world.answer(jsonAnswer(201, integrationJson()));
    const auto created = outcomeOf<CreatedIntegration>(*world.client().createIntegration(submission()));
    QVERIFY(created.hasValue());
    QVERIFY(created->isByThisSubmission);
    const ExchangeQuery &query = world.door.exchanges.first();
    QCOMPARE(query.method, QByteArray("POST"));
    QCOMPARE(query.body, submission().body);
    QCOMPARE(query.headers.value("Idempotency-Key"), submission().key);
    QCOMPARE(query.headers.value("Content-Type"), QByteArray("application/json"));
    QCOMPARE(query.url.toString(), u"https://portal.askcody.test/api/v1/integrations"_s);
    world.answer(jsonAnswer(200, withMember(integrationJson(), u"name"_s, u"another"_s))); // it exists
    const auto existing = outcomeOf<CreatedIntegration>(*world.client().createIntegration(submission()));
    QCOMPARE(existing->integration.name, u"another"_s);
    QVERIFY(!existing->isByThisSubmission);
    for (const int status : {200, 201}) { // the stored answer to the same key: what it was then it still is
        ExchangeAnswer replayed = jsonAnswer(status, integrationJson());
        replayed.headers.append("Idempotency-Replayed", "true");
        world.answer(replayed);
        const auto again = outcomeOf<CreatedIntegration>(*world.client().createIntegration(submission()));
        QCOMPARE(again->isByThisSubmission, status == 201);
    }
}

void TestPortalClient::anUnreadableYesIsAnUnknownOutcome_data()
{
    QTest::addColumn<QJsonObject>("answer");
    QTest::newRow("empty") << QJsonObject();
    QTest::newRow("no id") << withMember(integrationJson(), u"id"_s, QJsonValue::Undefined);
    QTest::newRow("somebody else's") << withMember(integrationJson(), u"clientReference"_s,
                                                   u"00000000-0000-4000-8000-000000000001"_s);
    QTest::newRow("made by hand") << withMember(integrationJson(), u"clientReference"_s, QJsonValue::Null);
}

void TestPortalClient::anUnreadableYesIsAnUnknownOutcome()
{
    QFETCH(const QJsonObject, answer);
    PortalWorld world;
    world.answer(jsonAnswer(201, answer));
    const auto created = outcomeOf<CreatedIntegration>(*world.client().createIntegration(submission()));
    QCOMPARE(codeOf(created), u"PORTAL_OUTCOME_UNKNOWN"_s);
    QVERIFY(outcomeOf(created.problem()) == CallOutcome::Unknown);
    QCOMPARE(created.problem().facts["reason"_L1].toString(), u"ANSWER_MALFORMED"_s);
}

void TestPortalClient::integrationsAreRead()
{
    const auto server = parsePortalIntegration(integrationJson());
    QVERIFY(server.hasValue());
    QCOMPARE(server->clientReference, reference());
    QCOMPARE(server->etag, u"\"1\""_s);
    QCOMPARE(server->createdAt, inUtc({2026, 11, 24}, {9, 0}));
    QVERIFY(differences(wantedIntegration(), *server).isEmpty());
    leave(u"Integration"_s, u"server"_s, bytesOf(integrationJson()));

    QJsonObject online = integrationJson();
    for (const auto &name : {u"ewsUrl"_s, u"exchangeVersion"_s, u"username"_s})
        online.remove(name);
    online.insert(u"type"_s, u"exchangeOnline"_s);
    online.insert(u"tenant"_s, u"contoso.onmicrosoft.com"_s);
    online.insert(u"clientReference"_s, QJsonValue::Null);
    online.insert(u"state"_s, u"failing"_s);
    const auto read = parsePortalIntegration(online);
    QVERIFY(read && read->clientReference.isNull());
    QVERIFY(read->kind == PortalIntegration::Kind::ExchangeOnline);
    QVERIFY(read->state == PortalIntegration::State::Failing);
    leave(u"Integration"_s, u"online"_s, bytesOf(online));
    // A later version of the contract may say more.
    QVERIFY(parsePortalIntegration(withMember(integrationJson(), u"colour"_s, u"blue"_s)).hasValue());
}

void TestPortalClient::whatPeopleTypedThereHasNoEffectHere()
{
    const QString hostile = u"Head\u202equarters"_s;
    QJsonObject json = integrationJson();
    for (const char *member : {"name", "email", "username"})
        json.insert(QLatin1String(member), hostile);
    const auto read = parsePortalIntegration(json);
    QVERIFY(read.hasValue());
    const QString visible = u"Head\u2039U+202E\u203aquarters"_s;
    QCOMPARE(read->name, visible);
    QCOMPARE(read->email, visible);
    QCOMPARE(read->username, visible);
    // The same name, typed here and sent there, is no difference.
    WantedIntegration wanted = wantedIntegration();
    wanted.name = wanted.email = wanted.username = hostile;
    const QStringList different = differences(wanted, *read);
    for (const auto &member : {u"name"_s, u"email"_s, u"username"_s})
        QVERIFY2(!different.contains(member), qPrintable(member));
    wanted.clientReference = QUuid::createUuid();
    QVERIFY(likeness(wanted, *read).contains(u"name"_s));
}

void TestPortalClient::brokenIntegrationsAreRefused_data()
{
    QTest::addColumn<QString>("member");
    QTest::addColumn<QJsonValue>("value");
    for (const char *member :
         {"id", "clientReference", "name", "type", "identificationCode", "email", "ewsUrl", "exchangeVersion",
          "username", "state", "createdAt", "changedAt", "etag"})
        QTest::addRow("no %s", member) << QString::fromLatin1(member) << QJsonValue(QJsonValue::Undefined);
    QTest::newRow("id with a slash") << u"id"_s << QJsonValue(u"../me"_s);
    QTest::newRow("reference in braces")
        << u"clientReference"_s << QJsonValue(u"{6f9619ff-8b86-4d01-b42d-00cf4fc964ff}"_s);
    QTest::newRow("reference as number") << u"clientReference"_s << QJsonValue(1);
    QTest::newRow("weak etag") << u"etag"_s << QJsonValue(u"W/\"1\""_s);
    QTest::newRow("etag that begins a header") << u"etag"_s << QJsonValue(u"\"1\r\nX: y\""_s);
    QTest::newRow("unknown state") << u"state"_s << QJsonValue(u"happy"_s);
    QTest::newRow("unknown type") << u"type"_s << QJsonValue(u"notes"_s);
    QTest::newRow("http") << u"ewsUrl"_s << QJsonValue(u"http://mail.contoso.com/EWS/Exchange.asmx"_s);
    QTest::newRow("local time") << u"createdAt"_s << QJsonValue(u"2026-11-24T09:00:00+01:00"_s);
    QTest::newRow("no day") << u"changedAt"_s << QJsonValue(u"2026-11-31T09:00:00Z"_s);
    QTest::newRow("control characters") << u"name"_s << QJsonValue(u"a\u0007"_s);
    QTest::newRow("long name") << u"name"_s << QJsonValue(QString(300, u'x'));
}

void TestPortalClient::brokenIntegrationsAreRefused()
{
    QFETCH(const QString, member);
    QFETCH(const QJsonValue, value);
    const auto read = parsePortalIntegration(withMember(integrationJson(), member, value));
    QCOMPARE(codeOf(read), u"ANSWER_MALFORMED"_s);
    QCOMPARE(read.problem().facts["member"_L1].toString(), member);
}

void TestPortalClient::findingIsByReferenceAlone()
{
    PortalWorld world;
    world.answer(jsonAnswer(200, pageJson({})));
    QVERIFY(outcomeOf<QList<PortalIntegration>>(*world.client().findByReference(reference()))->isEmpty());
    QCOMPARE(world.door.exchanges.first().url.toString(),
             u"https://portal.askcody.test/api/v1/integrations?clientReference="
             "6f9619ff-8b86-4d01-b42d-00cf4fc964ff"_s);
    world.answer(jsonAnswer(200, pageJson({integrationJson()})));
    QCOMPARE(outcomeOf<QList<PortalIntegration>>(*world.client().findByReference(reference()))->size(), 1);
}

void TestPortalClient::findingBelievesNoOther()
{
    const QJsonObject other =
        withMember(integrationJson(), u"clientReference"_s, u"00000000-0000-4000-8000-000000000001"_s);
    for (const QJsonObject &page : {pageJson({other}), pageJson({integrationJson(), integrationJson()}),
                                    pageJson({integrationJson()}, u"more"_s), QJsonObject()}) {
        PortalWorld world;
        world.answer(jsonAnswer(200, page));
        QCOMPARE(codeOf(outcomeOf<QList<PortalIntegration>>(*world.client().findByReference(reference()))),
                 u"ANSWER_MALFORMED"_s);
    }
}

void TestPortalClient::listsAreReadPageByPage()
{
    PortalWorld world;
    world.door.onExchange = [](const ExchangeQuery &query) {
        const QString cursor = QUrlQuery(query.url).queryItemValue(u"cursor"_s);
        const bool isLast = cursor == "page-2"_L1;
        return FakeReply<ExchangeAnswer>{
            jsonAnswer(200, pageJson({integrationJson()}, isLast ? QString() : u"page-2"_s))};
    };
    const auto list = outcomeOf<QList<PortalIntegration>>(*world.client().listIntegrations());
    QCOMPARE(list->size(), 2);
    QCOMPARE(world.door.exchanges.size(), 2);
    leave(u"IntegrationPage"_s, u"first"_s, bytesOf(pageJson({integrationJson()}, u"page-2"_s)));
}

void TestPortalClient::listsThatDoNotEndAreCut()
{
    PortalWorld world;
    world.answer(jsonAnswer(200, pageJson({}, u"again"_s)));
    QCOMPARE(codeOf(outcomeOf<QList<PortalIntegration>>(*world.client().listIntegrations())),
             u"PORTAL_ANSWER_UNEXPECTED"_s);
    QCOMPARE(world.door.exchanges.size(), 2);
    int asked = 0;
    world.door.onExchange = [&asked](const ExchangeQuery &) {
        return FakeReply<ExchangeAnswer>{jsonAnswer(200, pageJson({}, u"page-%1"_s.arg(++asked)))};
    };
    QCOMPARE(codeOf(outcomeOf<QList<PortalIntegration>>(*world.client().listIntegrations())),
             u"PORTAL_ANSWER_UNEXPECTED"_s);
    QCOMPARE(asked, IntegrationList::MostPages);
}

void TestPortalClient::aBrokenPageSpoilsTheList()
{
    PortalWorld world;
    world.door.onExchange = [](const ExchangeQuery &query) {
        const bool isSecond = query.url.query().contains("cursor"_L1);
        return FakeReply<ExchangeAnswer>{isSecond
                                             ? jsonAnswer(200, pageJson({QJsonObject()}))
                                             : jsonAnswer(200, pageJson({integrationJson()}, u"page-2"_s))};
    };
    QCOMPARE(codeOf(outcomeOf<QList<PortalIntegration>>(*world.client().listIntegrations())),
             u"ANSWER_MALFORMED"_s);
    world.answer(problemAnswer(503, u"maintenance"_s));
    QCOMPARE(codeOf(outcomeOf<QList<PortalIntegration>>(*world.client().listIntegrations())),
             u"PORTAL_MAINTENANCE"_s);
}

void TestPortalClient::changesCarryTheEntityTag()
{
    IntegrationChange change;
    change.name = u"HQ 2"_s;
    const QByteArray body = *changeBody(change);
    QCOMPARE(body, QByteArray(R"({"name":"HQ 2"})"));
    PortalWorld world;
    world.answer(jsonAnswer(200, integrationJson()));
    QVERIFY(outcomeOf<PortalIntegration>(*world.client().changeIntegration(u"int_1"_s, u"\"7\""_s, body))
                .hasValue());
    const ExchangeQuery &query = world.door.exchanges.first();
    QCOMPARE(query.method, QByteArray("PATCH"));
    QCOMPARE(query.headers.value("If-Match"), QByteArray("\"7\""));
    QCOMPARE(query.headers.value("Content-Type"), QByteArray("application/merge-patch+json"));
    QCOMPARE(query.body, body);
    world.answer(problemAnswer(412, u"changed_meanwhile"_s));
    const auto late =
        outcomeOf<PortalIntegration>(*world.client().changeIntegration(u"int_1"_s, u"\"7\""_s, body));
    QCOMPARE(codeOf(late), u"PORTAL_CHANGED_MEANWHILE"_s);
    QVERIFY(outcomeOf(late.problem()) == CallOutcome::Refused);
}

void TestPortalClient::changesNeedThePasswordAnew()
{
    PortalIntegration present = *parsePortalIntegration(integrationJson());
    QCOMPARE(codeOf(changeBody(changeTo(wantedIntegration(), present))), u"INPUT_MISSING"_s);
    present.ewsUrl = QUrl(u"https://old.contoso.com/EWS/Exchange.asmx"_s);
    present.email = u"old@contoso.com"_s;
    present.exchangeVersion = u"Exchange2013"_s;
    present.identificationCode.clear();
    present.name = u"old"_s;
    IntegrationChange change = changeTo(wantedIntegration(), present);
    QVERIFY(change.wantsCredential() && !change.username);
    QCOMPARE(codeOf(changeBody(change)), u"PORTAL_CREDENTIAL_REQUIRED"_s);
    change.username = u"askcody@contoso.com"_s;
    change.sealed = sealed;
    const QByteArray body = *changeBody(change);
    const QJsonObject json = QJsonDocument::fromJson(body).object();
    QCOMPARE(json.size(), 7);
    QCOMPARE(json["credential"_L1].toString().toLatin1(), sealed);
    leave(u"IntegrationChange"_s, u"everything"_s, body);
    IntegrationChange rename;
    rename.name = u"x"_s;
    leave(u"IntegrationChange"_s, u"name"_s, *changeBody(rename));
}

void TestPortalClient::differencesAreNamed_data()
{
    QTest::addColumn<QString>("member");
    QTest::addColumn<QString>("value");
    QTest::addColumn<bool>("differs");
    QTest::newRow("name") << u"name"_s << u"hq"_s << true;
    QTest::newRow("code") << u"identificationCode"_s << u"remote"_s << true;
    QTest::newRow("address, other letters") << u"email"_s << u"AskCody@Contoso.com"_s << false;
    QTest::newRow("address") << u"email"_s << u"room@contoso.com"_s << true;
    QTest::newRow("version") << u"exchangeVersion"_s << u"Exchange2013"_s << true;
    QTest::newRow("user name") << u"username"_s << u"contoso\\askcody"_s << true;
    QTest::newRow("host in capitals")
        << u"ewsUrl"_s << u"https://MAIL.contoso.com:443/EWS/Exchange.asmx"_s << false;
    QTest::newRow("other path") << u"ewsUrl"_s << u"https://mail.contoso.com/ews/exchange.asmx"_s << true;
    QTest::newRow("other port") << u"ewsUrl"_s << u"https://mail.contoso.com:444/EWS/Exchange.asmx"_s << true;
}

void TestPortalClient::differencesAreNamed()
{
    QFETCH(const QString, member);
    QFETCH(const QString, value);
    QFETCH(const bool, differs);
    const auto present = parsePortalIntegration(withMember(integrationJson(), member, value));
    QVERIFY(present.hasValue());
    QCOMPARE(differences(wantedIntegration(), *present), differs ? QStringList{member} : QStringList());
}

void TestPortalClient::removingCarriesTheEntityTag()
{
    PortalWorld world;
    world.answer(httpAnswer(204));
    QVERIFY(outcomeOf<Done>(*world.client().removeIntegration(u"int_1"_s, u"\"7\""_s)).hasValue());
    const ExchangeQuery &query = world.door.exchanges.first();
    QCOMPARE(query.method, QByteArray("DELETE"));
    QCOMPARE(query.headers.value("If-Match"), QByteArray("\"7\""));
    QVERIFY(query.body.isEmpty());
    world.answer(problemAnswer(404, u"not_found"_s));
    QCOMPARE(codeOf(outcomeOf<Done>(*world.client().removeIntegration(u"int_1"_s, u"\"7\""_s))),
             u"PORTAL_NOT_FOUND"_s);
}

void TestPortalClient::idsAreQuoted()
{
    PortalWorld world;
    world.answer(jsonAnswer(200, integrationJson()));
    QVERIFY(outcomeOf<PortalIntegration>(*world.client().readIntegration(u"../me?x#y"_s)).hasValue());
    const QString asked = world.door.exchanges.first().url.toString(QUrl::FullyEncoded);
    QVERIFY2(asked.startsWith("https://portal.askcody.test/api/v1/integrations/..%"_L1), qPrintable(asked));
    QVERIFY(!world.door.exchanges.first().url.hasQuery() && !world.door.exchanges.first().url.hasFragment());
}

void TestPortalClient::probesSayTheAddressOnly()
{
    PortalWorld world;
    world.answer(jsonAnswer(200, cloudJson({rungJson(u"net.dns"_s, u"pass"_s)})));
    QVERIFY(outcomeOf<CloudResult>(*world.client().probePath(wantedIntegration().ewsUrl)).hasValue());
    const QByteArray body = world.door.exchanges.first().body;
    QCOMPARE(body, bytesOf({{u"ewsUrl"_s, wantedIntegration().ewsUrl.toString()}}));
    leave(u"ProbeRequest"_s, u"server"_s, body);
}

void TestPortalClient::theCloudsRungsAreFindings()
{
    QJsonObject fail = rungJson(u"net.tls"_s, u"fail"_s);
    fail.insert(u"code"_s, QString(Code::TlsUnknownIssuer));
    fail.insert(u"detail"_s, u"certificate chain"_s);
    fail.insert(u"facts"_s,
                QJsonObject{{u"host"_s, u"mail.contoso.com"_s}, {u"offers"_s, QJsonArray{u"Basic"_s}}});
    QJsonObject skipped = rungJson(u"http.endpoint"_s, u"skipped"_s);
    skipped.insert(u"skippedBecause"_s, u"net.tls"_s);
    QJsonObject untested = rungJson(u"ews.rooms"_s, u"notTested"_s);
    untested.insert(u"code"_s, QString(Code::NotAskedFor));
    const QJsonObject json = cloudJson({rungJson(u"net.dns"_s, u"pass"_s), fail, skipped, untested});
    leave(u"CloudResult"_s, u"mixed"_s, bytesOf(json));
    const auto result = parseCloudResult(json);
    QVERIFY(result.hasValue());
    QCOMPARE(result->rungs.size(), 4);
    QVERIFY(result->rungs[0].status == FindingStatus::Pass && !result->rungs[0].problem);
    QCOMPARE(result->rungs[1].problem->code, u"TLS_UNKNOWN_ISSUER"_s);
    QCOMPARE(result->rungs[1].problem->facts["host"_L1].toString(), u"mail.contoso.com"_s);
    QCOMPARE(result->rungs[1].duration.count(), 12);
    QCOMPARE(result->rungs[2].skippedBecause, u"net.tls"_s);
    QCOMPARE(result->rungs[3].notTested, u"NOT_ASKED_FOR"_s);
}

void TestPortalClient::strangeRungsAreRefused_data()
{
    QTest::addColumn<QJsonArray>("rungs");
    const QJsonObject pass = rungJson(u"net.dns"_s, u"pass"_s);
    QJsonArray many;
    for (int i = 0; i < 51; ++i)
        many.append(rungJson(u"net."_s + QChar(u'a' + i % 26) + QChar(u'a' + i / 26), u"pass"_s));
    QTest::newRow("none") << QJsonArray();
    QTest::newRow("fifty-one") << many;
    QTest::newRow("one twice") << QJsonArray{pass, pass};
    QTest::newRow("text") << QJsonArray{u"net.dns"_s};
    QTest::newRow("strange id") << QJsonArray{rungJson(u"<b>"_s, u"pass"_s)};
    QTest::newRow("strange status") << QJsonArray{rungJson(u"net.dns"_s, u"great"_s)};
    QTest::newRow("fail without a code") << QJsonArray{rungJson(u"net.dns"_s, u"fail"_s)};
    QTest::newRow("skipped because of nothing") << QJsonArray{rungJson(u"net.dns"_s, u"skipped"_s)};
    QTest::newRow("negative time") << QJsonArray{withMember(pass, u"durationMs"_s, -1)};
    QTest::newRow("facts as text") << QJsonArray{withMember(pass, u"facts"_s, u"x"_s)};
}

void TestPortalClient::strangeRungsAreRefused()
{
    QFETCH(const QJsonArray, rungs);
    const auto result = parseCloudResult(cloudJson(rungs));
    QCOMPARE(codeOf(result), u"ANSWER_MALFORMED"_s);
    QCOMPARE(result.problem().facts["member"_L1].toString(), u"rungs"_s);
}

void TestPortalClient::theCloudsWordsDoNotPassForOurs()
{
    const auto parsed = [](const QString &code, const QJsonObject &facts) {
        QJsonObject rung = rungJson(u"auth.login"_s, u"fail"_s);
        rung.insert(u"code"_s, code);
        rung.insert(u"facts"_s, facts);
        return *parseCloudResult(cloudJson({rung}))->rungs.first().problem;
    };
    QCOMPARE(parsed(u"ErrorImpersonateUserDenied"_s, {}).code, u"ErrorImpersonateUserDenied"_s);
    const Problem strange = parsed(u"PORTAL_SAYS_SO"_s,
                                   {{u"x"_s, u"\u202Eevil"_s},
                                    {u"two words"_s, u"y"_s},
                                    {u"deep"_s, QJsonObject{{u"a"_s, 1}}},
                                    {u"list"_s, QJsonArray{u"a"_s, QJsonArray()}}});
    QCOMPARE(strange.code, u"PORTAL_ANSWER_UNEXPECTED"_s);
    QCOMPARE(strange.facts["portalCode"_L1].toString(), u"PORTAL_SAYS_SO"_s);
    QVERIFY(!strange.facts["x"_L1].toString().contains(QChar(0x202e)));
    QVERIFY(!strange.facts.contains(u"two words"_s) && !strange.facts.contains(u"deep"_s));
    QCOMPARE(strange.facts["list"_L1].toArray(), QJsonArray{u"a"_s});
}

void TestPortalClient::keysAreAskedForWithoutAToken()
{
    PortalWorld world;
    world.site.trust = PortalSite::Trust::Unconfirmed;
    ExchangeAnswer answer = jsonAnswer(200, {{u"keys"_s, QJsonArray()}});
    answer.headers.set("Content-Type", "application/jwk-set+json");
    world.answer(answer);
    const auto keys = outcomeOf<SealingKeys>(*world.client().fetchKeys());
    QVERIFY(keys && keys->set.keys.isEmpty());
    QCOMPARE(keys->portalTime, inUtc({2026, 11, 24}, {9, 30}));
    QVERIFY(!world.door.exchanges.first().credential);
    QCOMPARE(world.door.exchanges.first().url.toString(), u"https://api.askcody.test/v1/keys"_s);
}

QTEST_GUILESS_MAIN(TestPortalClient)
#include "tst_portalclient.moc"
