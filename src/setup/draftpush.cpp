// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/draftpush.h"

#include <utility>

namespace Setup {

DraftPush::~DraftPush() = default;

void DraftPush::start(std::shared_ptr<PortalAccess> portal, const CheckServices &services,
                      const Journal &journal, const PushRequest &request)
{
    m_push.reset();
    m_portal = std::move(portal);
    m_push = std::make_unique<PortalPush>(
        PushTools{m_portal->context(), services.secrets, journal, services.random}, request);
    connect(m_push.get(), &PushOperation::reached, this, &DraftPush::reached);
    connect(m_push.get(), &PushOperation::waitingForUser, this, &DraftPush::waitingForUser);
    connect(m_push.get(), &PushOperation::finished, this, &DraftPush::finished);
    m_push->start();
}

void DraftPush::takeOver(Draft &draft)
{
    if (!m_push)
        return;
    m_push->cancel();
    if (m_push->draft().integration.id == draft.integration.id)
        draft = m_push->draft();
    m_push.reset();
    m_portal.reset();
}

} // namespace Setup
