// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

#include <functional>

class QPlainTextEdit;

namespace Setup {

class Notice;
class TextList;
struct Explanation;

// For what Microsoft shows in the browser and never sends back: the administrator pastes it here, and gets it
// explained.
class PastedError : public QWidget
{
    Q_OBJECT

public:
    explicit PastedError(QWidget *parent = nullptr);

    using Explainer = std::function<Explanation(const QString &text)>;
    void setExplainer(Explainer explainer) { m_explainer = std::move(explainer); }
    // Empty again, and there to be used.
    void offer();

private:
    void explain();

    Explainer m_explainer;
    QPlainTextEdit *m_text;
    Notice *m_notice;
    TextList *m_steps;
};

} // namespace Setup
