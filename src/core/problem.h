// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QJsonObject>
#include <QMetaType>
#include <QString>

namespace Setup {

// What went wrong, as data. The words for it come from the catalogue (diagnosis/catalogue.h), in one place.
struct Problem
{
    QString code; // from problemcodes.h, or an EWS ResponseCode as the server sent it
    QString detail; // technical and untranslated, for "Details" and logs; never a secret
    QJsonObject facts; // what was seen; text from outside went through ForeignText

    friend bool operator==(const Problem &, const Problem &) = default;
};

QJsonObject toJson(const Problem &problem);
Problem problemFromJson(const QJsonObject &json);

} // namespace Setup
