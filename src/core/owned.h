// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <memory>

namespace Setup {

// Frees an object of a C library with that library's own function.
template<auto release>
struct Released
{
    template<typename T>
    void operator()(T *object) const
    {
        release(object);
    }
};
template<typename T, auto release>
using Owned = std::unique_ptr<T, Released<release>>;

} // namespace Setup
