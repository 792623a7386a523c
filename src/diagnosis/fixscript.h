// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace Setup {

class Placeholders;
struct CatalogueScript;

// A repair as a PowerShell script with the customer's own names, to be read, saved and run by an
// administrator: this program runs none. Every script knows -WhatIf, asks before each change, keeps what
// stood before in a file beside it, takes it back with -Undo, changes nothing that is right already, and ends
// at the first error. A password is asked for by the shell.
struct FixScript
{
    QString id; // "basic-ews"
    QString title;
    QString what;
    QString undo; // what -Undo does
    QString text; // with line feeds

    QString fileName() const; // "askcody-basic-ews.ps1"
    QByteArray file() const; // as Windows PowerShell 5.1 reads it: UTF-8 with byte order mark, CRLF

    friend bool operator==(const FixScript &, const FixScript &) = default;

    // Puts the names into the script of the catalogue (resources/scripts). One that is not known stands as
    // '<what it is>', with which the script refuses to run.
    static FixScript of(const CatalogueScript &known, const Placeholders &names);
};

} // namespace Setup
