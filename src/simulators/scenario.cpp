// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/scenario.h"

#include "core/problemcodes.h"
#include "simulators/strictobject.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

using Milliseconds = std::chrono::milliseconds;

ScenarioHost readHost(StrictObject &object)
{
    using Fault = CertificateFlaw;
    ScenarioHost host;
    host.name = object.string(u"name"_s);
    host.port = object.port(u"port"_s, 443);
    host.serves = object.choice(u"serves"_s, ScenarioHost::Serves::Exchange,
                                {{u"exchange"_s, ScenarioHost::Serves::Exchange},
                                 {u"website"_s, ScenarioHost::Serves::Website},
                                 {u"portal"_s, ScenarioHost::Serves::Portal},
                                 {u"issuer"_s, ScenarioHost::Serves::Issuer},
                                 {u"microsoft"_s, ScenarioHost::Serves::Microsoft}});
    host.tcp = object.choice(u"tcp"_s, ScenarioHost::Tcp::Open,
                             {{u"open"_s, ScenarioHost::Tcp::Open},
                              {u"refused"_s, ScenarioHost::Tcp::Refused},
                              {u"blackHole"_s, ScenarioHost::Tcp::BlackHole}});
    host.certificate = object.choice(u"certificate"_s, Fault::None,
                                     {{u"good"_s, Fault::None},
                                      {u"expired"_s, Fault::Expired},
                                      {u"notYetValid"_s, Fault::NotYetValid},
                                      {u"otherName"_s, Fault::OtherName},
                                      {u"selfSigned"_s, Fault::SelfSigned},
                                      {u"intermediateMissing"_s, Fault::IntermediateMissing},
                                      {u"unknownIssuer"_s, Fault::UnknownIssuer},
                                      {u"chainUntrusted"_s, Fault::ChainUntrusted},
                                      {u"inspected"_s, Fault::Inspected},
                                      {u"intermediateExpired"_s, Fault::IntermediateExpired},
                                      {u"noServerAuth"_s, Fault::NoServerAuth}});
    host.protocols = object.choice(u"protocols"_s, TlsProtocols::Current,
                                   {{u"current"_s, TlsProtocols::Current},
                                    {u"1.2"_s, TlsProtocols::Only12},
                                    {u"1.3"_s, TlsProtocols::Only13},
                                    {u"old"_s, TlsProtocols::OnlyOld},
                                    {u"noCommonCipher"_s, TlsProtocols::NoCommonCipher}});
    host.manners = object.choice(u"tls"_s, TlsManners::Good,
                                 {{u"good"_s, TlsManners::Good},
                                  {u"plain"_s, TlsManners::SpeaksPlainly},
                                  {u"closes"_s, TlsManners::Closes},
                                  {u"resets"_s, TlsManners::Resets},
                                  {u"silent"_s, TlsManners::Silent}});
    host.subject = object.string(u"subject"_s);
    host.clientCertificate = object.boolean(u"clientCertificate"_s);
    host.stripsLogin = object.boolean(u"stripsLogin"_s);
    return host;
}

ScenarioMatch readMatch(StrictObject &object)
{
    using Credentials = ScenarioMatch::Credentials;
    ScenarioMatch match;
    match.host = object.string(u"host"_s);
    match.method = object.string(u"method"_s).toLatin1();
    match.path = object.string(u"path"_s);
    match.operation = object.string(u"operation"_s);
    match.mailbox = object.string(u"mailbox"_s);
    match.credentials = object.choice(u"credentials"_s, Credentials::Any,
                                      {{u"any"_s, Credentials::Any},
                                       {u"none"_s, Credentials::None},
                                       {u"sent"_s, Credentials::Sent},
                                       {u"accepted"_s, Credentials::Accepted}});
    match.skip = object.integer(u"skip"_s);
    match.times = object.integer(u"times"_s);
    return match;
}

