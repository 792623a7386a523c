// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QCoreApplication>

namespace Setup {

class ComparisonView;

// Modern and Basic authentication side by side, and what the consent for AskCody's application allows beside
// what AskCody says that it uses.
class AuthenticationWays
{
    Q_DECLARE_TR_FUNCTIONS(AuthenticationWays)

public:
    static void show(ComparisonView *view);
    static void showWidth(ComparisonView *view);
};

} // namespace Setup
