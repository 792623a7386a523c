// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/clock.h"
#include "core/randomsource.h"
#include "net/worlddoor.h"
#include "secrets/memorysecretstore.h"
#include "setup/localworkbench.h"
#include "simulators/simperson.h"
#include "simulators/simulatedworld.h"
#include "support/testdoor.h"

#include <QTemporaryDir>

namespace Setup {

// Another exchange whose request goes out once before it does.
class RepeatedExchange : public Exchange
{
public:
    RepeatedExchange(std::unique_ptr<Exchange> first, std::unique_ptr<Exchange> second)
        : m_first(std::move(first))
        , m_second(std::move(second))
    {
        connect(m_first.get(), &Exchange::finished, m_second.get(), &Exchange::start);
        connect(m_first.get(), &Exchange::sending, this, &Exchange::sending);
        connect(m_second.get(), &Exchange::finished, this, &Exchange::finished);
    }

    void start() override { m_first->start(); }
    void cancel() override
    {
        m_first->cancel();
        m_second->cancel();
    }

private:
    std::unique_ptr<Exchange> m_first;
    std::unique_ptr<Exchange> m_second;
};

class RepeatingDoor : public TestDoor
{
public:
    using TestDoor::TestDoor;

    bool repeats = false; // requests for tokens

    std::unique_ptr<Exchange> exchange(const ExchangeQuery &query) override
    {
        auto once = TestDoor::exchange(query);
        if (!repeats || !query.url.path().endsWith(QStringLiteral("/token")))
            return once;
        return std::make_unique<RepeatedExchange>(std::move(once), TestDoor::exchange(query));
    }
};

// An administrator's way through Exchange Online in a simulated world: a session as the programs have it, and
// somebody at the browser.
class MicrosoftPath : public QObject
{
public:
    struct Who
    {
        QString email = QStringLiteral("admin@fabrikam.test"); // of the integration
        QString signsInAs = {}; // empty: the same
        QString decision = QStringLiteral("allow");
        bool comes = true; // else nobody opens the page
        bool byDevice = false; // opens it elsewhere, and types a code there
    };

    explicit MicrosoftPath(const Scenario &scenario)
        : MicrosoftPath(scenario, Who())
    {}
    MicrosoftPath(const Scenario &scenario, const Who &who);

    // Signs in to the portal, which names the applications, and has it check what is pushed to it.
    bool connectToPortal();
    bool pushAndHaveItChecked();
    bool haveItChecked(); // what was pushed

    // Something on the way sends each request for a token a second time, and passes on what came then.
    void repeatsTokenRequests() { m_hasty.repeats = true; }
    // Somebody goes on where nobody did.
    void open(const QUrl &visit) { m_person.open(visit); }

    // Somebody of the organisation lets the sign-in's application see rooms and calendars through Graph.
    bool consentToGraph();

    // To the end, or to a page that leads nowhere.
    bool run(const QStringList &only = {});
    bool repeat(const QString &checkId);
    // Asks for the consent in the browser, and looks at what became of it.
    bool consent();

    Finding found(const QString &id) const;
    QString said(const QString &id) const; // "fail AADSTS65001"
    // The same run once more from its HAR, without the world; null where that cannot be read.
    std::shared_ptr<Session> replayed();

    QString page; // what the browser shows, where that leads nowhere
    QList<QUrl> visits; // of the browser, as Microsoft has the addresses
    QStringList userCodes; // that were shown
    SimulatedWorld world;
    Session &session() { return *m_session; }

private:
    bool wait(const std::function<bool()> &start);
    void visit(const QUrl &url);
    void typeCode(const DeviceCode &code);

    Who m_who;
    QTemporaryDir m_folder;
    WorldDoor m_live;
    RepeatingDoor m_hasty;
    SystemClock m_clock;
    SystemRandomSource m_random;
    MemorySecretStore m_secrets;
    LocalWorkbench m_workbench;
    SimPerson m_person;
    SimPerson m_owner; // of the portal's account
    std::shared_ptr<PortalAccess> m_portal;
    std::unique_ptr<Session> m_session;
};

// As two runs have it in common: durations are of the day.
QStringList shownAlike(const QList<Finding> &findings);

} // namespace Setup
