// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFutureWatcher>
#include <QtConcurrent>

#include <type_traits>
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
        return then(job());
    // QFuture::then(context) of Qt 6.4 wants the context to be there when the job ends.
    auto *watcher = new QFutureWatcher<std::invoke_result_t<Job>>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context,
                     [watcher, then = std::move(then)]() mutable {
                         watcher->deleteLater();
                         then(watcher->result());
                     });
    watcher->setFuture(QtConcurrent::run(std::move(job)));
}

} // namespace Setup
