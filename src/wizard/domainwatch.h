// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QTimer>

#include <chrono>

class QLineEdit;

namespace Setup {

// Says, while the admin still types, that the mail domain is complete: when nothing was typed for a moment,
// and once per domain.
class DomainWatch : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds Pause{600};

    explicit DomainWatch(QLineEdit *email, QObject *parent);

    // As if the address had just been typed.
    void consider();
    // The next domain is a new one, even if it is the same.
    void forget() { m_domain.clear(); }

signals:
    void completed(const QString &email);

private:
    void tell();

    QLineEdit *m_email;
    QTimer m_pause;
    QString m_domain; // the one told last
};

} // namespace Setup
