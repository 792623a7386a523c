// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/integration.h"

#include <QList>
#include <QString>

namespace Setup {

// Unscoped: QWizard speaks int.
enum PageId {
    NoPage = -1,
    WelcomePageId,
    PortalPageId,
    SignInPageId,
    TopologyPageId,
    ConsentPageId,
    MicrosoftPageId,
    PreparePageId,
    AccountPageId,
    ChecksPageId,
    RetirementPageId,
    ReviewPageId,
    HandOffPageId,
    OnlinePageId,
    ConnectPageId,
    DonePageId
};

// What decides which page comes next.
struct FlowState
{
    bool online = false; // the mailboxes live in Exchange Online only
    bool replay = false; // a support bundle: page by page as it was, and nothing can be changed
    bool ended = false; // in a replay: it had been handed over or made when the bundle was saved
    bool connects = false; // the portal is signed in to, and the integration is made by this program
    bool identifies = false; // there is an application that an administrator signs in to Microsoft with

    static FlowState ofReplay(const Integration &integration, bool ended);
    static FlowState of(const Integration &integration, bool connects, bool identifies);
};

int nextPage(PageId page, const FlowState &state);

// The pages of this way from the first to the last, for the step rail.
QList<PageId> steps(const FlowState &state);
QString stepTitle(PageId page);

} // namespace Setup
