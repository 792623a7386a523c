// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>

class QXmlStreamReader;
class QXmlStreamWriter;

namespace Setup {

// XML as people read it: an element a line, each inside its parent; several documents one after the other.
// What is no XML, has a DTD, or goes too deep to be indented, stands there as it came. The text comes from
// outside and is made harmless (ForeignText); after "longest" characters it ends, and says so.
QString indentedXml(const QByteArray &documents, qsizetype longest = 200'000);

// Whatever the reader stands at, with the prefixes that it has there. (Qt's writeCurrentToken() makes up
// others.)
void copyToken(const QXmlStreamReader &reader, QXmlStreamWriter &writer);

} // namespace Setup
