// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QLineEdit;
class QRadioButton;

namespace Setup {

class Notice;
class PreparationFold;
struct MicrosoftApplications;
struct OnlineNames;

// With which application an administrator signs in to Microsoft: the one that the portal names, a
// registration of the organisation's own, with the way to make one, or none.
class ClientChoice : public QWidget
{
    Q_OBJECT

public:
    explicit ClientChoice(QWidget *parent = nullptr);

    void show(const MicrosoftApplications &applications, const OnlineNames &names, bool isReadOnly);
    // False where an ID is wanted and none stands there; says so.
    bool judge();
    bool isFine() const; // the same, and says nothing
    // Of the organisation's own registration; empty where another one or none is used.
    QString ownId() const;

private:
    Notice *m_portal;
    QWidget *m_choices;
    QRadioButton *m_own;
    QLineEdit *m_id;
    Notice *m_notice;
    PreparationFold *m_way;
    QRadioButton *m_none;
};

} // namespace Setup