// What may be done to any answer.
SimReply readChange(StrictObject &object)
{
    SimReply reply;
    const QJsonObject headers = object.object(u"headers"_s);
    for (auto header = headers.begin(); header != headers.end(); ++header)
        reply.headers.append(SimHeader{header.key().toLatin1(), header.value().toString().toUtf8()});
    reply.fault = object.choice(u"fault"_s, SimReply::Fault::None,
                                {{u"silent"_s, SimReply::Fault::Silent},
                                 {u"close"_s, SimReply::Fault::CloseBeforeAnswer},
                                 {u"reset"_s, SimReply::Fault::Reset}});
    reply.delay = Milliseconds(object.integer(u"delayMs"_s));
    if (object.has(u"cutAfter"_s))
        reply.cutAfter = object.integer(u"cutAfter"_s);
    reply.dribbleBytes = object.integer(u"dribbleBytes"_s);
    reply.dribbleInterval = Milliseconds(object.integer(u"dribbleIntervalMs"_s, 10));
    return reply;
}

SimReply readReply(StrictObject &object)
{
    SimReply reply = readChange(object);
    reply.status = object.integer(u"status"_s, 200);
    reply.reason = object.string(u"reason"_s).toLatin1();
    reply.body = object.string(u"body"_s).toUtf8();
    const int padTo = object.integer(u"padTo"_s); // spares the file megabytes of text
    if (padTo > reply.body.size())
        reply.body += QByteArray(padTo - reply.body.size(), ' ');
    return reply;
}

template<typename T, typename Read>
QList<T> readList(StrictObject &object, const QString &field, Read read)
{
    QList<T> list;
    const QList<QJsonObject> entries = object.objects(field);
    for (qsizetype i = 0; i < entries.size(); ++i) {
        StrictObject entry(entries.at(i), object.place(field) + u'/' + QString::number(i),
                           object.complaint());
        list.append(read(entry));
    }
    return list;
}

template<typename Read>
auto readInner(StrictObject &object, const QString &field, Read read)
{
    StrictObject inner(object.object(field), object.place(field), object.complaint());
    return read(inner);
}

ScenarioRule readRule(StrictObject &object)
{
    ScenarioRule rule;
    rule.match = readInner(object, u"match"_s, readMatch);
    if (object.has(u"reply"_s))
        rule.reply = readInner(object, u"reply"_s, readReply);
    else
        rule.change = readInner(object, u"change"_s, readChange);
    return rule;
}

ScenarioFault readFault(StrictObject &object)
{
    ScenarioFault fault;
    fault.match = readInner(object, u"match"_s, readMatch);
    fault.code = object.string(u"code"_s);
    fault.message = object.string(u"message"_s);
    fault.inner = object.boolean(u"inner"_s);
    fault.backOffMilliseconds = object.integer(u"backOffMilliseconds"_s);
    return fault;
}

ScenarioAccount readAccount(StrictObject &object)
{
    ScenarioAccount account;
    account.passwordAccepted = object.boolean(u"passwordAccepted"_s, true);
    account.spellings = object.strings(u"spellings"_s, account.spellings);
    account.mailbox = object.boolean(u"mailbox"_s, true);
    return account;
}

ScenarioDirectory readDirectory(StrictObject &object)
{
    using Impersonation = ScenarioDirectory::Impersonation;
    ScenarioDirectory directory;
    directory.impersonation = object.choice(u"impersonation"_s, Impersonation::Scoped,
                                            {{u"scoped"_s, Impersonation::Scoped},
                                             {u"denied"_s, Impersonation::Denied},
                                             {u"everyone"_s, Impersonation::Everyone}});
    directory.roomLists = object.boolean(u"roomLists"_s, true);
    directory.freeBusy = object.boolean(u"freeBusy"_s, true);
    directory.movedToCloud = object.strings(u"movedToCloud"_s);
    return directory;
}

