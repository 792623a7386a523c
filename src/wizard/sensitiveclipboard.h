// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/secret.h"

#include <QObject>
#include <QTimer>

#include <chrono>

namespace Setup {

// Lends a password to the clipboard: marked so that clipboard managers do not keep it, and taken back after a
// while unless something else was copied meanwhile.
class SensitiveClipboard : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::seconds Lifetime{60};

    explicit SensitiveClipboard(QObject *parent = nullptr, std::chrono::milliseconds lifetime = Lifetime);
    ~SensitiveClipboard() override; // takes it back

    void lend(const Secret &secret);
    void takeBack(); // at once; does nothing when nothing is lent
    bool isLent() const { return m_isLent; }
    std::chrono::milliseconds remaining() const { return m_takeBack.remainingTimeAsDuration(); }

signals:
    void takenBack();

private:
    void notice();

    QTimer m_takeBack;
    bool m_copying = false;
    bool m_isLent = false;
};

} // namespace Setup
