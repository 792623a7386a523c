// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/programstart.h"

#include "core/logging.h"
#include "core/secret.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace Setup {

using namespace Qt::StringLiterals;

void prepareProcess()
{
    installMessageHandler();
    if (!forbidCoreDumps())
        qCWarning(logSetup, "core dumps could not be switched off");
}

void prepareApplication(QCoreApplication &application)
{
    QCoreApplication::setOrganizationName(u"AskCody"_s);
    QCoreApplication::setApplicationName(u"askcody-exchange-setup"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(SETUP_VERSION));
    auto *const qtTexts = new QTranslator(&application);
    if (qtTexts->load(QLocale(), u"qtbase"_s, u"_"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(qtTexts);
    auto *const ownTexts = new QTranslator(&application);
    if (ownTexts->load(QLocale(), u"askcody-exchange-setup"_s, u"_"_s, u":/i18n"_s))
        QCoreApplication::installTranslator(ownTexts);
}

QByteArray programVersion()
{
    return SETUP_VERSION;
}

QString noDisplay()
{
#if defined(Q_OS_UNIX) && !defined(Q_OS_MACOS)
    for (const char *variable : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
        if (!qEnvironmentVariableIsEmpty(variable))
            return {};
    // Before there is an application there is no translation of it.
    return u"There is no display here to open a window on. Use askcody-exchange-setup-cli, or log in with a "
           "display.\n"_s;
#else
    return {};
#endif
}

} // namespace Setup
