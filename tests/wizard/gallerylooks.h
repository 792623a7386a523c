// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "support/themes.h"
#include "wizard/visibleedges.h"

#include <QApplication>
#include <QFont>
#include <QLibraryInfo>
#include <QStyleFactory>
#include <QTranslator>
#include <QWidget>

namespace Setup {

// How the pictures of a gallery shall look, from its arguments:
// [dark|contrast] [big] [german] [size=1024x700] [font=Inter]
class GalleryLooks
{
public:
    explicit GalleryLooks(QStringList wishes)
        : m_wishes(std::move(wishes))
    {}

    bool has(const QString &wish) const { return m_wishes.contains(wish); }
    QString value(const QString &name) const
    {
        for (const QString &wish : m_wishes)
            if (wish.startsWith(name + u'='))
                return wish.section(u'=', 1);
        return {};
    }

    void dress()
    {
        QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
        if (has(QStringLiteral("dark")))
            QApplication::setPalette(darkPalette());
        if (has(QStringLiteral("contrast")))
            QApplication::setPalette(highContrastPalette());
        VisibleEdges::install();
        QFont font = QApplication::font();
        if (const QString family = value(QStringLiteral("font")); !family.isEmpty())
            font.setFamily(family);
        if (has(QStringLiteral("big")))
            font.setPointSizeF(font.pointSizeF() * 2);
        QApplication::setFont(font);
        if (has(QStringLiteral("german")))
            speakGerman();
    }

    void resize(QWidget &window) const
    {
        const QString size = value(QStringLiteral("size"));
        if (!size.isEmpty())
            window.resize(size.section(u'x', 0, 0).toInt(), size.section(u'x', 1).toInt());
    }

private:
    void speakGerman()
    {
        QLocale::setDefault(QLocale(QLocale::German));
        const QString folder = QLibraryInfo::path(QLibraryInfo::TranslationsPath);
        if (m_qtTexts.load(QStringLiteral("qtbase_de"), folder))
            QCoreApplication::installTranslator(&m_qtTexts);
        if (m_ownTexts.load(QStringLiteral(":/i18n/askcody-exchange-setup_de.qm")))
            QCoreApplication::installTranslator(&m_ownTexts);
    }

    QStringList m_wishes;
    QTranslator m_qtTexts;
    QTranslator m_ownTexts;
};

} // namespace Setup
