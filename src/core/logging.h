// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLoggingCategory>

namespace Setup {

Q_DECLARE_LOGGING_CATEGORY(logNet)
Q_DECLARE_LOGGING_CATEGORY(logChecks)
Q_DECLARE_LOGGING_CATEGORY(logSecrets)
Q_DECLARE_LOGGING_CATEGORY(logSetup)

// Installs the program's message handler, which writes into the log book (logbook.h). Qt's own network,
// OAuth, TLS and keychain categories (qt.network.*, qt.networkauth.*, qt.ssl*, qt.keychain*, …) print headers
// and tokens when switched on; they are dropped whatever QT_LOGGING_RULES says. So is what the platform,
// input methods, accessibility and D-Bus chatter about (keys, texts, whole messages); their warnings are not.
void installMessageHandler();

// True for the categories that installMessageHandler() drops.
bool isForbiddenCategory(const char *category);
// True for those of which it drops everything that is no warning.
bool tellsWhatIsTyped(const char *category);

} // namespace Setup
