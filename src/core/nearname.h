// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QStringList>

namespace Setup {

// Which of the known names was meant by one that differs from it by two slips at most; empty where it is
// none, or where half of it would be slips.
QString nearName(const QString &typed, const QStringList &known);

} // namespace Setup
