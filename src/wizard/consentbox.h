// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"

#include <QStringList>
#include <QWidget>

class QCheckBox;
class QLabel;
class QPushButton;

namespace Setup {

class CurrentMicrosoft;
class Notice;
class TextList;
class ValueList;

// The consent for AskCody's application, where the portal says which one that is: asked for in the browser.
// What the browser brings back is an answer and no proof; it says so.
class ConsentBox : public QWidget
{
    Q_OBJECT

public:
    explicit ConsentBox(QWidget *parent = nullptr);

    // It outlives the box.
    void connectTo(CurrentMicrosoft &microsoft);
    void showState();
    bool isAsking() const;

signals:
    void changed(); // something is asked for, or not any more

private:
    void ask();
    void stop();
    void take(const Result<Done> &answer);
    void say(const QString &words);
    void forget();

    CurrentMicrosoft *m_microsoft = nullptr;
    bool m_saysToWait = false;
    QStringList m_asksFor; // whose consent, as told last: portal, application, organisation
    QLabel *m_text;
    ValueList *m_application;
    QCheckBox *m_known;
    QPushButton *m_ask;
    QPushButton *m_stop;
    Notice *m_notice;
    TextList *m_advice;
};

} // namespace Setup
