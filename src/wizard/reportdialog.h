// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "support/reportformat.h"
#include "wizard/savepreview.h"

class QComboBox;

namespace Setup {

class Session;

// What the checks have found, in the form that somebody wants it in: to be read, printed, or read by a
// program.
class ReportDialog : public SavePreview
{
    Q_OBJECT

public:
    // The session as it is now: what is shown is what is saved.
    ReportDialog(const Session &session, QWidget *parent);

    // The parent owns it; it goes when it is closed, or before the session does.
    static ReportDialog *open(const Session &session, QWidget *parent);
    using SavePreview::open;

private:
    void showForm();

    QJsonObject m_report;
    QComboBox *m_form;
};

} // namespace Setup
