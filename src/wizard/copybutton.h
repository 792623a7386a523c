// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QPushButton>
#include <QTimer>

#include <functional>

namespace Setup {

// Puts a text on the clipboard and says so.
class CopyButton : public QPushButton
{
    Q_OBJECT

public:
    explicit CopyButton(QWidget *parent = nullptr);

    // What is copied, asked for at the click; and what it is called by a screen reader.
    void setSource(std::function<QString()> source, const QString &name);
    // Says "Copied" for a moment; for those who copy by other means.
    void confirm();

    QSize sizeHint() const override;

private:
    void copy();
    void settle();

    std::function<QString()> m_source;
    QString m_name;
    QTimer m_confirmation;
};

} // namespace Setup
