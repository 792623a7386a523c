// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/pageflow.h"

#include <QCoreApplication>

namespace Setup {

namespace {

// A recording ends where whoever made it was.
PageId handOff(const FlowState &state)
{
    if (state.replay && !state.ended)
        return NoPage;
    return state.online ? OnlinePageId : HandOffPageId;
}

} // namespace

FlowState FlowState::of(const Integration &integration, bool connects, bool identifies)
{
    return {std::holds_alternative<ExchangeOnline>(integration.exchange), false, false, connects, identifies};
}

FlowState FlowState::ofReplay(const Integration &integration, bool ended)
{
    return {std::holds_alternative<ExchangeOnline>(integration.exchange), true, ended, false, false};
}

int nextPage(PageId page, const FlowState &state)
{
    switch (page) {
    case WelcomePageId:
        return PortalPageId;
    case PortalPageId:
        return state.connects ? SignInPageId : TopologyPageId;
    case SignInPageId:
        return TopologyPageId;
    case TopologyPageId:
        return state.online ? ConsentPageId : PreparePageId;
    case ConsentPageId:
        return state.identifies ? MicrosoftPageId : ChecksPageId;
    case MicrosoftPageId:
        return ChecksPageId;
    case PreparePageId:
        return AccountPageId;
    case AccountPageId:
        return ChecksPageId;
    case ChecksPageId:
        return state.online ? RetirementPageId : ReviewPageId;
    case RetirementPageId:
        return ReviewPageId;
    case ReviewPageId:
        return state.connects ? ConnectPageId : handOff(state);
    case ConnectPageId:
        return state.connects ? DonePageId : handOff(state);
    case HandOffPageId:
    case OnlinePageId:
        return DonePageId;
    case DonePageId:
    case NoPage:
        break;
    }
    return NoPage;
}

QList<PageId> steps(const FlowState &state)
{
    QList<PageId> pages;
    for (int page = WelcomePageId; page != NoPage; page = nextPage(static_cast<PageId>(page), state))
        pages.append(static_cast<PageId>(page));
    return pages;
}

QString stepTitle(PageId page)
{
    switch (page) {
    case WelcomePageId:
        return QCoreApplication::translate("Steps", "Welcome");
    case PortalPageId:
        return QCoreApplication::translate("Steps", "Portal and region");
    case SignInPageId:
        return QCoreApplication::translate("Steps", "Sign in");
    case TopologyPageId:
        return QCoreApplication::translate("Steps", "Where the mailboxes live");
    case ConsentPageId:
        return QCoreApplication::translate("Steps", "What will be asked");
    case MicrosoftPageId:
        return QCoreApplication::translate("Steps", "Sign in to Microsoft");
    case PreparePageId:
        return QCoreApplication::translate("Steps", "Service account");
    case AccountPageId:
        return QCoreApplication::translate("Steps", "Account and address");
    case ChecksPageId:
        return QCoreApplication::translate("Steps", "Checks");
    case RetirementPageId:
        return QCoreApplication::translate("Steps", "How long it works");
    case ReviewPageId:
        return QCoreApplication::translate("Steps", "Name and review");
    case HandOffPageId:
    case OnlinePageId:
        return QCoreApplication::translate("Steps", "Hand over");
    case ConnectPageId:
        return QCoreApplication::translate("Steps", "Connect");
    case DonePageId:
        return QCoreApplication::translate("Steps", "Done");
    case NoPage:
        break;
    }
    return {};
}

} // namespace Setup
