// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "diagnosis/fixscript.h"

#include "diagnosis/catalogue.h"
#include "diagnosis/placeholders.h"

#include <QCoreApplication>
#include <QFile>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

struct FixScriptText
{
    Q_DECLARE_TR_FUNCTIONS(FixScript)
};

QString resource(const QString &name)
{
    QFile file(u":/setup/scripts/%1.ps1"_s.arg(name));
    const bool isOpen = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(isOpen, "FixScript", qPrintable(name));
    Q_UNUSED(isOpen);
    return QString::fromUtf8(file.readAll()).trimmed();
}

// A script begins with its values, one a line: $Account = {account}. After an empty line there may be
// parameters of its own, in param( ). The rest holds no values.
struct Template
{
    explicit Template(const QString &text)
        : values(text.section(u"\n\n"_s, 0, 0).split(u'\n'))
        , body(text.section(u"\n\n"_s, 1))
    {
        static const QString begin = u"param(\n"_s;
        static const QString end = u"\n)\n\n"_s;
        if (!body.startsWith(begin))
            return;
        parameters = body.section(end, 0, 0).mid(begin.size()) + u'\n';
        body = body.section(end, 1);
    }

    QStringList variables() const
    {
        QStringList names;
        for (const QString &value : values)
            names.append(value.section(u' ', 0, 0));
        return names;
    }

    QStringList values;
    QString parameters; // each with its line feed
    QString body;
};

// The texts are ours: no name of the customer stands in a comment, which a name could end.
QString paragraph(const QString &keyword, const QStringList &lines)
{
    QString text = keyword + u'\n';
    for (const QString &line : lines)
        text += u"    "_s + QString(line).replace(u"#>"_s, u"# >"_s) + u'\n';
    return text;
}

QString header(const FixScript &script, bool isOnline)
{
    const QString where = isOnline
        ? FixScriptText::tr("Run it in a PowerShell that Connect-ExchangeOnline has connected.")
        : FixScriptText::tr(
            "Run it in the Exchange Management Shell, as a member of Organization Management.");
    return u"<#\n"_s + paragraph(u".SYNOPSIS"_s, {script.title})
        + paragraph(u".DESCRIPTION"_s,
                    {script.what, FixScriptText::tr("With -Undo: %1").arg(script.undo), where,
                     FixScriptText::tr("Written by AskCody Exchange Setup, which has run nothing of it.")})
        + paragraph(
               u".EXAMPLE"_s,
               {u".\\%1 -WhatIf"_s.arg(script.fileName()), FixScriptText::tr("Shows what would change.")})
        + paragraph(u".EXAMPLE"_s,
                    {u".\\%1 -Undo"_s.arg(script.fileName()), FixScriptText::tr("Takes the change back.")})
        + u"#>\n"_s;
}

} // namespace

QString FixScript::fileName() const
{
    return u"askcody-%1.ps1"_s.arg(id);
}

QByteArray FixScript::file() const
{
    return "\xEF\xBB\xBF" + QString(text).replace(u'\n', u"\r\n"_s).toUtf8();
}

FixScript FixScript::of(const CatalogueScript &known, const Placeholders &names)
{
    const Template source(resource(known.id));
    FixScript script{known.id,
                     Catalogue::translated(known.title),
                     Catalogue::translated(known.what),
                     Catalogue::translated(known.undo),
                     {}};
    QString frame = resource(u"frame"_s);
    frame.replace(u"{{names}}"_s, source.variables().join(u", "_s));
    frame.replace(u"{{parameters}}"_s, source.parameters);
    // Last, so that nothing is looked for in the values.
    const QStringList parts = frame.replace(u"{{body}}"_s, source.body).split(u"{{values}}"_s);
    script.text = header(script, known.isOnline) + parts.value(0) + names.command(source.values.join(u'\n'))
        + parts.value(1) + u'\n';
    return script;
}

} // namespace Setup
