// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "setup/microsoftaccess.h"

#include <QObject>
#include <QUrl>

namespace Setup {

class BrowserWait;
class CurrentMicrosoft;
class Notice;
class PastedError;

// What is said while Microsoft waits for somebody in the browser or on another device: where that is, what to
// do when nothing comes back, and what an error there means.
class BrowserGuide : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        Notice *notice;
        BrowserWait *waiting;
        PastedError *pasted;
    };
    // The parts, which the parent owns, are in nobody else's hands meanwhile.
    BrowserGuide(const CurrentMicrosoft &microsoft, const Parts &parts, QObject *parent);

    void showLink(const QUrl &url); // and opens the browser
    void showCode(const DeviceCode &code);
    void offerHelp();
    void clear();

private:
    const CurrentMicrosoft &m_microsoft;
    Parts m_parts;
};

} // namespace Setup
