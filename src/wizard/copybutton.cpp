// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/copybutton.h"

#include "wizard/theme.h"
#include "wizard/themeicon.h"

#include <QAccessible>
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
    connect(&m_confirmation, &QTimer::timeout, this, [this] { setText(tr("Copy")); });
    connect(this, &QPushButton::clicked, this, &CopyButton::copy);
}

void CopyButton::setSource(std::function<QString()> source, const QString &name)
{
    m_source = std::move(source);
    setAccessibleName(tr("Copy: %1").arg(name));
    setToolTip(accessibleName().toHtmlEscaped());
}

void CopyButton::confirm()
{
    setText(tr("Copied"));
    m_confirmation.start();
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
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

void CopyButton::copy()
{
    if (!m_source)
        return;
    QGuiApplication::clipboard()->setText(m_source());
    confirm();
}

} // namespace Setup
