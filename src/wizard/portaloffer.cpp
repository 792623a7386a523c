// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/portaloffer.h"

#include "wizard/currentsession.h"
#include "wizard/notice.h"
#include "wizard/portals.h"
#include "wizard/themeicon.h"

#include <QDesktopServices>
#include <QPushButton>

namespace Setup {

using namespace Qt::StringLiterals;

PortalOffer::PortalOffer(QPushButton *button, Notice *notice, CurrentSession &current)
    : QObject(button)
    , m_button(button)
    , m_notice(notice)
    , m_current(current)
{
    ThemeIcon::dress(button, u"browser"_s);
    connect(button, &QPushButton::clicked, this, &PortalOffer::open);
}

void PortalOffer::refresh()
{
    const bool known = !m_current->integration().portal.isEmpty();
    // Any address may stand in a recording, and the portal there is somebody else's.
    m_button->setEnabled(known && !m_current->isReplay());
    m_notice->show(Theme::Tone::Neutral,
                   known || m_current->isReplay()
                       ? QString()
                       : tr("No portal is chosen yet. Go back to “Portal and region” to choose it, or open "
                            "yours in the browser."));
}

void PortalOffer::open() const
{
    QDesktopServices::openUrl(Portals::adminCenter(m_current->integration().portal));
}

} // namespace Setup
