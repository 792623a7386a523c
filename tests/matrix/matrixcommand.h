// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/commandline.h"
#include "cli/console.h"
#include "matrixworld.h"

#include <QEventLoop>
#include <QTimer>

namespace Setup {

// Where a row's command prints, asks and sends people to the browser.
class MatrixConsole : public Console
{
public:
    explicit MatrixConsole(SimPerson &person)
        : m_person(person)
    {}

    void out(const QByteArray &bytes) override { written += bytes; }
    void say(const QString &line) override { said += line + u'\n'; }
    Result<Secret> readPassword(const QString &) override { return SimulatedWorld::password(); }
    bool openBrowser(const QUrl &url) override
    {
        m_person.open(url);
        return true;
    }

    QByteArray written;
    QString said;

private:
    SimPerson &m_person;
};

// A command from its arguments to its exit, as main() runs it, and what it printed. It is interrupted when
// the browser shows a page that leads nowhere.
inline QByteArray runCommand(MatrixWorld &world, const QStringList &arguments, QString &said)
{
    constexpr int patience = 30'000;
    MatrixConsole console(world.person);
    CommandLine line(world.workbench, console);
    QEventLoop loop;
    QObject::connect(&line, &CommandLine::finished, &loop, &QEventLoop::quit);
    QObject::connect(&world.person, &SimPerson::stuck, &line, [&line] { line.cancel(); });
    QTimer::singleShot(patience, &line, [&line] { line.cancel(); });
    line.start(arguments);
    loop.exec();
    said = console.said;
    return console.written;
}

} // namespace Setup
