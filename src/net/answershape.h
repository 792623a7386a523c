// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

namespace Setup {

// What a body is by its beginning, whatever its Content-Type says. What is kept of a body has the shape that
// the body had, so that a replay judges it alike.
enum class AnswerShape {
    Xml, // Exchange's by the name of its root, or declared to be XML and no page
    Page, // other markup: what a person is to see
    Other
};

AnswerShape shapeOf(const QByteArray &body);

} // namespace Setup
