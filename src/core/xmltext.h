// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>

namespace Setup {

// An XML document from outside, up to where QXmlStreamReader may read it. Within one step, which nothing can
// interrupt, that compares each attribute of a tag, or of a list in a DTD, with all before it: a megabyte of
// attributes takes hours. So it never sees a DTD, nor a tag with more attributes than any answer has.
struct XmlText
{
    enum class End { Whole, HugeTag, Dtd, Undecodable };
    static constexpr int MaximumAttributes = 64; // of one tag
    static constexpr qsizetype MaximumTag = 65'536;

    explicit XmlText(const QByteArray &document);

    QString text;
    End end = End::Whole; // what comes behind the text
};

} // namespace Setup
