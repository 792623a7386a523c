// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "simulators/simreply.h"

#include <QString>

namespace Setup {

// A page of a simulated identity provider, for a person with a browser: plain, without scripts, kept by
// nobody.
struct SimHtmlPage
{
    QString banner; // says that this is a demo, and of what
    QString title;
    QString body; // HTML
    int status = 200;

    SimReply reply() const;

    // Pieces of a body; texts are escaped.
    static QString alert(const QString &complaint); // nothing where there is nothing to complain about
    static QString paragraph(const QString &text);
    static QString hidden(const QString &name, const QString &value);
    static QString signInFields(const QString &loginHint); // e-mail and password
    static QString decision(const QString &allow, const QString &deny); // the two buttons
};

} // namespace Setup
