// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/onlinewindow.h"

#include "setup/portalaccess.h"
#include "simulators/simperson.h"
#include "simulators/simtenants.h"
#include "support/warnings.h"
#include "wizard/checklistmodel.h"
#include "wizard/notice.h"

#include <QLabel>
#include <QListView>
#include <QSettings>
#include <QTest>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 60'000;

Scenario withOtherPortal(Scenario scenario)
{
    ScenarioHost host;
    host.name = QUrl(OnlineWorld::otherPortal()).host();
    host.serves = ScenarioHost::Serves::Portal;
    scenario.hosts.append(host);
    return scenario;
}

} // namespace

OnlineWorld::OnlineWorld(const QString &scenario)
    : OnlineWorld(*Scenario::load(scenario))
{}

OnlineWorld::OnlineWorld(Scenario scenario)
    : TestedWorld(withOtherPortal(std::move(scenario)))
{
    failOnWarnings();
    QSettings().clear();
    introduce(workbench);
}

void OnlineWorld::introduce(LocalWorkbench &to, PortalAccess::BrowserAddress address)
{
    PortalDirectory directory = PortalDirectory::builtIn();
    for (const QString &origin : {SimulatedPortal::origin(), otherPortal()}) {
        PortalSite site;
        site.origin = origin;
        site.trust = PortalSite::Trust::Known;
        directory.add(site);
    }
    if (!address)
        address = [this](const QUrl &url) { return world.browserUrl(url); };
    to.setPortals(directory, std::move(address));
}

bool OnlinePeople::isConsent(const QUrl &url)
{
    return url.path().endsWith("/adminconsent"_L1);
}

bool OnlinePeople::isMicrosofts(const QUrl &url)
{
    return isConsent(url) || url.path().contains("/oauth2/"_L1);
}

OnlineWindow::OnlineWindow(LocalWorkbench &workbench, OnlinePeople before)
    : people(std::move(before))
    , wizard(std::make_unique<SetupWizard>(workbench))
    , pages([this](const QUrl &url) {
        const bool isHers = OnlinePeople::isMicrosofts(url);
        auto *person = new SimPerson(isHers ? people.administrator : people.owner,
                                     isHers ? SimCloudUser::password() : SimAccount::password(),
                                     OnlinePeople::isConsent(url) ? people.decisionOnConsent
                                         : isHers                 ? people.decisionOnSignIn
                                                                  : u"allow"_s,
                                     &pages);
        person->open(url);
    })
{
    plan.portal = QUrl(SimulatedPortal::origin());
    plan.signsIn = true;
    plan.online = true;
    plan.name = u"Fabrikam"_s;
    plan.goOnWithFailures = true;
    plan.deadline = std::chrono::seconds(100);
    wizard->resize(1020, 720);
    wizard->show();
}

Result<Done> OnlineWindow::walk(PageId until)
{
    plan.email = people.administrator;
    plan.testMailbox = u"room1@"_s + people.administrator.section(u'@', 1);
    WizardWalker walker(*wizard, plan);
    Result<Done> outcome = Problem{u"NOT_ENDED"_s, {}, {}};
    bool hasEnded = false;
    QObject::connect(&walker, &WizardWalker::finished, &walker, [&](const Result<Done> &result) {
        outcome = result;
        hasEnded = true;
    });
    QObject::connect(&walker, &WizardWalker::pageReady, &walker, [&](PageId page) {
        if (page != until)
            return;
        walker.cancel();
        outcome = Done{};
        hasEnded = true;
    });
    walker.start();
    const auto longest = plan.deadline + std::chrono::seconds(10);
    return QTest::qWaitFor([&hasEnded] { return hasEnded; },
                           static_cast<int>(std::chrono::milliseconds(longest).count()))
        ? outcome
        : Result<Done>(Problem{u"NOT_ENDED"_s, {}, {}});
}

bool OnlineWindow::arriveAtTheSignIn()
{
    if (!walk(ConsentPageId))
        return false;
    wizard->next();
    return page() == MicrosoftPageId;
}

bool OnlineWindow::waitsForNobody() const
{
    const CurrentMicrosoft &microsoft = wizard->microsoft();
    return !microsoft.isSigningIn() && !microsoft.isAskingConsent() && !wizard->current()->isRunning();
}

bool OnlineWindow::pressAndWait(const QString &name)
{
    button(name)->click();
    return QTest::qWaitFor([this] { return waitsForNobody(); }, patience);
}

QString OnlineWindow::notice(const QString &name) const
{
    const auto *notice = find<Notice>(name);
    return notice && notice->isVisible() ? notice->text() : QString();
}

QStringList OnlineWindow::sentences(const QString &list) const
{
    QStringList sentences;
    if (const auto *holder = find<QWidget>(list))
        for (const QLabel *label : holder->findChildren<QLabel *>(u"sentence"_s))
            sentences.append(label->text());
    return sentences;
}

FindingStatus OnlineWindow::statusOf(const QString &checkId) const
{
    for (const Finding &finding : session().findings())
        if (finding.checkId == checkId)
            return finding.status;
    return FindingStatus::NotTested;
}

QString OnlineWindow::codeOf(const QString &checkId) const
{
    for (const Finding &finding : session().findings())
        if (finding.checkId == checkId)
            return finding.problem ? finding.problem->code : finding.notTested;
    return {};
}

QString OnlineWindow::explained(const QString &checkId) const
{
    auto *list = find<QListView>(u"checkList"_s);
    const QModelIndexList rows = list->model()->match(list->model()->index(0, 0), CheckListModel::CheckIdRole,
                                                      checkId, 1, Qt::MatchExactly);
    if (rows.isEmpty())
        return {};
    list->scrollTo(rows.first());
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(rows.first()).center());
    QStringList said;
    for (const QLabel *label : find<QWidget>(u"explanation"_s)->findChildren<QLabel *>())
        said.append(label->text());
    return said.join(u'\n');
}

QList<PortalIntegration> OnlineWindow::inThePortal() const
{
    const auto listed = outcomeOf<QList<PortalIntegration>>(*wizard->portal()->client().listIntegrations());
    return listed ? *listed : QList<PortalIntegration>();
}

} // namespace Setup
