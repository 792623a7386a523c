// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/openedpages.h"

#include <QDesktopServices>

#include <utility>

namespace Setup {

OpenedPages::OpenedPages(Reader reader)
    : m_reader(std::move(reader))
{
    takeSeat();
}

OpenedPages::~OpenedPages()
{
    for (const char *scheme : {"http", "https"})
        QDesktopServices::unsetUrlHandler(QString::fromLatin1(scheme));
}

void OpenedPages::takeSeat()
{
    for (const char *scheme : {"http", "https"})
        QDesktopServices::setUrlHandler(QString::fromLatin1(scheme), this, "open");
}

void OpenedPages::open(const QUrl &url)
{
    opened.append(url);
    m_reader(url);
}

} // namespace Setup
