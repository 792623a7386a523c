// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

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
    BundlePreview(QByteArray har, QWidget *parent);

    // Opens it for what the session has recorded; a problem where there is nothing, or it may not leave.
    static Result<BundlePreview *> open(const Session &session, QWidget *parent);

private:
    void showNames(bool areMadeUp);
    void show(const QByteArray &har);
    void sayUnchanged(const Problem &problem);

    QByteArray m_har;
    QByteArray m_pseudonymised;
    QStringList m_leftOver;
    QCheckBox *m_option;
};

} // namespace Setup
