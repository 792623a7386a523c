// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"
#include "oauth/devicesignin.h"
#include "oauth/issuermetadata.h"
#include "portal/portalaccount.h"
#include "portal/portaltokens.h"

#include <QObject>
#include <QUrl>

#include <memory>
#include <optional>

namespace Setup {

// Somebody, or an application, who is signed in to a portal.
struct PortalLogin
{
    std::shared_ptr<PortalTokens> tokens;
    PortalAccount account;
    std::optional<Problem> notKept; // it should be in the keychain for the next start, and is not
};

// Keeps the contract that net/door.h tells.
class PortalLoginOperation : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    virtual void start() = 0;
    virtual void cancel() = 0;

signals:
    void browserNeeded(const QUrl &url); // whoever started it opens it, or shows it to copy
    void nothingCameBack(); // from the browser, for a while; it goes on waiting
    void codeReady(const Setup::DeviceCode &code); // for another device
    void waitingForUser(); // as SecretOperation's
    void finished(const Setup::Result<Setup::PortalLogin> &result);
};

} // namespace Setup
