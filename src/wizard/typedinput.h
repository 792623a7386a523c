// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace Setup {

// Of a page with fields for what the integration holds. Next takes them over after a look at each. Where the
// page is left otherwise, and a moment after the last key, as far as they can be used: nothing that was typed
// is lost with the window.
class TypedInput
{
public:
    virtual ~TypedInput() = default;

    // The fields show the integration as it is, also on the way back: a later page may have changed it.
    virtual void showKept() = 0;
    // Takes over what breaks no rule, and complains about nothing. Only where it may be changed.
    virtual void keepTyped() = 0;
};

} // namespace Setup
