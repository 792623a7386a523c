// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/wizardwalker.h"

#include "core/problemcodes.h"
#include "wizard/notice.h"
#include "wizard/portals.h"
#include "wizard/setupwizard.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QLineEdit>
#include <QRadioButton>

namespace Setup {

using namespace Qt::StringLiterals;

WizardWalker::WizardWalker(SetupWizard &wizard, WalkPlan plan, QObject *parent)
    : QObject(parent)
    , m_wizard(&wizard)
    , m_plan(std::move(plan))
{
    m_next.setSingleShot(true);
    m_next.setInterval(
        40); // layouts settle and paint behind queued events: a receiver shall see what a person sees
    m_deadline.setSingleShot(true);
    m_deadline.setInterval(m_plan.deadline);
    connect(&m_next, &QTimer::timeout, this, &WizardWalker::visit);
    connect(&m_deadline, &QTimer::timeout, this, [this] {
        settle(Problem{QString(Code::CheckTimeout), {}, {}});
    });
    connect(&wizard.current(), &CurrentSession::pushFinished, this, &WizardWalker::takePush);
    connect(&wizard.current(), &CurrentSession::runFinished, &m_next, [this] {
        if (m_deadline.isActive())
            m_next.start();
    });
}

void WizardWalker::takePush(const Result<PushOutcome> &result)
{
    m_notMade = result ? std::nullopt : std::optional(result.problem());
}

void WizardWalker::start()
{
    m_deadline.start();
    m_pressed.clear();
    m_lookUps = m_searches = 0;
    m_notMade.reset();
    goOnWith(Stage::Fill);
}

void WizardWalker::cancel()
{
    m_next.stop();
    m_deadline.stop();
}

// In the next round of the event loop: what was changed is laid out and painted by then.
void WizardWalker::goOnWith(Stage stage)
{
    m_stage = stage;
    m_next.start();
}

void WizardWalker::visit()
{
    if (!m_wizard || m_wizard->currentId() < 0)
        return settle(Problem{QString(Code::Cancelled), {}, {}});
    const auto page = static_cast<PageId>(m_wizard->currentId());
    switch (m_stage) {
    case Stage::Fill:
        if (fill(page))
            goOnWith(Stage::Show); // the end of a run comes back here otherwise
        else if (page != ChecksPageId)
            goOnWith(Stage::Fill);
        return;
    case Stage::Show:
        goOnWith(Stage::Leave);
        emit pageReady(page);
        return;
    case Stage::Leave:
        goOnWith(Stage::Fill);
        leave(page);
    }
}

bool WizardWalker::fill(PageId page)
{
    switch (page) {
    case WelcomePageId:
        m_wizard->page(page)->findChild<QRadioButton *>(u"newRadio"_s)->setChecked(true);
        return true;
    case PortalPageId:
        fillPortal();
        return m_wizard->portal().offer() != CurrentPortal::Offer::Asking;
    case SignInPageId:
        return signIn();
    case ConnectPageId:
        return connectPortal();
    case PreparePageId:
        type(u"emailEdit"_s, m_plan.email);
        return true;
    case AccountPageId:
        return fillAccount();
    case ChecksPageId:
        return !m_wizard->current()->isRunning();
    case ReviewPageId:
        type(u"nameEdit"_s, m_plan.name);
        return true;
    case TopologyPageId:
        return fillTopology();
    case MicrosoftPageId:
        return signInToMicrosoft();
    case ConsentPageId:
        if (!m_plan.clientId.isEmpty()) {
            type(u"clientEdit"_s, m_plan.clientId);
            button(u"ownRadio"_s)->click();
        }
        return true;
    case RetirementPageId:
    case OnlinePageId:
    case HandOffPageId:
    case DonePageId:
    case NoPage:
        break;
    }
    return true;
}

void WizardWalker::fillPortal()
{
    if (m_plan.portal.isEmpty())
        return;
    QString radio = u"otherRadio"_s;
    if (Portals::isEurope(m_plan.portal))
        radio = u"euRadio"_s;
    else if (Portals::isUnitedStates(m_plan.portal))
        radio = u"usRadio"_s;
    else if (m_plan.portal == m_wizard->portal().simulated())
        radio = u"simulatedRadio"_s;
    else
        type(u"otherEdit"_s, m_plan.portal.toString());
    m_wizard->currentPage()->findChild<QRadioButton *>(radio)->click();
}

bool WizardWalker::signIn()
{
    CurrentPortal &portal = m_wizard->portal();
    if (!m_plan.signsIn) {
        m_wizard->currentPage()->findChild<QCheckBox *>(u"byHandCheck"_s)->setChecked(true);
        return true;
    }
    if (portal->isSigningIn())
        return false;
    if (portal.isSignedIn() && portal->mayIntegrate())
        return true;
    if (m_pressed.contains(SignInPageId)) { // it does not let us in: then by hand
        m_wizard->currentPage()->findChild<QCheckBox *>(u"byHandCheck"_s)->setChecked(true);
        return true;
    }
    m_pressed.insert(SignInPageId);
    button(u"browserButton"_s)->click();
    return false;
}

// Until the domain was looked up, as somebody would wait who reads what is proposed.
bool WizardWalker::fillTopology()
{
    constexpr int Patience = 100; // rounds
    if (!m_plan.online)
        return true;
    if (m_lookUps++ == 0) {
        auto *email = m_wizard->currentPage()->findChild<QLineEdit *>(u"emailEdit"_s);
        email->setText(m_plan.email);
        emit email->textEdited(m_plan.email);
    }
    if (m_wizard->current()->found().locationReasons.isEmpty() && m_lookUps < Patience)
        return false;
    button(u"onlineRadio"_s)->click();
    return true;
}

// First who, then the consent, where the portal names an application.
bool WizardWalker::signInToMicrosoft()
{
    const CurrentMicrosoft &microsoft = m_wizard->microsoft();
    if (microsoft.isSigningIn() || microsoft.isAskingConsent())
        return false;
    const bool hasPressed = m_pressed.contains(MicrosoftPageId);
    m_pressed.insert(MicrosoftPageId);
    if (!microsoft.account()) {
        button(hasPressed ? u"skipCheck"_s : u"browserButton"_s)->click();
        return hasPressed;
    }
    type(u"roomEdit"_s, m_plan.testMailbox);
    QAbstractButton *isOurs = button(u"applicationCheck"_s);
    if (isOurs->isVisible() && !isOurs->isChecked())
        isOurs->click();
    QAbstractButton *consent = button(u"consentButton"_s);
    if (!consent->isVisible() || !consent->isEnabled() || m_pressed.contains(ConsentPageId))
        return true;
    m_pressed.insert(ConsentPageId);
    consent->click();
    return false;
}

// Until the cloud has had its say.
bool WizardWalker::connectPortal()
{
    const QAbstractButton *cloud = button(u"cloudButton"_s);
    if (m_wizard->current()->isPushing() || !cloud->isEnabled())
        return false;
    if (m_pressed.contains(ConnectPageId))
        return true;
    m_pressed.insert(ConnectPageId);
    button(u"connectButton"_s)->click();
    return false;
}

// Until the server was found, as somebody would wait who lets it be.
bool WizardWalker::fillAccount()
{
    constexpr int Patience = 100; // rounds
    if (m_plan.ewsUrl.isEmpty() && m_wizard->current()->found().ewsUrl.isEmpty() && m_searches++ < Patience)
        return false;
    type(u"emailEdit"_s, m_plan.email);
    type(u"passwordEdit"_s, QString::fromUtf8(m_plan.password.bytes()));
    type(u"ewsEdit"_s, m_plan.ewsUrl);
    type(u"roomEdit"_s, m_plan.testMailbox);
    type(u"forbiddenEdit"_s, m_plan.forbiddenMailbox);
    return true;
}

void WizardWalker::leave(PageId page)
{
    if (m_wizard->nextId() < 0) {
        m_wizard->button(QWizard::FinishButton)->click();
        return settle(Done{});
    }
    if (auto *decision = m_wizard->currentPage()->findChild<QCheckBox *>(u"continueCheck"_s))
        decision->setChecked(m_plan.goOnWithFailures && decision->isVisible());
    m_wizard->button(QWizard::NextButton)->click();
    const bool isThere = m_wizard->currentId() == page;
    if (isThere && page == PortalPageId && m_wizard->portal().offer() == CurrentPortal::Offer::Asking)
        return; // the page goes on by itself
    // A portal that does not answer is told once; then it goes on without.
    if (isThere && page == PortalPageId)
        m_wizard->button(QWizard::NextButton)->click();
    if (m_wizard->currentId() == page)
        settle(page == ChecksPageId ? firstFailure() : m_notMade.value_or(refusal(page)));
}

void WizardWalker::takeErrorPage(const QString &text)
{
    CurrentMicrosoft *microsoft = m_wizard ? &m_wizard->microsoft() : nullptr;
    if (!m_deadline.isActive() || !microsoft || !(microsoft->isSigningIn() || microsoft->isAskingConsent()))
        return;
    microsoft->cancel();
    settle(MicrosoftAccess::readErrorPage(text));
}

void WizardWalker::settle(const Result<Done> &result)
{
    cancel();
    emit finished(result);
}

// What the page says to somebody who sees it.
Problem WizardWalker::refusal(PageId page) const
{
    QStringList messages;
    for (const Notice *notice : m_wizard->currentPage()->findChildren<Notice *>())
        if (!notice->text().isEmpty())
            messages.append(notice->text());
    return {QString(Code::InternalError), u"%1: %2"_s.arg(stepTitle(page), messages.join(u"; "_s)), {}};
}

Problem WizardWalker::firstFailure() const
{
    for (const Finding &finding : m_wizard->current()->findings())
        if (finding.status == FindingStatus::Fail && finding.problem)
            return *finding.problem;
    return refusal(ChecksPageId);
}

QAbstractButton *WizardWalker::button(const QString &name) const
{
    return m_wizard->currentPage()->findChild<QAbstractButton *>(name);
}

void WizardWalker::type(const QString &field, const QString &text)
{
    if (!text.isEmpty())
        m_wizard->currentPage()->findChild<QLineEdit *>(field)->setText(text);
}

} // namespace Setup
