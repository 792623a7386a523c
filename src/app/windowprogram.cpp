// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/windowprogram.h"

#include "app/interrupt.h"
#include "setup/parting.h"
#include "setup/workbench.h"

#include <QApplication>
#include <QWidget>

namespace Setup {

int runWindow(QWidget &window, Workbench &workbench)
{
    Parting parting(workbench.farewells());
    QApplication::setQuitOnLastWindowClosed(false);
    QObject::connect(qApp, &QGuiApplication::lastWindowClosed, &parting, &Parting::start);
    QObject::connect(&parting, &Parting::finished, qApp, &QCoreApplication::quit);
    // As by its user: what was typed is kept, and what was begun is ended.
    const Interrupt interrupt;
    QObject::connect(&interrupt, &Interrupt::requested, &window, &QWidget::close);
    window.show();
    return QApplication::exec();
}

} // namespace Setup
