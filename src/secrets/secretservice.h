// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace Setup::SecretService {

// libsecret keeps one session with the keyring's daemon for the whole process, and goes on using it when the
// daemon was started anew, which knows it no more ("The session wrapping the secret does not exist", seen
// with libsecret 0.20.5). This makes libsecret begin a new one with the next request. To be called while no
// request is under way; without libsecret it does nothing.
void dropSession();

// GLib ends the process (SIGTERM) when the session bus that libsecret uses goes away. A wizard full of typed
// values and half-done work must not go with it. To be called when a request has succeeded, for then
// libsecret is connected and nothing here blocks.
void outliveBus();

} // namespace Setup::SecretService
