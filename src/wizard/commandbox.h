// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFrame>

namespace Setup {

class CommandText;
class CopyButton;

// A command to be run elsewhere: read it, select it, copy it.
class CommandBox : public QFrame
{
    Q_OBJECT

public:
    explicit CommandBox(QWidget *parent = nullptr);

    // The name tells screen readers what the command is for.
    void setCommand(const QString &command, const QString &name);
    QString command() const;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    CommandText *m_text;
    CopyButton *m_copy;
};

} // namespace Setup
