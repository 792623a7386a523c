// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/commandline.h"

#include "checks/checkids.h"
#include "cli/applycommand.h"
#include "cli/arguments.h"
#include "cli/bundlecommand.h"
#include "cli/checkcommand.h"
#include "cli/comparecommand.h"
#include "cli/discovercommand.h"
#include "cli/explaincommand.h"
#include "cli/listcommand.h"
#include "cli/logincommand.h"
#include "cli/logoutcommand.h"
#include "cli/outwardcommand.h"
#include "cli/proxycommand.h"
#include "cli/removecommand.h"
#include "cli/replaycommand.h"
#include "cli/roomsprint.h"
#include "cli/scriptcommand.h"
#include "cli/secretscommand.h"
#include "cli/sharedoptions.h"
#include "cli/textcommand.h"
#include "cli/words.h"
#include "diagnosis/catalogue.h"
#include "setup/supposition.h"

#include <QHash>

#include <limits>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr auto Any = std::numeric_limits<qsizetype>::max();

} // namespace

CommandLine::CommandLine(Workbench &workbench, Console &console, QObject *parent)
    : QObject(parent)
    , m_workbench(workbench)
    , m_console(console)
    , m_parting(workbench.farewells())
{
    connect(&m_parting, &Parting::finished, this, [this] { emit finished(m_code); });
}

CommandLine::~CommandLine() = default;

void CommandLine::start(const QStringList &arguments)
{
    m_command = make(arguments);
    connect(m_command.get(), &Command::finished, this, &CommandLine::leave);
    m_command->start();
}

void CommandLine::cancel()
{
    if (!m_command)
        return;
    m_command->disconnect(this);
    m_command->cancel();
    leave(ExitCode::Cancelled);
}

void CommandLine::leave(ExitCode code)
{
    m_console.conclude(code);
    m_code = m_console.hasLost() ? gravest({code, ExitCode::Usage}) : code;
    m_parting.start();
}

std::unique_ptr<Command> CommandLine::say(const QString &text, ExitCode code)
{
    return std::make_unique<TextCommand>(m_console, text, code);
}

std::unique_ptr<Command> CommandLine::insteadOf(const Arguments &arguments)
{
    if (arguments.wantsHelp())
        return say(arguments.helpText(), ExitCode::Ok);
    if (arguments.wantsJson())
        m_console.expectObject(arguments.command());
    if (!arguments.error().isEmpty())
        return std::make_unique<TextCommand>(m_console, arguments.error(), ExitCode::Usage,
                                             arguments.problem());
    return nullptr;
}

std::unique_ptr<Command> CommandLine::listing(const Arguments &arguments, const QStringList &names)
{
    if (auto other = insteadOf(arguments))
        return other;
    return say(arguments.wantsJson() ? QString::fromUtf8(namesDocument(arguments.command(), names))
                                     : names.join(u'\n') + u'\n',
               ExitCode::Ok);
}

std::unique_ptr<Command> CommandLine::outward(Arguments &arguments, std::unique_ptr<Command> command)
{
    const auto proxy = arguments.proxy(arguments.value(u"proxy"_s));
    if (auto other = insteadOf(arguments))
        return other;
    return std::make_unique<OutwardCommand>(m_workbench, m_console, proxy, std::move(command));
}

std::unique_ptr<Command> CommandLine::make(const QStringList &arguments)
{
    using Maker = std::unique_ptr<Command> (CommandLine::*)(const QStringList &);
    static const QHash<QString, Maker> makers{
        {u"apply"_s, &CommandLine::makeApply},       {u"bundle"_s, &CommandLine::makeBundle},
        {u"check"_s, &CommandLine::makeCheck},       {u"compare"_s, &CommandLine::makeCompare},
        {u"discover"_s, &CommandLine::makeDiscover}, {u"explain"_s, &CommandLine::makeExplain},
        {u"list"_s, &CommandLine::makeList},         {u"login"_s, &CommandLine::makeLogin},
        {u"logout"_s, &CommandLine::makeLogout},     {u"proxy"_s, &CommandLine::makeProxy},
        {u"remove"_s, &CommandLine::makeRemove},     {u"replay"_s, &CommandLine::makeReplay},
        {u"rooms"_s, &CommandLine::makeRooms},       {u"script"_s, &CommandLine::makeScript},
        {u"secrets"_s, &CommandLine::makeSecrets}};
    const QString name = arguments.value(0);
    if (const Maker maker = makers.value(name))
        return (this->*maker)(arguments.mid(1));
    if (name == "--version"_L1)
        return say(QCoreApplication::applicationVersion() + u'\n', ExitCode::Ok);
    if (name.isEmpty() || name == "--help"_L1 || name == "-h"_L1 || name == "help"_L1)
        return say(usage(), name.isEmpty() ? ExitCode::Usage : ExitCode::Ok);
    const Problem unknown = unknownCommand(name, makers.keys());
    return std::make_unique<TextCommand>(m_console, inWords(unknown) + u"\n\n"_s + usage(), ExitCode::Usage,
                                         unknown);
}

