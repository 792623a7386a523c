// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QtConcurrent>

#include <utility>

namespace Setup {

// Beyond that a window would stand still while somebody watches.
constexpr qsizetype LargeFile = 1'000'000; // bytes

// Does the job, and then what is to follow with its result. What is about a large file goes to another
// thread, so the job refers to nothing that the window's thread may change; nothing follows once "context" is
// gone. What ordinary runs leave is done before this returns.
template<typename Job, typename Then>
void aside(QObject *context, qsizetype size, Job job, Then then)
{
    if (size < LargeFile)
        then(job());
    else
        QtConcurrent::run(std::move(job)).then(context, std::move(then));
}

} // namespace Setup