ScenarioRedirect readRedirect(StrictObject &object)
{
    return {object.string(u"from"_s), object.string(u"toAddress"_s), object.string(u"toUrl"_s)};
}

ScenarioAutodiscover readAutodiscover(StrictObject &object)
{
    const QString usual = u"https://mail.contoso.test/EWS/Exchange.asmx"_s;
    ScenarioAutodiscover autodiscover;
    autodiscover.soap = object.boolean(u"soap"_s, true);
    autodiscover.pox = object.boolean(u"pox"_s, true);
    autodiscover.json = object.boolean(u"json"_s, true);
    autodiscover.httpRedirect =
        object.string(u"httpRedirect"_s, u"https://mail.contoso.test/autodiscover/autodiscover.xml"_s);
    autodiscover.externalUrl = object.string(u"externalUrl"_s, usual);
    autodiscover.internalUrl = object.string(u"internalUrl"_s, usual);
    autodiscover.redirects = readList<ScenarioRedirect>(object, u"redirects"_s, readRedirect);
    return autodiscover;
}

ScenarioStreaming readStreaming(StrictObject &object)
{
    ScenarioStreaming streaming;
    streaming.events = object.integer(u"events"_s, 1);
    streaming.splitInsideTag = object.boolean(u"splitInsideTag"_s);
    streaming.cut = object.boolean(u"cut"_s);
    streaming.intervalMs = object.integer(u"intervalMs"_s, 50);
    return streaming;
}

ScenarioNtlm readNtlm(StrictObject &object)
{
    using Answers = ScenarioNtlm::Answers;
    using Protection = ScenarioNtlm::Protection;
    ScenarioNtlm ntlm;
    ntlm.answers = object.choice(u"answers"_s, Answers::Challenge,
                                 {{u"challenge"_s, Answers::Challenge},
                                  {u"refuses"_s, Answers::Refuses},
                                  {u"closes"_s, Answers::Closes},
                                  {u"garbage"_s, Answers::Garbage}});
    ntlm.protection = object.choice(
        u"extendedProtection"_s, Protection::Allow,
        {{u"off"_s, Protection::Off}, {u"allow"_s, Protection::Allow}, {u"require"_s, Protection::Require}});
    ntlm.tlsEndsElsewhere = object.boolean(u"tlsEndsElsewhere"_s);
    ntlm.blocked = object.boolean(u"blocked"_s);
    return ntlm;
}

ScenarioExchange readExchange(StrictObject &object)
{
    ScenarioExchange exchange;
    exchange.product = object.string(u"product"_s, exchange.product);
    exchange.versions = object.strings(u"versions"_s);
    exchange.ewsOffers = object.strings(u"ewsOffers"_s, exchange.ewsOffers);
    exchange.autodiscoverOffers = object.strings(u"autodiscoverOffers"_s, exchange.autodiscoverOffers);
    using Tokens = ScenarioExchange::Tokens;
    exchange.tokens =
        object.choice(u"tokens"_s, Tokens::None,
                      {{u"none"_s, Tokens::None}, {u"entra"_s, Tokens::Entra}, {u"adfs"_s, Tokens::Adfs}});
    exchange.tokensUntold = object.boolean(u"tokensUntold"_s);
    exchange.ntlm = readInner(object, u"ntlm"_s, readNtlm);
    exchange.clockOffsetSeconds = object.integer(u"clockOffsetSeconds"_s);
    exchange.autodiscover = readInner(object, u"autodiscover"_s, readAutodiscover);
    exchange.streaming = readInner(object, u"streaming"_s, readStreaming);
    exchange.faults = readList<ScenarioFault>(object, u"faults"_s, readFault);
    return exchange;
}