std::unique_ptr<Command> CommandLine::makeCheck(const QStringList &words)
{
    Arguments arguments(u"check"_s);
    arguments.outward()
        .word(u"file"_s, tr("JSON file that describes the integration."), u"<file>..."_s)
        .option(passwordOption())
        .option({u"keep-secret"_s, tr("Keep the password in the keychain when the login works.")})
        .option({u"trust-ca"_s, tr("Trust the CA in this PEM file for the Exchange hosts."), tr("file")})
        .option({u"accept-host"_s, tr("Let this host have the login, too."), tr("name")})
        .option({u"login-attempts"_s, tr("Rejected logins that a run may cost, 1 to 3."), u"n"_s, u"1"_s})
        .option({u"only"_s, tr("Only this check and what it needs."), u"id"_s})
        .option({u"record"_s, tr("Write a recording (HAR, without secrets)."), tr("file")})
        .option(madeUpNamesOption())
        .option(analyzerOption())
        .options(microsoftOptions())
        .option({u"list-checks"_s, tr("Print the ids of all checks.")})
        .formats(reportFormatNames())
        .read(words);
    if (arguments.isSet(u"list-checks"_s))
        return listing(arguments, Arguments::allCheckIds());
    const CheckOptions options{arguments.words(1, Any),
                               arguments.isSet(u"password-stdin"_s),
                               arguments.isSet(u"keep-secret"_s),
                               arguments.value(u"trust-ca"_s),
                               arguments.hosts(u"accept-host"_s),
                               arguments.number(u"login-attempts"_s, 1, 3),
                               arguments.checkIds(u"only"_s),
                               arguments.format(),
                               microsoftPlan(arguments),
                               arguments.value(u"record"_s),
                               arguments.isSet(u"made-up-names"_s),
                               arguments.value(u"rca"_s)};
    arguments.oneFileUnless(ReportFormat::Text, options.files);
    arguments.onlyWith(u"made-up-names"_s, u"record"_s);
    return outward(arguments, std::make_unique<CheckCommand>(m_workbench, m_console, options));
}

std::unique_ptr<Command> CommandLine::makeRooms(const QStringList &words)
{
    Arguments arguments(u"rooms"_s);
    arguments.outward()
        .word(u"file"_s, tr("JSON file that describes the integration."))
        .option(passwordOption())
        .option({u"trust-ca"_s, tr("Trust the CA in this PEM file for the Exchange hosts."), tr("file")})
        .option({u"accept-host"_s, tr("Let this host have the login, too."), tr("name")})
        .option(deviceOption())
        .formats(shortFormats())
        .read(words);
    CheckOptions options;
    options.files = arguments.words(1, 1);
    options.passwordFromStdin = arguments.isSet(u"password-stdin"_s);
    options.trustCa = arguments.value(u"trust-ca"_s);
    options.acceptHosts = arguments.hosts(u"accept-host"_s);
    // Where one of them does not apply, it is not planned.
    options.only = QStringList{QString(CheckId::Rooms), QString(CheckId::GraphRooms)};
    options.format = arguments.format();
    options.microsoft.byDevice = arguments.isSet(u"device"_s);
    options.microsoft.graph = true;
    options.print = renderRooms;
    return outward(arguments, std::make_unique<CheckCommand>(m_workbench, m_console, options));
}

