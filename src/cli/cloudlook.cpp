// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/cloudlook.h"

namespace Setup {

CloudLook::CloudLook(QObject *parent)
    : QObject(parent)
{}

CloudLook::~CloudLook() = default;

void CloudLook::start(const PortalAccess &portal, Session &session)
{
    cancel();
    m_portal = &portal;
    m_session = &session;
    if (!session.portalId().isEmpty())
        return look(portal.client().checkIntegration(session.portalId()));
    m_find = portal.client().findByReference(session.integration().id);
    connect(m_find.get(), &IntegrationListOperation::finished, this, &CloudLook::takeFound);
    m_find->start();
}

void CloudLook::cancel()
{
    m_find.reset();
    m_look.reset();
}

void CloudLook::takeFound(const Result<QList<PortalIntegration>> &found)
{
    const auto kept = std::move(m_find);
    if (!found) {
        emit finished(found.problem());
        return;
    }
    if (!found->isEmpty())
        return look(m_portal->client().checkIntegration(found->constFirst().id));
    const auto wanted = m_session->wanted();
    if (wanted)
        return look(m_portal->client().probePath(wanted->ewsUrl));
    emit finished(wanted.problem());
}

void CloudLook::look(std::unique_ptr<CloudOperation> operation)
{
    m_look = std::move(operation);
    connect(m_look.get(), &CloudOperation::finished, this, &CloudLook::take);
    m_look->start();
}

void CloudLook::take(const Result<CloudResult> &result)
{
    const auto kept = std::move(m_look);
    if (!result) {
        emit finished(result.problem());
        return;
    }
    m_session->setCloudResult(*result);
    emit finished(Done{});
}

} // namespace Setup
