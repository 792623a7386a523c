// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/problemcodes.h"
#include "core/randomsource.h"
#include "secrets/memorysecretstore.h"
#include "setup/portalaccess.h"
#include "setup/workbench.h"
#include "support/fakesession.h"
#include "support/scripteddoor.h"

#include <map>

namespace Setup {

// Hands out fake sessions. The drafts it lists are sessions that a test has put there.
class FakeWorkbench : public Workbench
{
public:
    std::unique_ptr<Session> newSession() override
    {
        ++sessionsMade;
        auto session = std::make_unique<FakeSession>(script);
        newest = session.get();
        return session;
    }

    Result<std::shared_ptr<Session>> resume(const QUuid &id) override
    {
        const auto draft = sessions.find(id);
        if (draft == sessions.end())
            return Problem{QString(Code::DraftNotFound), {}, {}};
        if (isHeld(draft->second))
            return std::shared_ptr<Session>(lookingOnly(*draft->second));
        return std::shared_ptr<Session>(draft->second);
    }

    Result<std::shared_ptr<Session>> openBundle(const QString &path) override
    {
        if (!path.endsWith(QLatin1String(".har")))
            return Problem{QString(Code::FileMalformed), {}, {{QStringLiteral("path"), path}}};
        auto session = std::make_shared<FakeSession>(script);
        session->replay = true;
        session->readOnly = true;
        newest = session.get();
        return std::shared_ptr<Session>(session);
    }

    Result<std::shared_ptr<Session>> openRecording(const Recording &) override
    {
        return openBundle(QStringLiteral("recording.har"));
    }

    QList<DraftInfo> drafts() const override
    {
        QList<DraftInfo> infos;
        for (const auto &[id, session] : sessions)
            if (!session->discarded)
                infos.append({id, session->integration().name, session->integration().account(),
                              session->state(), QDateTime(QDate(2026, 11, 20), QTime(9, 30)),
                              session->readOnly || isHeld(session)});
        return infos;
    }

    bool isDemo() const override { return demo; }
    KeptProxy *proxy() override { return wayOut; }

    std::unique_ptr<Session> sessionFor(const Integration &integration) override
    {
        auto session = newSession();
        session->setIntegration(integration);
        return session;
    }

    Result<std::shared_ptr<Session>> sessionToApply(const Integration &integration) override
    {
        return std::shared_ptr<Session>(sessionFor(integration));
    }

    // Portals of today: they answer, and offer nothing to programs.
    QList<PortalSite> knownPortals() const override { return PortalDirectory::builtIn().known(); }
    Result<std::shared_ptr<PortalAccess>> portal(const QUrl &address) override
    {
        const auto site = PortalDirectory::builtIn().site(address);
        if (!site)
            return site.problem();
        return std::make_shared<PortalAccess>(PortalTools{door, clock, random, secrets, keys}, *site,
                                              [](const QUrl &url) { return url; });
    }
    void rememberPortal(const PortalSite &) override {}

    Result<QStringList> keptSecrets() const override { return QStringList(); }
    std::unique_ptr<ForgetSecrets> forgetSecrets(const QStringList &) override { return nullptr; }

    FakeSession &addDraft(const Integration &integration)
    {
        auto session = std::make_shared<FakeSession>(script);
        session->setIntegration(integration);
        sessions[integration.id] = session;
        return *session;
    }

    FakeScript script = FakeScript::healthy();
    FakeSession *newest = nullptr; // made last; lives as long as the window uses it
    std::map<QUuid, std::shared_ptr<FakeSession>> sessions;
    int sessionsMade = 0;
    ScriptedDoor door;
    SystemClock clock;
    SystemRandomSource random;
    MemorySecretStore secrets;
    JwkCache keys;
    bool demo = false;
    KeptProxy *wayOut = nullptr;

private:
    // As with the lock of a real draft: who has it open keeps everybody else out, in the same window, too.
    static bool isHeld(const std::shared_ptr<FakeSession> &session) { return session.use_count() > 1; }

    std::shared_ptr<FakeSession> lookingOnly(const FakeSession &session) const
    {
        auto copy = std::make_shared<FakeSession>(script);
        copy->setIntegration(session.integration());
        copy->readOnly = true;
        return copy;
    }
};

} // namespace Setup
