// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"
#include "portal/portalsite.h"
#include "secrets/forgetsecrets.h"
#include "setup/farewells.h"
#include "setup/session.h"

#include <QDateTime>
#include <QList>

#include <memory>

namespace Setup {

class KeptProxy;
class PortalAccess;
class Recording;

struct DraftInfo
{
    QUuid id;
    QString name;
    QString email;
    Session::State state = Session::State::Draft;
    QDateTime changedAt;
    bool inUse = false; // open in another window
};

// The only factory of sessions; the app makes one and hands it to the window or the commands.
class Workbench
{
public:
    virtual ~Workbench();

    virtual std::unique_ptr<Session> newSession() = 0;
    // For the command line: of a file, never kept as a draft.
    virtual std::unique_ptr<Session> sessionFor(const Integration &integration) = 0;
    // For the command line: of a file that is to be made in a portal. Kept as a draft, so that the next call
    // goes on where this one was cut off. INPUT_MISSING where the file has no id, and another integration of
    // its account or name was made from here. DRAFT_IN_USE, FILE_MALFORMED.
    virtual Result<std::shared_ptr<Session>> sessionToApply(const Integration &integration) = 0;
    virtual Result<std::shared_ptr<Session>> resume(const QUuid &id) = 0; // DRAFT_NOT_FOUND, FILE_MALFORMED
    virtual Result<std::shared_ptr<Session>> openBundle(const QString &path) = 0; // a replay; FILE_*
    // The same of one that was read elsewhere (ReplayedWorld::read).
    virtual Result<std::shared_ptr<Session>> openRecording(const Recording &recording) = 0;
    virtual QList<DraftInfo> drafts() const = 0; // newest first
    virtual bool isDemo() const = 0;

    virtual QList<PortalSite> knownPortals() const = 0;
    // The portal at this address; one for everybody who asks, so that a sign-in holds for all. INPUT_URL,
    // PORTAL_CUSTOM_FORBIDDEN. Where it is not known, somebody has to confirm() it; rememberPortal() keeps
    // that.
    virtual Result<std::shared_ptr<PortalAccess>> portal(const QUrl &address) = 0;
    virtual void rememberPortal(const PortalSite &site) = 0;

    // How this computer gets out; none in a world that has no proxy.
    virtual KeptProxy *proxy() { return nullptr; }

    virtual Result<QStringList> keptSecrets() const = 0; // names, never values
    virtual std::unique_ptr<ForgetSecrets> forgetSecrets(const QStringList &names) = 0;

    // What the sessions have left to say to the world after they were cancelled or are gone.
    Farewells &farewells() { return m_farewells; }

private:
    Farewells m_farewells;
};

} // namespace Setup
