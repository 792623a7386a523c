// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checks/stepwisecheck.h"
#include "net/route.h"

#include <QUrl>

namespace Setup {

// A check of the way to the EWS host: it first asks whether a proxy stands there.
class RoutedCheck : public StepwiseCheck
{
    Q_OBJECT

public:
    using StepwiseCheck::StepwiseCheck;

protected:
    virtual void examine(const Route &route) = 0;

    const QString &host() const { return m_host; } // ASCII
    quint16 port() const { return m_port; }

    // Fails, for the host could not be reached. Where it is the external one that Autodiscover named, this
    // says first whether the one that it named for the inside takes connections from here.
    void failUnreached(const Problem &problem);

private:
    void begin() final;
    QUrl insideAddress() const; // empty: no other one is known

    QString m_host;
    quint16 m_port = 443;
};

} // namespace Setup
