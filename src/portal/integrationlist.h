// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "portal/portalcall.h"

#include <QSet>

#include <memory>

namespace Setup {

struct IntegrationPage
{
    QList<PortalIntegration> items;
    QString next; // the cursor of the page after this one, or empty
};

// Problem: ANSWER_MALFORMED with "member".
Result<IntegrationPage> parseIntegrationPage(const QJsonObject &json);

// The organisation's integrations, page by page. All or none: half a list would hide duplicates.
class IntegrationList : public TimedOperation<IntegrationListOperation, QList<PortalIntegration>>
{
    Q_OBJECT

public:
    static constexpr int MostPages = 50;

    explicit IntegrationList(const PortalContext &context);

protected:
    void begin() override;
    void abandon() override;
    Problem overdue() const override;

private:
    void ask(const QString &cursor);
    void read(const Result<PortalAnswer> &answer);

    PortalContext m_context;
    std::unique_ptr<PortalCall> m_call;
    QList<PortalIntegration> m_found;
    QSet<QString> m_cursors;
};

} // namespace Setup