Scenario readScenario(StrictObject &object)
{
    Scenario scenario;
    scenario.title = object.string(u"title"_s);
    scenario.description = object.string(u"description"_s);
    if (scenario.title.isEmpty() || scenario.description.isEmpty())
        object.complain(u"title"_s, u"and description must be there"_s);
    scenario.dns = readList<ScenarioName>(object, u"dns"_s, ScenarioName::read);
    scenario.addresses = readList<ScenarioAddress>(object, u"addresses"_s, ScenarioAddress::read);
    if (object.has(u"proxy"_s))
        scenario.proxy = readInner(object, u"proxy"_s, ScenarioProxy::read);
    scenario.hosts = readList<ScenarioHost>(object, u"hosts"_s, readHost);
    scenario.http = readList<ScenarioRule>(object, u"http"_s, readRule);
    scenario.account = readInner(object, u"account"_s, readAccount);
    scenario.directory = readInner(object, u"directory"_s, readDirectory);
    scenario.exchange = readInner(object, u"exchange"_s, readExchange);
    scenario.portal = readInner(object, u"portal"_s, ScenarioPortal::read);
    scenario.issuer = readInner(object, u"issuer"_s, ScenarioIssuer::read);
    scenario.microsoft = readInner(object, u"microsoft"_s, ScenarioMicrosoft::read);
    return scenario;
}

QStringList namesIn(const QString &folder)
{
    QStringList names = QDir(u":/scenarios/"_s + folder).entryList({u"*.json"_s}, QDir::Files, QDir::Name);
    for (QString &name : names)
        name = folder + name.chopped(5);
    return names;
}

// The name of the world in which Microsoft says just this: "microsoft/AADSTS65001-token".
QString nameOf(const SimMicrosoftError &error)
{
    return u"microsoft/%1-%2"_s.arg(QString(error.code).replace(u':', u'.'), SimErrorTable::word(error.at));
}

std::optional<Scenario> ofRow(const QString &name)
{
    const QList<SimMicrosoftError> rows = SimErrorTable::rows();
    const auto row = std::find_if(rows.begin(), rows.end(),
                                  [&name](const SimMicrosoftError &one) { return nameOf(one) == name; });
    if (row == rows.end())
        return std::nullopt;
    const QJsonObject healthy{{u"title"_s, u"Microsoft says "_s + row->code}, {u"description"_s, row->text}};
    Scenario scenario = *Scenario::fromJson(QJsonDocument(healthy).toJson(), name);
    scenario.microsoft.refusals = QList<ScenarioRefusal>{{*row, {}, 0, 0}};
    return scenario;
}

} // namespace

Result<Scenario> Scenario::fromJson(const QByteArray &json, const QString &name)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (!document.isObject())
        return Problem{Code::FileMalformed, u"%1: %2"_s.arg(name, error.errorString()), {}};
    QString complaint;
    Scenario scenario;
    {
        StrictObject object(document.object(), {}, complaint);
        object.string(u"$schema"_s); // for editors
        scenario = readScenario(object);
    }
    if (!complaint.isEmpty())
        return Problem{Code::FileMalformed, u"%1: %2"_s.arg(name, complaint), {}};
    scenario.name = name;
    return scenario;
}

Result<Scenario> Scenario::load(const QString &name)
{
    if (const auto scenario = ofRow(name))
        return *scenario;
    QFile file(u":/scenarios/%1.json"_s.arg(name));
    if (!fileNames().contains(name) || !file.open(QIODevice::ReadOnly))
        return Problem{Code::FileUnreadable, u"no scenario %1"_s.arg(name), {}};
    return fromJson(file.readAll(), name);
}

QStringList Scenario::names()
{
    return namesIn({});
}

QStringList Scenario::portalNames()
{
    return namesIn(u"portal/"_s);
}

QStringList Scenario::microsoftNames()
{
    return namesIn(u"microsoft/"_s);
}

QStringList Scenario::rowNames()
{
    QStringList names;
    const QList<SimMicrosoftError> rows = SimErrorTable::rows();
    for (const SimMicrosoftError &row : rows)
        names.append(nameOf(row));
    return names;
}

} // namespace Setup
