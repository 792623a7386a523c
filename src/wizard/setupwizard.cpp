// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/setupwizard.h"

#include "setup/workbench.h"
#include "wizard/accountpage.h"
#include "wizard/checkoutcome.h"
#include "wizard/checkspage.h"
#include "wizard/connectpage.h"
#include "wizard/consentpage.h"
#include "wizard/donepage.h"
#include "wizard/handoffpage.h"
#include "wizard/microsoftdialog.h"
#include "wizard/microsoftpage.h"
#include "wizard/notice.h"
#include "wizard/onlinepage.h"
#include "wizard/portalpage.h"
#include "wizard/preparepage.h"
#include "wizard/replaybanner.h"
#include "wizard/retirementpage.h"
#include "wizard/reviewpage.h"
#include "wizard/signinpage.h"
#include "wizard/supportmenu.h"
#include "wizard/theme.h"
#include "wizard/topologypage.h"
#include "wizard/typedinput.h"
#include "wizard/typingpause.h"
#include "wizard/welcomepage.h"

#include <QAbstractButton>
#include <QApplication>
#include <QGridLayout>
#include <QKeyEvent>
#include <QResizeEvent>
#include <QScreen>
#include <QSettings>

#include <utility>

namespace Setup {

using namespace Qt::StringLiterals;

SetupWizard::SetupWizard(Workbench &workbench, QWidget *parent)
    : QWizard(parent)
    , m_workbench(workbench)
    , m_portal(workbench)
    , m_microsoft(m_current, m_portal)
    , m_rail(new StepRail(this))
    , m_banner(new Notice(this))
    , m_typing(new TypingPause(this))
{
    setWindowTitle(tr("AskCody Exchange Setup"));
    setWizardStyle(QWizard::ClassicStyle);
    setOptions(QWizard::NoBackButtonOnStartPage | QWizard::NoCancelButtonOnLastPage);
    setSideWidget(m_rail);
    setUpButtons();
    ensurePage(WelcomePageId);
    setStartId(WelcomePageId);
    m_banner->setObjectName(u"banner"_s);
    m_banner->setFramed(true);
    m_banner->setMinimumHeight(1); // else a menu bar is as high as its text at the narrowest
    m_banner->hide();
    showBanner();
    connect(this, &QWizard::currentIdChanged, this, &SetupWizard::enterPage);
    connect(this, &QWizard::currentIdChanged, this, &SetupWizard::settlePage, Qt::QueuedConnection);
    connect(&m_current, &CurrentSession::saveFailed, this, &SetupWizard::sayUnsaved);
    connect(&m_current, &CurrentSession::changed, this, &SetupWizard::showSteps);
    connect(&m_current, &CurrentSession::runFinished, this, &SetupWizard::showSteps);
    connect(m_typing, &TypingPause::rested, this, &SetupWizard::keepMeanwhile);
    connectPortal();
    showSteps();
    setUpSize();
}

void SetupWizard::connectPortal()
{
    connect(&m_portal, &CurrentPortal::changed, this, &SetupWizard::showSteps);
    connect(&m_portal, &CurrentPortal::changed, this, &SetupWizard::lendPortal);
    connect(&m_portal, &CurrentPortal::signedIn, this, &SetupWizard::lendPortal);
    connect(&m_portal, &CurrentPortal::signedOut, this, &SetupWizard::lendPortal);
    connect(&m_current, &CurrentSession::replaced, this, &SetupWizard::lendPortal);
    connect(&m_current, &CurrentSession::replaced, this, &SetupWizard::showBanner);
    connect(&m_current, &CurrentSession::runFinished, this, [this] {
        if (m_current->isReplay()) // what its file states can now be compared
            showBanner();
    });
    new MicrosoftDialog(m_current, m_microsoft, this);
}

QWizardPage *SetupWizard::makePage(PageId id)
{
    switch (id) {
    case WelcomePageId:
        return new WelcomePage(m_workbench, m_current, this);
    case PortalPageId:
        return new PortalPage(m_current, m_portal, this);
    case SignInPageId:
        return new SignInPage(m_current, m_portal, this);
    case TopologyPageId:
        return new TopologyPage(m_current, this);
    case ConsentPageId:
        return new ConsentPage(m_current, m_microsoft, this);
    case MicrosoftPageId:
        return new MicrosoftPage(m_current, m_microsoft, this);
    case PreparePageId:
        return new PreparePage(m_current, this);
    case AccountPageId:
        return new AccountPage(m_current, this);
    case ChecksPageId:
        return new ChecksPage(m_current, m_portal, this);
    case RetirementPageId:
        return new RetirementPage(m_current, m_microsoft, this);
    case ReviewPageId:
        return new ReviewPage(m_current, m_portal, this);
    case HandOffPageId:
        return new HandOffPage(m_current, this);
    case OnlinePageId:
        return new OnlinePage(m_current, m_microsoft, this);
    case ConnectPageId:
        return new ConnectPage(m_current, m_portal, this);
    case DonePageId:
        return makeDonePage();
    case NoPage:
        break;
    }
    return nullptr;
}

QWizardPage *SetupWizard::makeDonePage()
{
    auto *page = new DonePage(m_current, m_microsoft, this);
    connect(page, &DonePage::anotherWanted, this, &SetupWizard::beginAnother);
    return page;
}

// What a page hears when it loses the focus may still rest on everything.
SetupWizard::~SetupWizard()
{
    hide();
}

// In the same sitting: what is known of the organisation and its portal need not be said again.
void SetupWizard::beginAnother(const Integration &begun, PageId first)
{
    m_current.replace(m_workbench.newSession());
    Integration integration = begun;
    integration.id = m_current->integration().id;
    m_current->setIntegration(integration);
    setStartId(first);
    restart();
}

void SetupWizard::ensurePage(PageId id)
{
    if (id != NoPage && !page(id))
        setPage(id, makePage(id));
}

// QWizard asks this right before it looks for the next page.
bool SetupWizard::validateCurrentPage()
{
    const bool valid = QWizard::validateCurrentPage();
    if (valid)
        ensurePage(static_cast<PageId>(nextId()));
    return valid;
}

void SetupWizard::setUpButtons()
{
    setButtonText(QWizard::BackButton, tr("&Back"));
    setButtonText(QWizard::NextButton, tr("&Next"));
    setButtonText(QWizard::FinishButton, tr("&Finish"));
    setButtonText(QWizard::CancelButton, tr("Close"));
    setOption(QWizard::HaveCustomButton1);
    setButtonText(QWizard::CustomButton1, tr("Support"));
    auto *menu = new SupportMenu(button(QWizard::CustomButton1), m_workbench, m_current, this);
    connect(menu, &SupportMenu::supposed, this, &SetupWizard::showBanner);
    button(QWizard::CancelButton)
        ->setToolTip(tr("What you have entered is saved. Continue later from the first page."));
}

// What is in front of the eyes, where it is not this computer's own Exchange.
void SetupWizard::showBanner()
{
    if (m_current.exists() && m_current->replayed()) {
        const auto [tone, text] = ReplayBanner::of(*m_current);
        m_banner->show(tone, text);
    } else if (m_workbench.isDemo()) {
        m_banner->show(
            Theme::Tone::Active,
            tr("This is a demo: Exchange, Microsoft and the portal are simulated on this computer. "
               "Nothing leaves it."));
    } else {
        m_banner->clear();
    }
    if (m_wasShown)
        placeBanner();
}

// QWizard makes its layout when it is shown first. The banner stands where a layout has its menu bar: on top,
// whatever the page.
void SetupWizard::placeBanner()
{
    QWidget *holder = m_rail->parentWidget();
    while (holder != this && !qobject_cast<QGridLayout *>(holder->layout()))
        holder = holder->parentWidget();
    if (!holder->layout())
        return;
    holder->layout()->setMenuBar(m_banner);
    holder->layout()->invalidate();
}

void SetupWizard::sayUnsaved(const Problem &problem)
{
    m_banner->show(problem);
    placeBanner();
}

void SetupWizard::openBundle(const QString &path)
{
    static_cast<WelcomePage *>(page(WelcomePageId))->chooseBundle(path);
}

int SetupWizard::nextId() const
{
    return nextPage(static_cast<PageId>(currentId()), flow());
}

// The checks ask the portal where somebody is signed in, and not where it is to be done by hand.
void SetupWizard::lendPortal()
{
    const bool isOpen = m_portal.connects() && m_portal.isSignedIn();
    if (m_current.exists())
        m_current->setPortal(isOpen ? m_portal.access() : nullptr);
}

FlowState SetupWizard::flow() const
{
    if (!m_current.exists())
        return {};
    const auto state = m_current->state();
    return m_current->isReplay()
        ? FlowState::ofReplay(m_current->integration(),
                              state == Session::State::HandedOff || state == Session::State::Confirmed)
        : FlowState::of(m_current->integration(), m_portal.connects(), m_microsoft.identifies());
}

void SetupWizard::showSteps()
{
    const QList<PageId> way = steps(flow());
    m_rail->setSteps(way);
    for (const PageId step : way)
        m_rail->setState(step, stateOf(step));
}

StepRail::State SetupWizard::stateOf(PageId step) const
{
    if (step == currentId())
        return StepRail::State::Current;
    const bool isBehind = step < startId(); // of a second integration in one sitting
    if (!visitedIds().contains(step) && !isBehind)
        return StepRail::State::Ahead;
    if (step != ChecksPageId || !m_current.exists())
        return StepRail::State::Done;
    const auto outcomes = CheckOutcomes::of(m_current->findings());
    if (!outcomes.failed.isEmpty())
        return StepRail::State::Failed;
    return outcomes.warned.isEmpty() ? StepRail::State::Done : StepRail::State::Warned;
}

void SetupWizard::enterPage()
{
    auto *input = dynamic_cast<TypedInput *>(currentPage());
    if (std::exchange(m_goesBack, false) && input && m_current.exists())
        input->showKept();
    if (input)
        m_typing->watch(currentPage());
    showSteps();
    const bool kept = m_current.exists() && !m_current->isReadOnly() && currentId() != DonePageId;
    m_rail->setFootnote(kept ? tr("Saved as you go. Close the window whenever you like and continue from the "
                                  "first page.")
                             : QString());
    if (currentId() >= 0)
        setWindowTitle(tr("%1 – AskCody Exchange Setup").arg(stepTitle(static_cast<PageId>(currentId()))));
}

// After QWizard has settled itself: it leaves the focus nowhere when Next, which had it, is disabled, and on
// the page before when that went on by itself.
void SetupWizard::settlePage()
{
    const QWidget *focused = focusWidget();
    const bool isLost = !focused || !focused->isEnabled() || !focused->isVisible();
    if (isActiveWindow() && currentPage() && isLost)
        currentPage()->setFocus(Qt::TabFocusReason);
    if (isActiveWindow() && (!QApplication::focusWidget() || QApplication::focusWidget() == currentPage()))
        focusNextChild();
}

// The page that is left, by whatever way.
void SetupWizard::keepTyped()
{
    auto *page = dynamic_cast<TypedInput *>(currentPage());
    if (page && m_current.exists() && !m_current->isReadOnly())
        page->keepTyped();
}

// Nobody asks before a computer goes down. An edit ends a run that reads it: that waits for the end.
void SetupWizard::keepMeanwhile()
{
    if (m_current.exists() && (m_current->isRunning() || m_current->isPushing()))
        m_typing->begin();
    else
        keepTyped();
}

// On the way back, and for pages that are begun anew.
void SetupWizard::cleanupPage(int id)
{
    m_goesBack = id == currentId();
    if (m_goesBack)
        keepTyped();
    QWizard::cleanupPage(id);
}

// A window is not closed by the key that closes a list or a message.
void SetupWizard::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        event->ignore();
    else
        QWizard::keyPressEvent(event);
}

void SetupWizard::done(int result)
{
    keepTyped();
    if (m_current.exists())
        m_current->cancel();
    m_portal.cancel();
    QSettings().setValue(u"window/geometry"_s, saveGeometry());
    QWizard::done(result);
}

// Before it is shown: else everything is laid out twice, which costs a third of the time to the first page.
void SetupWizard::setUpSize()
{
    if (!restoreGeometry(QSettings().value(u"window/geometry"_s).toByteArray()))
        resize(QSize(60 * fontMetrics().height(), 43 * fontMetrics().height())
                   .boundedTo(screen()->availableSize() * 9 / 10));
    fitRail();
}

void SetupWizard::fitRail()
{
    m_rail->setCompact(width() < 42 * fontMetrics().height());
}

void SetupWizard::resizeEvent(QResizeEvent *event)
{
    fitRail();
    QWizard::resizeEvent(event);
}

void SetupWizard::showEvent(QShowEvent *event)
{
    if (!m_wasShown)
        placeBanner();
    m_wasShown = true;
    QWizard::showEvent(event);
}

} // namespace Setup
