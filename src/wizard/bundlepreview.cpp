// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/bundlepreview.h"

#include "core/randomsource.h"
#include "setup/session.h"
#include "support/bundletext.h"
#include "support/pseudonymised.h"
#include "wizard/aside.h"
#include "wizard/notice.h"

#include <QCheckBox>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

Result<BundlePreview::Shown> inWords(const Result<QByteArray> &har)
{
    if (!har)
        return har.problem();
    return BundlePreview::Shown{*har, bundleText(*har)};
}

Result<BundlePreview::Shown> underMadeUpNames(const QByteArray &har)
{
    SystemRandomSource random;
    const auto made = Pseudonymised::of(har, random);
    if (!made)
        return made.problem();
    return BundlePreview::Shown{made->har(), bundleText(made->har()), made->leftOver()};
}

} // namespace

BundlePreview::BundlePreview(const Outgoing &outgoing, QWidget *parent)
    : SavePreview(tr("Bundle for support"), u"askcody-exchange-recording.har"_s, {}, parent)
    , m_option(new QCheckBox(
          tr("Put made-up &names in place of hosts, mailboxes, organisations and addresses"), this))
{
    setHint(tr("This is what the file will contain, in words. It holds no password, and of calendars no "
               "subject, no text and no attendee. Support can run it again without your network."));
    m_option->setObjectName(u"namesCheck"_s);
    addOption(m_option);
    connect(m_option, &QCheckBox::toggled, this, &BundlePreview::showNames);
    setBusy(true);
    aside(
        this, outgoing.size, [make = outgoing.recording] { return inWords(make()); },
        [this](const Result<Shown> &made) { take(made); });
}

Result<BundlePreview *> BundlePreview::open(const Session &session, QWidget *parent)
{
    const Outgoing outgoing = session.outgoing();
    if (outgoing.size == 0)
        return outgoing.recording().problem();
    auto *dialog = new BundlePreview(outgoing, parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setGuard(guardOf(session));
    dialog->QDialog::open();
    return dialog;
}

void BundlePreview::take(const Result<Shown> &made)
{
    setBusy(false);
    m_option->setEnabled(made.hasValue());
    if (!made) {
        notice()->show(made.problem());
        return;
    }
    m_real = *made;
    show(m_real);
}

void BundlePreview::showNames(bool areMadeUp)
{
    notice()->clear();
    if (!areMadeUp)
        return show(m_real);
    if (!m_madeUp.har.isEmpty())
        return show(m_madeUp);
    const bool hadFocus = m_option->hasFocus(); // and loses it while it is of no use
    setBusy(true);
    aside(
        this, m_real.har.size(), [har = m_real.har] { return underMadeUpNames(har); },
        [this, hadFocus](const Result<Shown> &made) {
            takeNames(made);
            if (hadFocus)
                m_option->setFocus();
        });
}

void BundlePreview::takeNames(const Result<Shown> &made)
{
    setBusy(false);
    if (!made)
        return sayUnchanged(made.problem());
    m_madeUp = *made;
    show(m_madeUp);
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

void BundlePreview::show(const Shown &shown)
{
    setContent(shown.har, shown.text);
    if (!shown.leftOver.isEmpty())
        notice()->show(Theme::Tone::Caution,
                       tr("These still stand somewhere in it; search for them above: %1")
                           .arg(shown.leftOver.join(u", "_s)));
    else if (m_option->isChecked())
        notice()->show(Theme::Tone::Neutral,
                       tr("What Exchange or a device wrote in words of its own may still name people or "
                          "computers. Read it before you give the file away."));
}

} // namespace Setup
