// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

class QCoreApplication;

namespace Setup {

// The first thing in main(), before anything can hold a secret: no core dumps, no messages of Qt's that print
// headers.
void prepareProcess();

// Name, version and language; to be called when the application object stands.
void prepareApplication(QCoreApplication &application);

QByteArray programVersion();
// A sentence for somebody who starts a window where there is none to open it on; empty where there is.
QString noDisplay();

} // namespace Setup
