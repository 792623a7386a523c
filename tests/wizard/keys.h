// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QApplication>
#include <QTest>
#include <QWidget>

// Nothing but keys, which go to whatever has the focus.
namespace Setup::Keys {

inline void press(Qt::Key key, Qt::KeyboardModifiers with = {})
{
    QTRY_VERIFY(QApplication::focusWidget());
    QTest::keyClick(QApplication::focusWidget(), key, with);
}

// Tab until the wanted widget has the focus; it must never be nowhere on the way.
inline bool tabTo(const QWidget *wanted)
{
    for (int i = 0; wanted && i < 60; ++i) {
        if (!QTest::qWaitFor([] { return QApplication::focusWidget() != nullptr; }, 1000))
            return false;
        if (QApplication::focusWidget() == wanted)
            return true;
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    qWarning("not reached by Tab: %s", wanted ? qPrintable(wanted->objectName()) : "nothing");
    return false;
}

inline bool typeInto(const QWidget *field, const QString &text)
{
    if (!tabTo(field))
        return false;
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(QApplication::focusWidget(), text);
    return true;
}

} // namespace Setup::Keys
