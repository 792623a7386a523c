// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/ownwords.h"

#include <QByteArray>
#include <QDirIterator>
#include <QFile>

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

// What the forms of a report are built of, and how its values are spelled; a test holds it against them.
constexpr char structure[] =
    "DOCTYPE html head meta charset utf http equiv Content Security Policy default style src unsafe inline "
    "name"
    " viewport width device initial scale title body main section article header footer span class strong "
    "small"
    " code list table font family system sans serif monospace size weight bold color scheme light dark margin"
    " padding border radius solid currentColor display block inline none opacity overflow auto wrap anywhere"
    " white space pre break inside avoid after page line height text align left right status details summary"
    " xml version encoding testsuites testsuite testcase classname tests failures errors skipped failure "
    "error"
    " message type time timestamp property properties value system out"
    " conclusion cloud verdict pass warn fail skipped notTested incomplete cancelled high medium low"
    " Draft Checked SecretStored Submitted Confirmed HandedOff exchangeServer exchangeOnline"
    " exchangeAdmin entraAdmin networkAdmin portalAdmin askcody microsoft workstation";

QByteArray readAll(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() + '\n' : QByteArray();
}

// A compiled translation has the texts that it translates beside what they become, in UTF-16.
QByteArray allTexts()
{
    QByteArray texts = structure;
    for (const QString &folder : {u":/setup"_s, u":/i18n"_s, u":/notices"_s})
        for (QDirIterator files(folder, QDirIterator::Subdirectories); files.hasNext();)
            texts += readAll(files.next());
    return texts;
}

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

QByteArray inUtf16(QByteArrayView letters)
{
    QByteArray units;
    for (const char c : letters)
        units.append('\0').append(c);
    return units;
}

} // namespace

bool isOwnWord(QByteArrayView secret)
{
    static const QByteArray texts = allTexts();
    return std::all_of(secret.begin(), secret.end(), isLetter)
        && (texts.contains(secret) || texts.contains(inUtf16(secret)));
}

} // namespace Setup
