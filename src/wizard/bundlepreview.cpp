// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/bundlepreview.h"

#include "core/randomsource.h"
#include "setup/session.h"
#include "support/bundletext.h"
#include "support/pseudonymised.h"
#include "wizard/notice.h"

#include <QCheckBox>

namespace Setup {

using namespace Qt::StringLiterals;

BundlePreview::BundlePreview(QByteArray har, QWidget *parent)
    : SavePreview(tr("Bundle for support"), u"askcody-exchange-recording.har"_s, har, parent)
    , m_har(std::move(har))
    , m_option(new QCheckBox(
          tr("Put made-up &names in place of hosts, mailboxes, organisations and addresses"), this))
{
    setHint(tr("This is what the file will contain, in words. It holds no password, and of calendars no "
               "subject, no text and no attendee. Support can run it again without your network."));
    m_option->setObjectName(u"namesCheck"_s);
    addOption(m_option);
    connect(m_option, &QCheckBox::toggled, this, &BundlePreview::showNames);
    show(m_har);
}

Result<BundlePreview *> BundlePreview::open(const Session &session, QWidget *parent)
{
    const auto har = session.recording();
    if (!har)
        return har.problem();
    auto *dialog = new BundlePreview(*har, parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setGuard([&session](const QByteArray &file) { return session.mayLeave(file); });
    dialog->QDialog::open();
    return dialog;
}

void BundlePreview::showNames(bool areMadeUp)
{
    notice()->clear();
    if (!areMadeUp)
        return show(m_har);
    if (m_pseudonymised.isEmpty()) {
        SystemRandomSource random;
        const auto made = Pseudonymised::of(m_har, random);
        if (!made)
            return sayUnchanged(made.problem());
        m_pseudonymised = made->har();
        m_leftOver = made->leftOver();
    }
    show(m_pseudonymised);
    if (!m_leftOver.isEmpty())
        notice()->show(
            Theme::Tone::Caution,
            tr("These still stand somewhere in it; search for them above: %1").arg(m_leftOver.join(u", "_s)));
}

// A tick that stays would promise names that are not there.
void BundlePreview::sayUnchanged(const Problem &problem)
{
    m_option->setChecked(false); // shows the real ones
    notice()->show(
        Theme::Tone::Bad,
        tr("In this recording the names cannot be replaced (%1). Nothing was saved. The tick is gone: "
           "what you save from here holds the real names.")
            .arg(QStringList{problem.code, problem.facts["where"_L1].toString()}.join(u' ').trimmed()));
}

void BundlePreview::show(const QByteArray &har)
{
    setContent(har, bundleText(har));
}

} // namespace Setup
