// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

class QUrl;

namespace Setup {

// Shows a page in the browser of this computer, from a program without a window of its own. False: there is
// no desktop to show it on, or nothing that could.
bool openBrowser(const QUrl &url);

} // namespace Setup
