// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QAbstractButton>
#include <QHash>
#include <QKeySequence>
#include <QLabel>
#include <QMenu>
#include <QTabBar>

namespace Setup {

// The texts of everything in one window that Alt and a letter lead to now.
inline QStringList textsWithMnemonic(const QWidget &window)
{
    QStringList texts;
    const auto take = [&texts](const QString &text) {
        if (!QKeySequence::mnemonic(text).isEmpty())
            texts.append(text);
    };
    if (const auto *menu = qobject_cast<const QMenu *>(&window))
        for (const QAction *action : menu->actions())
            if (action->isVisible() && action->isEnabled())
                take(action->text());
    const auto widgets = window.findChildren<const QWidget *>();
    for (const QWidget *widget : widgets) {
        if (!widget->isVisible() || !widget->isEnabled() || widget->window() != &window)
            continue;
        if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
            take(button->text());
        if (const auto *label = qobject_cast<const QLabel *>(widget); label && label->buddy())
            take(label->text());
        const auto *tabs = qobject_cast<const QTabBar *>(widget);
        for (int tab = 0; tabs && tab < tabs->count(); ++tab)
            if (tabs->isTabVisible(tab) && tabs->isTabEnabled(tab))
                take(tabs->tabText(tab));
    }
    return texts;
}

// Those of them that share a letter, in pairs: the keys of one lead to the other every second time.
inline QStringList sharedMnemonics(const QWidget &window)
{
    QStringList found;
    QHash<QKeySequence, QString> taken;
    const QStringList texts = textsWithMnemonic(window);
    for (const QString &text : texts) {
        const QKeySequence keys = QKeySequence::mnemonic(text);
        if (taken.contains(keys))
            found.append(QStringLiteral("%1: “%2”, “%3”").arg(keys.toString(), taken.value(keys), text));
        taken.insert(keys, text);
    }
    return found;
}

} // namespace Setup
