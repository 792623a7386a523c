// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/browserguide.h"

#include "wizard/browserwait.h"
#include "wizard/currentmicrosoft.h"
#include "wizard/notice.h"
#include "wizard/pastederror.h"

#include <QDesktopServices>
#include <QLocale>

namespace Setup {

BrowserGuide::BrowserGuide(const CurrentMicrosoft &microsoft, const Parts &parts, QObject *parent)
    : QObject(parent)
    , m_microsoft(microsoft)
    , m_parts(parts)
{
    m_parts.pasted->setExplainer(
        [this](const QString &text) { return m_microsoft.explain(MicrosoftAccess::readErrorPage(text)); });
}

void BrowserGuide::showLink(const QUrl &url)
{
    m_parts.waiting->show(url);
    if (!m_microsoft.isAskingConsent()) // that says itself what it waits for
        m_parts.notice->show(Theme::Tone::Neutral,
                             tr("Waiting for your browser. Sign in there, then come back here."));
    QDesktopServices::openUrl(url);
}

void BrowserGuide::showCode(const DeviceCode &code)
{
    m_parts.waiting->show(code);
    m_parts.notice->show(
        Theme::Tone::Neutral,
        tr("Waiting for the other device, until %1.")
            .arg(QLocale().toString(code.expiresAt.toLocalTime().time(), QLocale::ShortFormat)));
}

void BrowserGuide::offerHelp()
{
    m_parts.notice->show(Theme::Tone::Caution,
                         tr("Nothing has come back from the browser yet. Look for its window, or open the "
                            "address below in a browser on this computer."));
    m_parts.pasted->offer();
}

void BrowserGuide::clear()
{
    m_parts.notice->clear();
    m_parts.waiting->hide();
    m_parts.pasted->hide();
}

} // namespace Setup
