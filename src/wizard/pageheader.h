// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QLabel;

namespace Setup {

// The head of a page: its name, and in one line what it is for.
class PageHeader : public QWidget
{
    Q_OBJECT

public:
    explicit PageHeader(QWidget *parent = nullptr);

    QString title() const;
    void setTitle(const QString &title);
    QString purpose() const;
    void setPurpose(const QString &purpose);
    // Only the name: where there is too little room to read on.
    void setBrief(bool brief);

protected:
    void changeEvent(QEvent *event) override;

private:
    void applyFonts();

    QLabel *m_title;
    QLabel *m_purpose;
};

} // namespace Setup
