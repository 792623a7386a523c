// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/problem.h"
#include "setup/keptproxy.h"
#include "setup/workbench.h"
#include "support/reportformat.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QStringList>

namespace Setup {

// The options and words of one command, read with rules. The first thing that is wrong is remembered as
// error().
class Arguments
{
    Q_DECLARE_TR_FUNCTIONS(Arguments)

public:
    // command: "check", as it stands in the help text.
    explicit Arguments(QString command);

    Arguments &word(const QString &name, const QString &description, const QString &syntax = {});
    Arguments &option(const QCommandLineOption &option);
    Arguments &options(const QList<QCommandLineOption> &options);
    Arguments &formats(const QStringList &possible); // --format, the first is the default
    Arguments &outward(); // --proxy, for what goes out into the network
    void read(const QStringList &arguments);

    bool wantsHelp() const { return m_parser.isSet(QStringLiteral("help")); }
    QString helpText() const;
    QString error() const { return m_error; }
    Problem problem() const { return m_problem; } // the same as data
    QString command() const { return m_command; }
    bool wantsJson() const;

    bool isSet(const QString &name) const { return m_parser.isSet(name); }
    QString value(const QString &name) const { return m_parser.value(name); }
    QStringList words(qsizetype atLeast, qsizetype atMost);
    // Only text can follow text: more than one file has no place in one JSON object.
    void oneFileUnless(ReportFormat format, const QStringList &files);
    // The words, of which the first must be one of these.
    QStringList oneOf(const QStringList &possible, const QStringList &words);
    ReportFormat format();
    void notBoth(const QString &one, const QString &other);
    void onlyWith(const QString &one, const QString &other);
    int number(const QString &name, int from, int to);
    QStringList hosts(const QString &name);
    static QStringList allCheckIds();
    QStringList checkIds(const QString &name);
    QStringList listOf(const QString &name, const QStringList &possible);
    QString email(const QString &typed);
    std::optional<ProxySettings> proxy(const QString &typed); // empty: as it is set
    // --portal: an address, or the region of one that is known.
    QUrl portal(const QList<PortalSite> &known);

private:
    void refuse(const QString &error);
    void refuse(const Problem &problem);
    void refuse(const QString &error, const Problem &problem);

    // "<file>..." and what is meant by it.
    struct Word
    {
        QString syntax;
        QString description;
    };

    QString m_command;
    QList<Word> m_words;
    QStringList m_formats;
    QString m_error;
    Problem m_problem;
    QCommandLineParser m_parser;
};

} // namespace Setup
