// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/arguments.h"

#include "checks/check.h"
#include "cli/words.h"
#include "core/inputrules.h"

#include <QCoreApplication>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr auto Program = "askcody-exchange-setup-cli"_L1;

} // namespace

Arguments::Arguments(QString command)
    : m_command(std::move(command))
{
    m_parser.addOption({{u"h"_s, u"help"_s}, tr("Shows this text.")});
}

Arguments &Arguments::word(const QString &name, const QString &description, const QString &syntax)
{
    m_words.append({syntax.isEmpty() ? u"<%1>"_s.arg(name) : syntax, description});
    m_parser.addPositionalArgument(name, description, m_words.constLast().syntax);
    return *this;
}

Arguments &Arguments::option(const QCommandLineOption &option)
{
    m_parser.addOption(option);
    return *this;
}

Arguments &Arguments::options(const QList<QCommandLineOption> &options)
{
    m_parser.addOptions(options);
    return *this;
}

Arguments &Arguments::formats(const QStringList &possible)
{
    m_formats = possible;
    return option({u"format"_s, tr("How to print the result: %1.").arg(possible.join(u", "_s)), tr("format"),
                   possible.constFirst()});
}

Arguments &Arguments::outward()
{
    return option({u"proxy"_s, tr("This time by this proxy: host:port, none, or system."), tr("proxy")});
}

void Arguments::read(const QStringList &arguments)
{
    if (!m_parser.parse(QStringList(Program) + arguments)) // it skips the first
        refuse(m_parser.errorText());
}

// The parser writes what was started, with its path and without the command; here stands what one types.
QString Arguments::helpText() const
{
    QString text = m_parser.helpText();
    const QString started = QCoreApplication::arguments().constFirst();
    if (const qsizetype at = text.indexOf(started); at >= 0)
        text.replace(at, started.size(), u"%1 %2"_s.arg(Program, m_command));
    return text;
}

void Arguments::refuse(const QString &error)
{
    refuse(error, badArguments(error));
}

void Arguments::refuse(const Problem &problem)
{
    refuse(inWords(problem), problem);
}

void Arguments::refuse(const QString &error, const Problem &problem)
{
    if (!m_error.isEmpty())
        return;
    m_error = tr("%1: %2\nSee askcody-exchange-setup-cli %1 --help.").arg(m_command, error);
    m_problem = problem;
}

bool Arguments::wantsJson() const
{
    return m_formats.contains(u"json"_s) && value(u"format"_s) == "json"_L1;
}

QStringList Arguments::words(qsizetype atLeast, qsizetype atMost)
{
    const QStringList words = m_parser.positionalArguments();
    if (words.size() < atLeast)
        refuse(tr("%1 is missing: %2")
                   .arg(m_words.at(words.size()).syntax, m_words.at(words.size()).description));
    else if (words.size() > atMost)
        refuse(tr("\"%1\" is one too many.").arg(words.at(atMost)));
    return words;
}

QStringList Arguments::oneOf(const QStringList &possible, const QStringList &words)
{
    if (!possible.contains(words.value(0)))
        refuse(tr("it needs one of: %1").arg(possible.join(u", "_s)));
    return words;
}

void Arguments::oneFileUnless(ReportFormat format, const QStringList &files)
{
    if (files.size() > 1 && this->format() != format)
        refuse(tr("several files can be checked with --format text only."));
}

ReportFormat Arguments::format()
{
    const QString name = value(u"format"_s);
    if (!m_formats.contains(name))
        refuse(tr("--format takes one of: %1").arg(m_formats.join(u", "_s)));
    return reportFormatFromString(name).value_or(ReportFormat::Text);
}

void Arguments::notBoth(const QString &one, const QString &other)
{
    if (isSet(one) && isSet(other))
        refuse(tr("--%1 and --%2 exclude each other.").arg(one, other));
}

void Arguments::onlyWith(const QString &one, const QString &other)
{
    if (isSet(one) && !isSet(other))
        refuse(tr("--%1 belongs to --%2.").arg(one, other));
}

int Arguments::number(const QString &name, int from, int to)
{
    bool isNumber = false;
    const int number = value(name).toInt(&isNumber);
    if (isNumber && number >= from && number <= to)
        return number;
    refuse(tr("--%1 takes a number from %2 to %3.").arg(name, QString::number(from), QString::number(to)));
    return from;
}

QStringList Arguments::hosts(const QString &name)
{
    QStringList hosts;
    for (const QString &typed : m_parser.values(name)) {
        const auto host = InputRules::hostName(typed, u"--"_s + name);
        if (host)
            hosts.append(*host);
        else
            refuse(host.problem());
    }
    return hosts;
}

QStringList Arguments::allCheckIds()
{
    QStringList ids;
    for (const CheckDefinition &check : allChecks())
        ids.append(check.id);
    return ids;
}

QStringList Arguments::checkIds(const QString &name)
{
    return listOf(name, allCheckIds());
}

QStringList Arguments::listOf(const QString &name, const QStringList &possible)
{
    QStringList ids;
    for (const QString &value : m_parser.values(name))
        ids += value.split(u',', Qt::SkipEmptyParts);
    if (m_parser.isSet(name) && ids.isEmpty())
        refuse(tr("--%1 needs one of: %2").arg(name, possible.join(u", "_s)));
    for (const QString &id : ids)
        if (!possible.contains(id))
            refuse(tr("--%1 does not know %2. It knows: %3").arg(name, id, possible.join(u", "_s)));
    return ids;
}

QString Arguments::email(const QString &typed)
{
    const auto email = InputRules::email(typed, u"email"_s);
    if (!email)
        refuse(email.problem());
    return email ? *email : QString();
}

std::optional<ProxySettings> Arguments::proxy(const QString &typed)
{
    if (typed.isEmpty())
        return {};
    const auto proxy = KeptProxy::fromWord(typed);
    if (!proxy) {
        refuse(proxy.problem());
        return {};
    }
    return *proxy;
}

QUrl Arguments::portal(const QList<PortalSite> &known)
{
    const QString typed = value(u"portal"_s);
    QStringList regions;
    for (const PortalSite &site : known) {
        if (!site.region.isEmpty() && site.region == typed)
            return QUrl(site.origin);
        regions.append(site.region);
    }
    regions.removeAll(QString());
    regions.removeDuplicates();
    if (typed.isEmpty()) {
        refuse(tr("--portal is missing: the portal's address, or one of: %1").arg(regions.join(u", "_s)));
        return {};
    }
    const auto url = InputRules::portal(typed, u"--portal"_s);
    if (!url)
        refuse(url.problem());
    return url ? *url : QUrl();
}

} // namespace Setup
