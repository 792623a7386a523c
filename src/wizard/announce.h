// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QAccessible>

class QAbstractItemView;
class QLabel;
class QWidget;

namespace Setup {

// Has a screen reader say what the label says now, wherever the focus is.
void announce(QLabel *label);
// Tells it that this row of a list is called otherwise now. Where the row has the focus it is read again.
void announce(QAbstractItemView *list, int row);
// What a screen reader calls a widget that Qt has no word for. For the constructor, before anything else is
// told of the widget.
void tellAs(QWidget *widget, QAccessible::Role role);

} // namespace Setup
