// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLabel>

#include <array>
#include <optional>

namespace Setup {

// Words that wrap, as everywhere in the window. Layouts within layouts ask again and again how high they are
// at a width, and QLabel shapes and breaks its text anew each time; here the answers are kept.
class WrappedLabel : public QLabel
{
    Q_OBJECT

public:
    explicit WrappedLabel(QWidget *parent = nullptr);
    explicit WrappedLabel(const QString &text, QWidget *parent = nullptr);

    int heightForWidth(int width) const override;
    // Of a fixed width: that, and the height for it. QLabel tries five others first.
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;

private:
    // What an answer rests on and no event tells of.
    struct Basis
    {
        QString text;
        const QWidget *buddy = nullptr; // with one, an ampersand is a mnemonic
        Qt::TextFormat format = Qt::AutoText;
        Qt::TextInteractionFlags interaction;
        Qt::Alignment alignment;
        bool wraps = true;
        int indent = 0;
        int margin = 0;
        int frame = 0;
        int leastHeight = 0;

        friend bool operator==(const Basis &, const Basis &) = default;
    };
    struct Answer
    {
        int width;
        int height;
    };
    bool isOfFixedWidth() const;
    Basis basis() const;
    void forget() const;

    mutable Basis m_basis;
    mutable std::array<std::optional<Answer>, 8> m_answers;
    mutable std::size_t m_oldest = 0;
};

} // namespace Setup
