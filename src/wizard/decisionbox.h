// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QCheckBox;
class QLabel;

namespace Setup {

// A decision that has a name: to go on although these checks failed.
class DecisionBox : public QWidget
{
    Q_OBJECT

public:
    explicit DecisionBox(QWidget *parent = nullptr);

    // Empty: there is nothing to decide, and the box keeps its place without being seen. isTaken: decided
    // before.
    void offer(const QString &failed, bool isTaken);
    bool isTaken() const;

signals:
    void changed(); // by the user

private:
    QCheckBox *m_box;
    QLabel *m_failed;
};

} // namespace Setup
