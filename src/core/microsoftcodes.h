// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QJsonArray>
#include <QString>

// The codes that Microsoft's services choose. The catalogue has entries for those that are known; each kind
// has one more for the rest (AADSTS_OTHER, DIAGNOSTICS_OTHER, GRAPH_OTHER).
namespace Setup::Code {

// "AADSTS65001": the number of a sign-in that Entra refused.
bool isEntraCode(QStringView text);

// A code of one of the three kinds, as the functions below make them: of whoever names one in their place.
bool isMicrosoftCode(const QString &text);

// The number that explains most: from the text of the error, else from its list of numbers. Some old numbers
// (AADSTS70002) only wrap another one, which wins. Empty when there is none.
QString entraCodeIn(const QString &description, const QJsonArray &errorCodes = {});

// "DIAGNOSTICS_2000003" from the header x-ms-diagnostics ("2000003;reason=…"). Empty when it is not one.
QString diagnosticsCode(const QByteArray &header);

// "GRAPH_ErrorAccessDenied" from error.code of Microsoft Graph. Empty when it does not look like a code.
QString graphCode(const QString &code);

// What somebody copied from a page or a log: the text of an error of Entra, a number of x-ms-diagnostics, or
// "Graph:ErrorAccessDenied". Empty when there is no code in it.
QString codeInText(const QString &text);

} // namespace Setup::Code
