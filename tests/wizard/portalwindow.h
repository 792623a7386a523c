// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "setup/portalaccess.h"
#include "setup/pushoperation.h"
#include "simulators/simperson.h"
#include "support/outcome.h"
#include "support/testedworld.h"
#include "support/warnings.h"
#include "wizard/arrowlist.h"
#include "wizard/setupwizard.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QDesktopServices>
#include <QLabel>
#include <QLineEdit>
#include <QRadioButton>
#include <QRegularExpression>
#include <QSettings>
#include <QTest>

namespace Setup {

// A simulated world whose portal the program knows, unless it is told otherwise.
struct PortalWorld : TestedWorld
{
    explicit PortalWorld(const QString &scenario = QStringLiteral("healthy"), bool isKnown = true)
        : PortalWorld(*Scenario::load(scenario), isKnown)
    {}
    explicit PortalWorld(const Scenario &scenario, bool isKnown = true)
        : TestedWorld(scenario)
        , isPortalKnown(isKnown)
    {
        failOnWarnings();
        QSettings().clear();
        introduce(workbench);
    }

    void introduce(LocalWorkbench &to)
    {
        PortalDirectory directory = PortalDirectory::builtIn();
        PortalSite site;
        site.origin = SimulatedPortal::origin();
        site.trust = PortalSite::Trust::Known;
        if (isPortalKnown)
            directory.add(site);
        to.setPortals(directory, [this](const QUrl &url) { return world.browserUrl(url); });
    }

    bool isPortalKnown;
};

// The window in such a world, with somebody in place of the browser.
class PortalWindow
{
public:
    explicit PortalWindow(LocalWorkbench &workbench,
                          const QString &account = QStringLiteral("owner@contoso.test"))
        : person(account, SimAccount::password())
        , wizard(std::make_unique<SetupWizard>(workbench))
    {
        wizard->resize(1020, 720);
        wizard->show();
    }
    ~PortalWindow() { QDesktopServices::unsetUrlHandler(QStringLiteral("http")); }
    Q_DISABLE_COPY_MOVE(PortalWindow)

    PageId page() const { return static_cast<PageId>(wizard->currentId()); }
    template<typename Widget>
    Widget *find(const QString &name) const
    {
        return wizard->currentPage()->findChild<Widget *>(name);
    }
    QAbstractButton *button(const QString &name) const { return find<QAbstractButton>(name); }
    QAbstractButton *next() const { return wizard->button(QWizard::NextButton); }
    QString notice(const QString &name) const
    {
        const auto *frame = find<QWidget>(name);
        return frame && frame->isVisible() ? frame->findChild<QLabel *>(QStringLiteral("noticeText"))->text()
                                           : QString();
    }
    QString explained(const QString &name) const
    {
        const auto *explanation = find<QWidget>(QStringLiteral("explanation"));
        const auto *label =
            explanation && explanation->isVisible() ? explanation->findChild<QLabel *>(name) : nullptr;
        return label ? label->text() : QString();
    }
    QStringList differing() const
    {
        QStringList names;
        static const QRegularExpression mark(QStringLiteral("^differs[0-9]+$"));
        for (const QLabel *label : wizard->currentPage()->findChildren<QLabel *>(mark))
            names.append(label->accessibleName());
        return names;
    }
    void type(const QString &field, const QString &text) const { find<QLineEdit>(field)->setText(text); }
    bool goOn() const
    {
        const PageId before = page();
        next()->click();
        return QTest::qWaitFor([this, before] { return page() != before; }, 10'000);
    }

    // To the page of the sign-in.
    bool arrive() const
    {
        wizard->next();
        button(QStringLiteral("otherRadio"))->click();
        type(QStringLiteral("otherEdit"), SimulatedPortal::origin());
        return goOn() && page() == SignInPageId;
    }

    // Next is pressed, and the portal has not answered yet.
    bool askForThePortal() const
    {
        wizard->next();
        button(QStringLiteral("otherRadio"))->click();
        type(QStringLiteral("otherEdit"), SimulatedPortal::origin());
        next()->click();
        return page() == PortalPageId && wizard->portal().offer() == CurrentPortal::Offer::Asking;
    }

    // The same without a portal, to what follows it.
    bool passOver() const
    {
        wizard->next();
        button(QStringLiteral("laterRadio"))->click();
        return goOn();
    }

    void sitDown() { QDesktopServices::setUrlHandler(QStringLiteral("http"), &person, "open"); }
    bool signIn()
    {
        if (!QTest::qWaitFor([this] { return !wizard->portal()->isSigningIn(); }, 10'000))
            return false;
        sitDown();
        button(QStringLiteral("browserButton"))->click();
        return QTest::qWaitFor([this] { return wizard->portal().isSignedIn(); }, 10'000);
    }

    // From the sign-in to the page that connects, or to one before it.
    bool prepare(PageId target = ConnectPageId) const
    {
        while (page() != target) {
            if (page() == AccountPageId) {
                type(QStringLiteral("emailEdit"), SimulatedWorld::email());
                type(QStringLiteral("passwordEdit"), QString::fromUtf8(SimulatedWorld::password().bytes()));
                type(QStringLiteral("roomEdit"), QStringLiteral("room1@contoso.test"));
                type(QStringLiteral("forbiddenEdit"), QStringLiteral("ceo@contoso.test"));
            }
            if (page() == ChecksPageId
                && !QTest::qWaitFor([this] { return !wizard->current()->isRunning(); }, 20'000))
                return false;
            if (page() == ChecksPageId && button(QStringLiteral("continueCheck"))->isVisible())
                button(QStringLiteral("continueCheck"))->click();
            if (page() == ReviewPageId)
                type(QStringLiteral("nameEdit"), QStringLiteral("Headquarters"));
            if (!goOn())
                return false;
        }
        return true;
    }

    void pressConnect() const { button(QStringLiteral("connectButton"))->click(); }
    bool hasPushed() const
    {
        return QTest::qWaitFor([this] { return !wizard->current()->isPushing(); }, 20'000);
    }
    bool connectNow() const
    {
        pressConnect();
        return hasPushed();
    }
    bool hearTheCloud() const
    {
        return QTest::qWaitFor([this] { return button(QStringLiteral("cloudButton"))->isEnabled(); }, 20'000);
    }

    QList<PortalIntegration> inThePortal() const
    {
        const auto listed =
            outcomeOf<QList<PortalIntegration>>(*wizard->portal()->client().listIntegrations());
        return listed ? *listed : QList<PortalIntegration>();
    }

    SimPerson person;
    std::unique_ptr<SetupWizard> wizard;
};

// The usual case: one window in one world.
struct ConnectedWindow : PortalWorld, PortalWindow
{
    explicit ConnectedWindow(const QString &scenario = QStringLiteral("healthy"),
                             const QString &account = QStringLiteral("owner@contoso.test"),
                             bool isKnown = true)
        : ConnectedWindow(*Scenario::load(scenario), account, isKnown)
    {}
    explicit ConnectedWindow(const Scenario &scenario,
                             const QString &account = QStringLiteral("owner@contoso.test"),
                             bool isKnown = true)
        : PortalWorld(scenario, isKnown)
        , PortalWindow(workbench, account)
    {}
};

} // namespace Setup
