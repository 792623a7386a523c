// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/announce.h"

#include <QAbstractItemView>
#include <QAccessibleWidget>
#include <QLabel>
#include <QVariant>

namespace Setup {

namespace {

constexpr const char *RoleProperty = "toldAs";

QAccessibleInterface *interfaceOf(const QString &, QObject *object)
{
    if (!object || !object->isWidgetType())
        return nullptr;
    const QVariant role = object->property(RoleProperty);
    if (!role.isValid())
        return nullptr;
    return new QAccessibleWidget(static_cast<QWidget *>(object),
                                 static_cast<QAccessible::Role>(role.toInt()));
}

} // namespace

void announce(QLabel *label)
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    QAccessibleAnnouncementEvent event(label, label->text());
#else
    QAccessibleEvent event(label, QAccessible::Alert);
#endif
    QAccessible::updateAccessibility(&event);
}

void announce(QAbstractItemView *list, int row)
{
    if (!QAccessible::isActive() || row < 0)
        return;
    QAccessibleEvent event(list, QAccessible::NameChanged);
    event.setChild(row);
    QAccessible::updateAccessibility(&event);
}

void tellAs(QWidget *widget, QAccessible::Role role)
{
    QAccessible::installFactory(&interfaceOf); // once only, however often it is asked for
    widget->setProperty(RoleProperty, int(role));
}

} // namespace Setup
