// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/wizardwalker.h"
#include "support/openedpages.h"
#include "support/outcome.h"
#include "support/testedworld.h"
#include "wizard/setupwizard.h"

#include <QAbstractButton>

#define VERIFY_DONE(result)                                                                                  \
    do {                                                                                                     \
        const Result<Done> ending = result;                                                                  \
        QVERIFY2(ending,                                                                                     \
                 qPrintable(ending ? QString() : ending.problem().code + u' ' + ending.problem().detail));   \
    } while (false)

namespace Setup {

// A simulated world with two portals that the program knows, and Microsoft.
struct OnlineWorld : TestedWorld
{
    explicit OnlineWorld(const QString &scenario = QStringLiteral("healthy"));
    explicit OnlineWorld(Scenario scenario);

    // The portal that only these worlds have.
    static QString otherPortal() { return QStringLiteral("https://portal.us.askcody.test"); }
    // address: where the browser finds a page; without it: where one without this world's names does.
    void introduce(LocalWorkbench &to, PortalAccess::BrowserAddress address = {});
};

// Who sits before the browser: at Microsoft an administrator, at the portal the owner of an account.
struct OnlinePeople
{
    QString administrator = QStringLiteral("admin@fabrikam.test");
    QString owner = QStringLiteral("owner@contoso.test");
    QString decisionOnSignIn = QStringLiteral("allow");
    QString decisionOnConsent = QStringLiteral("allow");

    static bool isConsent(const QUrl &url);
    static bool isMicrosofts(const QUrl &url);
};

// The window of a workbench in such a world, on the way to Exchange Online.
class OnlineWindow
{
public:
    explicit OnlineWindow(LocalWorkbench &workbench, OnlinePeople before = {});

    // Until this page is filled in, or to the end.
    Result<Done> walk(PageId until = NoPage);
    // To the page of the sign-in, where nobody is signed in yet.
    bool arriveAtTheSignIn();
    // Presses a button that has the browser opened, and waits until nobody signs in or consents any more.
    bool pressAndWait(const QString &button);
    bool waitsForNobody() const;

    PageId page() const { return static_cast<PageId>(wizard->currentId()); }
    template<typename Widget>
    Widget *find(const QString &name) const
    {
        return wizard->currentPage()->findChild<Widget *>(name);
    }
    QAbstractButton *button(const QString &name) const { return find<QAbstractButton>(name); }
    QAbstractButton *next() const { return wizard->button(QWizard::NextButton); }
    QString notice(const QString &name) const;
    QStringList sentences(const QString &list) const;
    Session &session() const { return *wizard->current(); }
    FindingStatus statusOf(const QString &checkId) const;
    QString codeOf(const QString &checkId) const;
    // On the page of the checks: what stands beside the list once this one is clicked on.
    QString explained(const QString &checkId) const;
    QList<PortalIntegration> inThePortal() const;

    OnlinePeople people;
    WalkPlan plan;
    std::unique_ptr<SetupWizard> wizard;
    OpenedPages pages; // the simulated person's; another one may take the seat
};

} // namespace Setup
