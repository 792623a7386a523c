// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "setup/outgoing.h"
#include "wizard/savepreview.h"

class QCheckBox;

namespace Setup {

class Session;

// A recording before it is saved, in words; with made-up names in place of the customer's, where that is
// wanted.
class BundlePreview : public SavePreview
{
    Q_OBJECT

public:
    // outgoing: a problem of its recording is told here, and there is nothing to save.
    BundlePreview(const Outgoing &outgoing, QWidget *parent);

    // Opens it for what the session has recorded. NOT_IN_RECORDING: nothing.
    static Result<BundlePreview *> open(const Session &session, QWidget *parent);

    // A file, and what it says in words.
    struct Shown
    {
        QByteArray har = {};
        QString text = {};
        QStringList leftOver = {}; // of names that were replaced
    };

private:
    void take(const Result<Shown> &made);
    void showNames(bool areMadeUp);
    void takeNames(const Result<Shown> &made);
    void show(const Shown &shown);
    void sayUnchanged(const Problem &problem);

    Shown m_real;
    Shown m_madeUp;
    QCheckBox *m_option;
};

} // namespace Setup
