// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/existingview.h"

#include "wizard/comparisonview.h"
#include "wizard/currentportal.h"
#include "wizard/currentsession.h"
#include "wizard/handover.h"
#include "wizard/membernames.h"
#include "wizard/notice.h"
#include "wizard/sectionlabel.h"

#include <QVBoxLayout>

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

// On this page the name may still be missing.
WantedIntegration wantedSoFar(const CurrentSession &current)
{
    if (const auto wanted = current->wanted())
        return *wanted;
    const HandOver values = HandOver::of(*current);
    WantedIntegration wanted;
    wanted.clientReference = current->integration().id;
    wanted.email = values.email;
    wanted.ewsUrl = QUrl(values.ewsUrl);
    wanted.tenant = values.tenant;
    if (current.isOnline())
        wanted.kind = PortalIntegration::Kind::ExchangeOnline;
    return wanted;
}

QString described(const PortalIntegration &there)
{
    const bool isOnline = there.kind == PortalIntegration::Kind::ExchangeOnline;
    return ExistingView::tr("“%1” (%2, %3)")
        .arg(there.name, there.email, isOnline ? there.tenant : there.ewsUrl.host());
}

} // namespace

ExistingView::ExistingView(QWidget *parent)
    : QWidget(parent)
    , m_title(new SectionLabel(this))
    , m_notice(new Notice(this))
    , m_comparison(new ComparisonView(this))
{
    m_title->setText(tr("In the portal already"));
    m_notice->setObjectName(u"existingNotice"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_title);
    layout->addWidget(m_notice);
    layout->addWidget(m_comparison);
}

ExistingView::~ExistingView() = default;

void ExistingView::ask(const CurrentSession &current, const CurrentPortal &portal)
{
    m_list.reset();
    m_comparison->begin({}, {}, {});
    const bool canAsk = portal.connects() && portal.isSignedIn();
    setVisible(canAsk);
    if (!canAsk)
        return;
    m_wanted = wantedSoFar(current);
    m_notice->show(Theme::Tone::Neutral, tr("Asking the portal what it has…"));
    m_list = portal->client().listIntegrations();
    connect(m_list.get(), &IntegrationListOperation::finished, this, &ExistingView::take);
    m_list->start();
}

void ExistingView::take(const Result<QList<PortalIntegration>> &listed)
{
    if (!listed)
        return m_notice->show(listed.problem());
    const auto same = std::find_if(listed->begin(), listed->end(), [this](const PortalIntegration &there) {
        return there.clientReference == m_wanted.clientReference;
    });
    if (same != listed->end())
        return compare(*same);
    showTwins(*listed);
}

void ExistingView::compare(const PortalIntegration &actual)
{
    m_notice->show(Theme::Tone::Neutral,
                   tr("The portal has this integration already, since %1. It is not made a second time, and "
                      "nothing there is changed.")
                       .arg(QLocale().toString(actual.createdAt.toLocalTime(), QLocale::ShortFormat)));
    const QStringList different = differences(m_wanted, actual);
    m_comparison->begin(tr("Value"), tr("Wanted"), tr("In the portal"));
    for (const ComparedMember &member : comparedMembers(m_wanted, actual))
        m_comparison->add(member.name, {member.wanted}, {member.actual}, different.contains(member.id));
}

void ExistingView::showTwins(const QList<PortalIntegration> &listed)
{
    QStringList twins;
    for (const PortalIntegration &there : listed)
        if (!likeness(m_wanted, there).isEmpty())
            twins.append(described(there));
    if (!twins.isEmpty())
        return m_notice->show(
            Theme::Tone::Caution,
            tr("Looks like the same: %1. If you go on, there will be one more beside it; the one that is "
               "there is not changed.")
                .arg(twins.join(u", "_s)));
    m_notice->show(Theme::Tone::Neutral,
                   listed.isEmpty() ? tr("The portal has no integration yet.")
                                    : tr("%n integration(s), none like this one.", nullptr,
                                         static_cast<int>(listed.size())));
}

} // namespace Setup
