// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/pageflow.h"

#include <QCoreApplication>

namespace Setup {

FlowState FlowState::of(const Integration &integration, bool replay, bool connects)
{
    return {std::holds_alternative<ExchangeOnline>(integration.exchange), replay, connects};
}

int nextPage(PageId page, const FlowState &state)
{
    switch (page) {
    case WelcomePageId:
        return state.replay ? ChecksPageId : PortalPageId;
    case PortalPageId:
        return state.connects ? SignInPageId : TopologyPageId;
    case SignInPageId:
        return TopologyPageId;
    case TopologyPageId:
        return state.online ? OnlinePageId : PreparePageId;
    case PreparePageId:
        return AccountPageId;
    case AccountPageId:
        return ChecksPageId;
    case ChecksPageId:
        return state.replay ? NoPage : ReviewPageId;
    case ReviewPageId:
        return state.connects ? ConnectPageId : HandOffPageId;
    case ConnectPageId:
        return state.connects ? DonePageId : HandOffPageId;
    case HandOffPageId:
        return DonePageId;
    case OnlinePageId:
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
    case OnlinePageId:
        return QCoreApplication::translate("Steps", "Exchange Online");
    case PreparePageId:
        return QCoreApplication::translate("Steps", "Service account");
    case AccountPageId:
        return QCoreApplication::translate("Steps", "Account and address");
    case ChecksPageId:
        return QCoreApplication::translate("Steps", "Checks");
    case ReviewPageId:
        return QCoreApplication::translate("Steps", "Name and review");
    case HandOffPageId:
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
