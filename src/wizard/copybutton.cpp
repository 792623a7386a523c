// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/copybutton.h"

#include "wizard/theme.h"
#include "wizard/themeicon.h"

#include <QClipboard>
#include <QGuiApplication>

#include <algorithm>
#include <chrono>

namespace Setup {

using namespace Qt::StringLiterals;

CopyButton::CopyButton(QWidget *parent)
    : QPushButton(parent)
{
    setText(tr("Copy"));
    ThemeIcon::dress(this, u"copy"_s);
    setAutoDefault(false);
    m_confirmation.setSingleShot(true);
    m_confirmation.setInterval(std::chrono::seconds(2));
    connect(&m_confirmation, &QTimer::timeout, this, &CopyButton::settle);
    connect(this, &QPushButton::clicked, this, &CopyButton::copy);
}

void CopyButton::setSource(std::function<QString()> source, const QString &name)
{
    m_source = std::move(source);
    m_name = name;
    settle();
    setToolTip(accessibleName().toHtmlEscaped());
}

void CopyButton::confirm()
{
    setText(tr("Copied"));
    setAccessibleName(tr("Copied: %1").arg(m_name)); // read out, since the button has the focus
    m_confirmation.start();
}

QSize CopyButton::sizeHint() const
{
    QSize size = QPushButton::sizeHint();
    const QFontMetrics metrics = fontMetrics();
    const int widest =
        std::max(metrics.horizontalAdvance(tr("Copy")), metrics.horizontalAdvance(tr("Copied")));
    size.setWidth(size.width() + widest - metrics.horizontalAdvance(text()));
    return size;
}

void CopyButton::settle()
{
    setText(tr("Copy"));
    setAccessibleName(tr("Copy: %1").arg(m_name));
}

void CopyButton::copy()
{
    if (!m_source)
        return;
    QGuiApplication::clipboard()->setText(m_source());
    confirm();
}

} // namespace Setup
