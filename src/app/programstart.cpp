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

} // namespace Setup