std::unique_ptr<Command> CommandLine::makeApply(const QStringList &words)
{
    Arguments arguments(u"apply"_s);
    arguments.outward()
        .word(u"file"_s, tr("JSON file that describes the integration and names its portal."), u"<file>..."_s)
        .option({u"accept"_s, tr("Go on although this check fails."), u"id"_s})
        .option(acceptPortalOption())
        .option({u"sign-in"_s, tr("Where no sign-in to the portal is kept, sign in now, for this once.")})
        .option(passwordOption())
        .option({u"keep-secret"_s, tr("Keep the password in the keychain afterwards, for later checks.")})
        .options(microsoftOptions())
        .formats(shortFormats())
        .read(words);
    const ApplyOptions options{arguments.words(1, Any),
                               arguments.checkIds(u"accept"_s),
                               arguments.isSet(u"accept-portal"_s),
                               arguments.isSet(u"keep-secret"_s),
                               arguments.isSet(u"password-stdin"_s),
                               arguments.isSet(u"sign-in"_s),
                               microsoftPlan(arguments),
                               arguments.format()};
    arguments.oneFileUnless(ReportFormat::Text, options.files);
    return outward(arguments, std::make_unique<ApplyCommand>(m_workbench, m_console, options));
}

std::unique_ptr<Command> CommandLine::makeDiscover(const QStringList &words)
{
    Arguments arguments(u"discover"_s);
    arguments.outward()
        .word(u"email"_s, tr("Address of the service account."))
        .formats(shortFormats())
        .read(words);
    const QString email = arguments.email(arguments.words(1, 1).value(0));
    const DiscoverOptions options{email, arguments.format()};
    return outward(arguments, std::make_unique<DiscoverCommand>(m_workbench, m_console, options));
}

std::unique_ptr<Command> CommandLine::makeReplay(const QStringList &words)
{
    Arguments arguments(u"replay"_s);
    arguments.word(u"recording"_s, tr("A recording (HAR) that this program wrote."))
        .option(analyzerOption())
        .option(
            {u"what-if"_s,
             tr("Suppose that this was so, although it was not: %1.").arg(Supposition::all().join(u", "_s)),
             u"id"_s})
        .formats(reportFormatNames())
        .read(words);
    const ReplayOptions options{arguments.words(1, 1).value(0),
                                arguments.listOf(u"what-if"_s, Supposition::all()), arguments.format(),
                                arguments.value(u"rca"_s)};
    if (auto other = insteadOf(arguments))
        return other;
    return std::make_unique<ReplayCommand>(m_workbench, m_console, options);
}

std::unique_ptr<Command> CommandLine::makeCompare(const QStringList &words)
{
    Arguments arguments(u"compare"_s);
    arguments.word(u"recording"_s, tr("A recording (HAR) that this program wrote."))
        .word(u"other"_s, tr("Another one: of another day, or of a customer where it works."))
        .formats(shortFormats())
        .read(words);
    const QStringList files = arguments.words(2, 2);
    const CompareOptions options{files.value(0), files.value(1), arguments.format()};
    if (auto other = insteadOf(arguments))
        return other;
    return std::make_unique<CompareCommand>(m_workbench, m_console, options);
}

std::unique_ptr<Command> CommandLine::makeBundle(const QStringList &words)
{
    Arguments arguments(u"bundle"_s);
    arguments.word(u"recording"_s, tr("A recording (HAR) that this program wrote."))
        .option(madeUpNamesOption())
        .option({u"save"_s, tr("Write it to a file; else what is in it is printed, in words."), tr("file")})
        .read(words);
    const BundleOptions options{arguments.words(1, 1).value(0), arguments.isSet(u"made-up-names"_s),
                                arguments.value(u"save"_s)};
    if (auto other = insteadOf(arguments))
        return other;
    return std::make_unique<BundleCommand>(m_console, options);
}

std::unique_ptr<Command> CommandLine::makeExplain(const QStringList &words)
{
    Arguments arguments(u"explain"_s);
    arguments.word(u"code"_s, tr("A code as it stands in a report."))
        .option({u"list"_s, tr("Print all codes.")})
        .option({u"seen"_s, tr("Weigh the causes by what this report (JSON) saw."), tr("file")})
        .formats(shortFormats())
        .read(words);
    if (arguments.isSet(u"list"_s))
        return listing(arguments, Catalogue::standard().codes());
    const ExplainOptions options{arguments.words(1, 1).value(0), arguments.format(),
                                 arguments.value(u"seen"_s)};
    if (auto other = insteadOf(arguments))
        return other;
    return std::make_unique<ExplainCommand>(m_console, options);
}

