// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/problem.h"

#include <concepts>
#include <utility>
#include <variant>

namespace Setup {

// A value or a Problem. A subset of std::expected, which GCC 12 offers from C++23 on only.
template<typename T>
class [[nodiscard]] Result
{
public:
    Result() = default;
    Result(T value)
        : m_state(std::move(value))
    {}
    Result(Problem problem)
        : m_state(std::move(problem))
    {}

    bool hasValue() const { return m_state.index() == 0; }
    explicit operator bool() const { return hasValue(); }
    const T &operator*() const { return std::get<0>(m_state); }
    const T *operator->() const { return &std::get<0>(m_state); }
    T &operator*() { return std::get<0>(m_state); }
    T *operator->() { return &std::get<0>(m_state); }
    const Problem &problem() const { return std::get<1>(m_state); }

    // Not for values that cannot be compared (Secret), which may be results all the same.
    friend bool operator==(const Result &, const Result &) requires std::equality_comparable<T>
    = default;

private:
    std::variant<T, Problem> m_state;
};

// The value of a step that only succeeds or fails.
struct Done
{
    friend bool operator==(const Done &, const Done &) = default;
};

} // namespace Setup
