// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QObject>
#include <QUrl>

#include <functional>

namespace Setup {

// In place of the system's browser: what a program wants opened goes to somebody of the test's own. One at a
// time; the last one that was made, or took its seat, has it.
class OpenedPages : public QObject
{
    Q_OBJECT

public:
    using Reader = std::function<void(const QUrl &url)>;

    explicit OpenedPages(Reader reader);
    ~OpenedPages() override;

    void takeSeat();

    QList<QUrl> opened;

public slots:
    void open(const QUrl &url);

private:
    Reader m_reader;
};

} // namespace Setup
