// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"
#include "portal/portalintegration.h"

#include <QObject>

namespace Setup {

// What a POST came to: whose request has made the integration that the portal has now.
struct CreatedIntegration
{
    PortalIntegration integration;
    bool isByThisSubmission = true; // false: it was there, under the same reference, made by another request

    friend bool operator==(const CreatedIntegration &, const CreatedIntegration &) = default;
};

class CreationOperation : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    virtual void start() = 0;
    virtual void cancel() = 0;

signals:
    void finished(const Setup::Result<Setup::CreatedIntegration> &result);
};

} // namespace Setup
