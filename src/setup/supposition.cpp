// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/supposition.h"

#include "checks/checkids.h"
#include "core/problemcodes.h"
#include "core/runinput.h"
#include "setup/runrecord.h"

#include <QCoreApplication>

#include <algorithm>

namespace Setup::Supposition {

using namespace Qt::StringLiterals;

namespace {

RecordedExchange *exchangeIn(Observation &observation)
{
    return std::get_if<RecordedExchange>(&observation.outcome);
}

bool offers(const ExchangeAnswer &answer, const QByteArray &scheme)
{
    const auto values = answer.headers.values("WWW-Authenticate");
    return std::any_of(values.begin(), values.end(), [&scheme](const QByteArray &value) {
        return value.trimmed().toLower().startsWith(scheme);
    });
}

void offerBasic(Observation &observation)
{
    RecordedExchange *exchange = exchangeIn(observation);
    const bool isRefusal = exchange && exchange->answer && exchange->answer->status == 401;
    if (!isRefusal || !exchange->answer->headers.contains("WWW-Authenticate")
        || offers(*exchange->answer, "basic"))
        return;
    ExchangeAnswer answer = *exchange->answer;
    answer.headers.append("WWW-Authenticate", "Basic realm=\"supposed\"");
    exchange->answer = answer;
}

// What failed for the certificate was never sent: of that nothing is known.
void trust(Observation &observation)
{
    if (auto *handshake = std::get_if<Result<HandshakeAnswer>>(&observation.outcome);
        handshake && *handshake) {
        HandshakeAnswer answer = **handshake;
        answer.faults.clear();
        answer.trust = answer.trust == TrustOrigin::None ? TrustOrigin::System : answer.trust;
        *handshake = answer;
        return;
    }
    RecordedExchange *exchange = exchangeIn(observation);
    if (exchange && !exchange->answer && exchange->answer.problem().code.startsWith("TLS_CERT"_L1))
        exchange->trimmed = true;
}

void setClock(Observation &observation)
{
    RecordedExchange *exchange = exchangeIn(observation);
    if (!exchange || !exchange->answer || !exchange->answer->headers.contains("Date"))
        return;
    ExchangeAnswer answer = *exchange->answer;
    const QLocale english = QLocale::c();
    answer.headers.set(
        "Date",
        english.toString(observation.startedAt.toUTC(), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s).toLatin1());
    exchange->answer = answer;
}

bool isSuccess(const RecordedExchange &exchange)
{
    return exchange.answer && exchange.answer->status == 200
        && exchange.answer->body.contains("ResponseClass=\"Success\"");
}

// A call that went well, whose answer another one might have got.
std::optional<ExchangeAnswer> goodFolder(const Recording &recording)
{
    for (const Observation &observation : recording.observations()) {
        const auto *exchange = std::get_if<RecordedExchange>(&observation.outcome);
        if (exchange && observation.key.target.contains(" GetFolder"_L1) && isSuccess(*exchange))
            return *exchange->answer;
    }
    return std::nullopt;
}

// The test mailboxes alone: that the forbidden one is refused is as it should be.
void allowImpersonation(Observation &observation, const QStringList &mailboxes, const ExchangeAnswer &good)
{
    RecordedExchange *exchange = exchangeIn(observation);
    if (!exchange || observation.key.check != CheckId::Impersonation || !exchange->answer
        || isSuccess(*exchange))
        return;
    if (std::any_of(mailboxes.begin(), mailboxes.end(), [&observation](const QString &mailbox) {
            return observation.key.target.endsWith(u' ' + mailbox.toLower());
        }))
        exchange->answer = good;
}

void giveConsent(RecordedRun &run)
{
    auto input = runInputFromJson(run.input);
    if (!input || !input->integration.online())
        return;
    QJsonObject online = run.input["online"_L1].toObject();
    online.insert(u"consent"_s, static_cast<int>(OnlineInput::Consent::SaidYes));
    online.insert(u"provedByPortal"_s, true);
    online.remove(u"consentProblem"_s);
    run.input.insert(u"online"_s, online);
}

QStringList testMailboxes(const Recording &recording)
{
    const auto input = recording.runs().isEmpty()
        ? Result<RunInput>(Problem{QString(Code::FileMalformed), {}, {}})
        : runInputFromJson(recording.runs().constLast().input);
    return input && input->integration.server() ? input->integration.server()->testMailboxes : QStringList();
}

Recording one(const QString &id, const Recording &recording, const QDateTime &now)
{
    Recording supposed = recording;
    const auto leaveRun = [](RecordedRun &) {};
    const auto leave = [](Observation &) {};
    if (id == BasicOffered)
        supposed.rewrite(leaveRun, offerBasic);
    else if (id == CertificateTrusted)
        supposed.rewrite(leaveRun, trust);
    else if (id == ClockRight)
        supposed.rewrite(leaveRun, setClock);
    else if (id == ConsentGiven)
        supposed.rewrite(giveConsent, leave);
    else if (id == Today)
        supposed.rewrite([&now](RecordedRun &run) { run.startedAt = now; }, leave);
    else if (const auto good = goodFolder(recording); good && id == ImpersonationAllowed)
        supposed.rewrite(leaveRun, [&good, mailboxes = testMailboxes(recording)](Observation &observation) {
            allowImpersonation(observation, mailboxes, *good);
        });
    return supposed;
}

// The clock is worth a supposition only where it was wrong.
bool isClockWrong(const Recording &recording)
{
    const QJsonArray findings =
        recording.runs().isEmpty() ? QJsonArray() : recording.runs().constLast().findings;
    return std::any_of(findings.begin(), findings.end(), [](const QJsonValue &finding) {
        return finding["id"_L1].toString() == CheckId::Clock && finding["status"_L1].toString() != "pass"_L1;
    });
}

} // namespace

QStringList all()
{
    return {BasicOffered, CertificateTrusted, ClockRight, ImpersonationAllowed, ConsentGiven, Today};
}

QStringList possible(const Recording &recording)
{
    QStringList ids;
    const QStringList known = all();
    for (const QString &id : known) {
        if (id == ClockRight && !isClockWrong(recording))
            continue;
        const Recording supposed = one(id, recording, QDateTime::fromSecsSinceEpoch(0).toUTC());
        if (supposed.observations() != recording.observations() || supposed.runs() != recording.runs())
            ids.append(id);
    }
    return ids;
}

Recording applied(const QStringList &ids, const Recording &recording, const QDateTime &now)
{
    Recording supposed = recording;
    for (const QString &id : ids)
        supposed = one(id, supposed, now);
    return supposed;
}

QString sentence(const QString &id)
{
    if (id == BasicOffered)
        return QCoreApplication::translate("Supposition", "Exchange offered Basic authentication.");
    if (id == CertificateTrusted)
        return QCoreApplication::translate("Supposition", "The server's certificate was in order.");
    if (id == ClockRight)
        return QCoreApplication::translate("Supposition", "The clocks agreed.");
    if (id == ImpersonationAllowed)
        return QCoreApplication::translate("Supposition",
                                           "The account was allowed to impersonate the test mailboxes.");
    if (id == ConsentGiven)
        return QCoreApplication::translate("Supposition",
                                           "The organisation had consented to AskCody's application.");
    return QCoreApplication::translate("Supposition",
                                       "The run took place today, with the answers of that day.");
}

} // namespace Setup::Supposition