std::unique_ptr<Command> CommandLine::makeScript(const QStringList &words)
{
    Arguments arguments(u"script"_s);
    arguments.word(u"name"_s, tr("A script as a report or --list names it."))
        .word(u"file"_s, tr("JSON file that describes the integration: its names are filled in."),
              u"[<file>]"_s)
        .option({u"list"_s, tr("Print the names of all scripts.")})
        .option({u"save"_s, tr("Write it, as Windows PowerShell reads it; else it is printed."), tr("file")})
        .read(words);
    const bool isList = arguments.isSet(u"list"_s);
    const QStringList given = arguments.words(isList ? 0 : 1, 2);
    const ScriptOptions options{given.value(0), given.value(1), arguments.value(u"save"_s)};
    if (auto other = insteadOf(arguments))
        return other;
    if (isList)
        return say(ScriptCommand::list(), ExitCode::Ok);
    return std::make_unique<ScriptCommand>(m_console, options);
}

std::unique_ptr<Command> CommandLine::makeSecrets(const QStringList &words)
{
    Arguments arguments(u"secrets"_s);
    arguments.word(u"action"_s, tr("list or forget"))
        .word(u"name"_s, tr("What to forget; without a name: everything."), u"[<name>...]"_s)
        .formats(shortFormats())
        .read(words);
    const QStringList action = arguments.oneOf({u"list"_s, u"forget"_s}, arguments.words(1, Any));
    const SecretsOptions options{action.value(0) == "forget"_L1, action.mid(1), arguments.format()};
    if (auto other = insteadOf(arguments))
        return other;
    return std::make_unique<SecretsCommand>(m_workbench, m_console, options);
}

std::unique_ptr<Command> CommandLine::makeLogin(const QStringList &words)
{
    Arguments arguments(u"login"_s);
    addPortal(arguments)
        .option({u"device"_s, tr("Sign in on another device, with a code.")})
        .option(
            {u"client"_s, tr("Sign in as this application; its secret comes from standard input."), tr("id")})
        .formats(shortFormats())
        .read(words);
    arguments.words(0, 0);
    arguments.notBoth(u"device"_s, u"client"_s);
    const LoginOptions options{arguments.portal(m_workbench.knownPortals()),
                               arguments.isSet(u"accept-portal"_s), arguments.isSet(u"device"_s),
                               arguments.value(u"client"_s), arguments.format()};
    return outward(arguments, std::make_unique<LoginCommand>(m_workbench, m_console, options));
}

std::unique_ptr<Command> CommandLine::makeLogout(const QStringList &words)
{
    Arguments arguments(u"logout"_s);
    arguments.outward().option(portalOption()).read(words);
    arguments.words(0, 0);
    const QUrl portal = arguments.portal(m_workbench.knownPortals());
    return outward(arguments, std::make_unique<LogoutCommand>(m_workbench, m_console, portal));
}

std::unique_ptr<Command> CommandLine::makeList(const QStringList &words)
{
    Arguments arguments(u"list"_s);
    addPortal(arguments).formats(shortFormats()).read(words);
    arguments.words(0, 0);
    const ListOptions options{arguments.portal(m_workbench.knownPortals()),
                              arguments.isSet(u"accept-portal"_s), arguments.format()};
    return outward(arguments, std::make_unique<ListCommand>(m_workbench, m_console, options));
}

std::unique_ptr<Command> CommandLine::makeRemove(const QStringList &words)
{
    Arguments arguments(u"remove"_s);
    arguments.word(u"id"_s, tr("The integration's id, as list prints it."));
    addPortal(arguments).option({u"yes"_s, tr("Do not ask.")}).formats(shortFormats()).read(words);
    const RemoveOptions options{arguments.portal(m_workbench.knownPortals()), arguments.words(1, 1).value(0),
                                arguments.isSet(u"accept-portal"_s), arguments.isSet(u"yes"_s),
                                arguments.format()};
    return outward(arguments, std::make_unique<RemoveCommand>(m_workbench, m_console, options));
}

std::unique_ptr<Command> CommandLine::makeProxy(const QStringList &words)
{
    Arguments arguments(u"proxy"_s);
    arguments.word(u"proxy"_s, tr("host:port, none, or system; without it: what is set."), u"[<proxy>]"_s)
        .option({u"user"_s, tr("Log in to the proxy as this user; the password comes from standard input."),
                 tr("name")})
        .read(words);
    const QString typed = arguments.words(0, 1).value(0);
    const ProxyOptions options{arguments.proxy(typed), arguments.value(u"user"_s)};
    if (typed.isEmpty() && !options.user.isEmpty())
        arguments.words(1, 1);
    if (auto other = insteadOf(arguments))
        return other;
    return std::make_unique<ProxyCommand>(m_workbench, m_console, options);
}

} // namespace Setup
