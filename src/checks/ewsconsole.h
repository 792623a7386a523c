// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "exchange/consolecall.h"
#include "exchange/ewscall.h"
#include "exchange/ewslimiter.h"
#include "exchange/ewssamples.h"
#include "net/logingate.h"

#include <QList>

#include <memory>
#include <optional>
#include <vector>

namespace Setup {

class Clock;
class ConsoleFarewell;
class FactStore;
struct RunInput;

// Where a run that has ended has asked EWS, and how; nobody is asked to find that out.
struct ConsoleTarget
{
    QUrl url;
    std::optional<Credential> credential; // none: nobody is signed in, or the server does not offer Basic
    ExchangeVersion version = ExchangeVersion::V2013Sp1;
    QByteArray extraRoot;
    QString account; // e-mail address
    bool mayActAs = true; // a delegated token must not

    // Nothing where no address of EWS is known.
    static std::optional<ConsoleTarget> of(const RunInput &input, const FactStore &facts);
};

// The ways of that run. The references outlive it.
struct ConsoleWays
{
    std::shared_ptr<Door> door; // with its guard and its recording
    std::shared_ptr<LoginGate> gate;
    const Clock &clock;
    RandomSource &random;
};

// For support: asks EWS by hand what the checks ask, by the ways of a run that has ended, so that it is
// recorded like everything else. Each send() is a permission of its own to present the login, once. An
// operation; one request at a time.
class EwsConsole : public QObject
{
    Q_OBJECT

public:
    EwsConsole(ConsoleWays ways, ConsoleTarget target);
    ~EwsConsole() override;

    const ConsoleTarget &target() const { return m_target; }
    // What the checks ask, with what was learnt here put in. mailbox: to act as; empty: the account itself.
    QList<EwsSample> samples(const QString &mailbox) const;
    // The request with another mailbox to act as. CONSOLE_*.
    static Result<QString> withMailbox(const QString &xml, const QString &mailbox);

    // anchor: of X-AnchorMailbox, or empty. CONSOLE_*: nothing is sent. Else finished() follows.
    Result<Done> send(const QString &xml, const QString &anchor);
    void cancel();
    bool isSending() const { return m_call != nullptr; }

    // Ends what subscriptions are still open; null where there are none. Needs the console no more.
    std::unique_ptr<ConsoleFarewell> farewell();

signals:
    void finished(const Setup::Result<Setup::ConsoleAnswer> &result);

private:
    EwsContext context() const;
    void conclude(const Result<ConsoleAnswer> &result);
    void learn(const ConsoleRequest &asked, const ConsoleAnswer &answer);

    ConsoleWays m_ways;
    ConsoleTarget m_target;
    std::unique_ptr<EwsLimiter> m_limiter; // part of every context; nobody waits in it
    std::unique_ptr<ConsoleCall> m_call;
    std::unique_ptr<ConsoleCall> m_spent; // the one before: it may be the sender that is being heard
    std::unique_ptr<ConsoleCall> m_silent; // a Subscribe that nobody waits for
    ConsoleRequest m_asked;
    QString m_roomList;
    QList<EwsRequest> m_open; // that end what subscriptions are open, oldest first
};

// An operation: ends subscriptions, each with a deadline of some seconds. What it is answered does not
// matter.
class ConsoleFarewell : public QObject
{
    Q_OBJECT

public:
    ConsoleFarewell(ConsoleWays ways, const EwsContext &context, const QList<EwsRequest> &requests);
    ~ConsoleFarewell() override;

    void start();
    void cancel();

signals:
    void finished(const Setup::Result<Setup::Done> &result);

private:
    void conclude();

    ConsoleWays m_ways; // stay open until then
    EwsLimiter m_limiter;
    std::vector<std::unique_ptr<EwsCall>> m_calls;
    std::size_t m_ended = 0;
};

} // namespace Setup
