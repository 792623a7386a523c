// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/cloudview.h"

#include "diagnosis/catalogue.h"
#include "setup/vantagepoints.h"
#include "wizard/comparisonview.h"
#include "wizard/currentportal.h"
#include "wizard/currentsession.h"
#include "wizard/notice.h"
#include "wizard/portals.h"
#include "wizard/sectionlabel.h"
#include "wizard/themeicon.h"
#include "wizard/wholeexplanation.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

ComparisonView::Side sideOf(const std::optional<Finding> &finding, const CurrentSession &current)
{
    const auto status = finding ? finding->status : FindingStatus::NotTested;
    const bool isBad = status == FindingStatus::Fail && finding->problem;
    return {isBad ? current->explain(*finding).title : Theme::word(status), Theme::iconName(status),
            Theme::tone(status)};
}

} // namespace

CloudView::CloudView(CurrentSession &current, CurrentPortal &portal, QWidget *parent)
    : QWidget(parent)
    , m_current(current)
    , m_portal(portal)
    , m_notice(new Notice(this))
    , m_comparison(new ComparisonView(this))
    , m_explanation(new WholeExplanation(this))
    , m_again(new QPushButton(this))
{
    m_notice->setObjectName(u"cloudNotice"_s);
    m_comparison->setObjectName(u"cloudComparison"_s);
    m_explanation->setObjectName(u"cloudExplanation"_s);
    m_explanation->hide();
    m_again->setObjectName(u"cloudButton"_s);
    m_again->setAutoDefault(false);
    ThemeIcon::dress(m_again, u"cloud"_s);
    auto *title = new SectionLabel(this);
    title->setText(tr("What AskCody’s cloud finds"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(title);
    layout->addWidget(m_notice);
    layout->addWidget(m_comparison);
    layout->addWidget(m_explanation);
    layout->addWidget(m_again, 0, Qt::AlignLeft);
    connect(m_again, &QPushButton::clicked, this, &CloudView::start);
}

CloudView::~CloudView() = default;

void CloudView::showLast()
{
    const auto last = m_current->cloudResult();
    m_again->setText(last ? tr("&Let the cloud try again") : tr("&Let the cloud try it"));
    if (last) {
        compare(*last);
        emit finished(last->verdict());
        return;
    }
    m_explanation->hide();
    m_comparison->begin({}, {}, {});
    m_notice->show(Theme::Tone::Neutral, tr("The cloud has not tried it yet."));
}

void CloudView::start()
{
    m_again->setText(tr("&Let the cloud try again"));
    m_again->setEnabled(false);
    m_explanation->hide();
    m_comparison->begin({}, {}, {});
    m_notice->show(
        Theme::Tone::Neutral,
        m_current.isOnline()
            ? tr("AskCody’s cloud is signing in to Exchange Online as its own application, with "
                 "its own certificate. That takes up to a minute…")
            : tr("AskCody’s cloud is trying its own way to Exchange, with the password that it was "
                 "given. That takes up to a minute…"));
    m_check = m_portal->client().checkIntegration(m_current->portalId());
    connect(m_check.get(), &CloudOperation::finished, this, &CloudView::take);
    m_check->start();
    emit started();
}

void CloudView::cancel()
{
    m_check.reset();
    m_again->setEnabled(true);
}

void CloudView::take(const Result<CloudResult> &result)
{
    const auto ended = std::move(m_check);
    m_again->setEnabled(true);
    if (!result) {
        m_notice->show(result.problem());
        emit finished(Verdict::Fail);
        return;
    }
    m_current->setCloudResult(*result);
    compare(m_current->cloudResult().value_or(*result));
    emit finished(result->verdict());
}

void CloudView::compare(const CloudResult &result)
{
    const QList<SeenTwice> rows = seenTwice(m_current->findings(), result.rungs);
    m_comparison->begin(
        tr("Check"), m_current.isOnline() ? tr("This program, in your name") : tr("From this computer"),
        m_current.isOnline() ? tr("AskCody’s application (%1)").arg(Portals::regionName(result.region))
                             : tr("From the cloud (%1)").arg(Portals::regionName(result.region)));
    for (const SeenTwice &row : rows) {
        if (!row.there)
            continue;
        m_comparison->add(Catalogue::standard().checkTitle(row.checkId), sideOf(row.here, m_current),
                          sideOf(row.there, m_current), row.differs());
    }
    say(result.verdict(), viewsOf(rows));
    explain(result);
}

// The first rung that fails is the one to be mended: the others depend on it.
void CloudView::explain(const CloudResult &result)
{
    const Finding *failed = result.firstFailure();
    if (failed)
        m_explanation->show(Catalogue::standard().checkTitle(failed->checkId), *failed,
                            m_current->explain(*failed));
    m_explanation->setVisible(failed != nullptr);
}

void CloudView::say(Verdict verdict, Views views)
{
    if (verdict == Verdict::Incomplete)
        m_notice->show(Theme::Tone::Caution,
                       tr("The cloud has not tried everything: whether it can work with Exchange is not "
                          "known. The integration stays, and the cloud can try again."));
    else if (verdict != Verdict::Fail)
        m_notice->show(Theme::Tone::Good, tr("The cloud reaches Exchange and can work with it."));
    else if (m_current.isOnline())
        m_notice->show(Theme::Tone::Bad,
                       tr("AskCody’s application does not get in yet. What it was told stands below; the "
                          "integration stays, and the cloud can try again."));
    else if (views == Views::SameTrouble)
        m_notice->show(Theme::Tone::Bad, tr("The cloud meets the same trouble as this computer."));
    else if (views == Views::UntriedHere)
        m_notice->show(Theme::Tone::Bad,
                       tr("The cloud fails at a step that this computer could not try, as behind a proxy. "
                          "What stands before Exchange, most often a firewall, is the place to look."));
    else
        m_notice->show(Theme::Tone::Bad,
                       tr("The cloud does not get as far as this computer. The marked lines tell where: what "
                          "differs between the two ways, most often a firewall, is the place to look."));
}

} // namespace Setup
