// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace Setup {

// What the demo was asked to do.
struct DemoOptions
{
    enum class Mode { Window, Walk, Command, ListScenarios, Say };

    Mode mode = Mode::Window;
    bool byHand = false; // with Walk: into the hand-off
    bool isModern = false; // with Walk: to Exchange Online
    QString scenario; // a name, or the path of a scenario file
    QString picturesTo; // with Walk: a folder
    QString saveTo; // with Walk: a folder for the bundle and the reports
    bool passwordFromStdin = false; // with Walk: else the world has the usual one
    bool markFromStdin = false; // with Walk and Command: what the world's codes and tokens contain
    QStringList command; // with Command: what follows "cli"
    QString text; // with Say: a help text or what is wrong
    int exitCode = 0; // with Say
};

DemoOptions demoOptions(const QStringList &arguments);

} // namespace Setup
