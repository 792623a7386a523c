// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/applycommand.h"

#include "cli/console.h"
#include "cli/portaltext.h"
#include "cli/words.h"
#include "core/integrationfile.h"
#include "core/problemcodes.h"
#include "setup/inportal.h"

#include <QJsonDocument>
#include <QMetaEnum>

#include <utility>

namespace Setup {

using namespace Qt::StringLiterals;

using State = Session::State;

namespace {

QString stateId(State state)
{
    QString id = QString::fromLatin1(QMetaEnum::fromType<State>().valueToKey(static_cast<int>(state)));
    id[0] = id.at(0).toLower();
    return id;
}

} // namespace

ApplyCommand::ApplyCommand(Workbench &workbench, Console &console, ApplyOptions options, QObject *parent)
    : Command(parent)
    , m_workbench(workbench)
    , m_console(console)
    , m_options(std::move(options))
    , m_visit(workbench, console)
    , m_guide(workbench, console)
    , m_passwords(console)
{
    connect(&m_guide, &MicrosoftGuide::ready, this, &ApplyCommand::beginOnline);
    m_next.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, &ApplyCommand::next);
    connect(&m_visit, &PortalVisit::finished, this, &ApplyCommand::takeVisit);
    connect(&m_look, &CloudLook::finished, this, &ApplyCommand::takeLook);
}

ApplyCommand::~ApplyCommand() = default;

void ApplyCommand::start()
{
    m_codes.clear();
    m_waiting = QQueue<QString>();
    m_waiting.append(m_options.files);
    m_next.start();
}

void ApplyCommand::cancel()
{
    m_next.stop();
    m_waiting.clear();
    m_visit.cancel();
    m_look.cancel();
    m_guide.cancel();
    if (!m_session)
        return;
    m_session->disconnect(this);
    m_session->cancel();
    if (!m_isReported)
        report(true);
    m_session.reset();
}

void ApplyCommand::next()
{
    m_session.reset();
    m_pushed.reset();
    m_isReported = false;
    if (m_waiting.isEmpty()) {
        emit finished(gravest(m_codes));
        return;
    }
    m_file = m_waiting.dequeue();
    const auto integration = integrationFromFile(m_file);
    if (!integration)
        return fail(integration.problem());
    if (integration->portal.isEmpty())
        return fail({Code::InputMissing, {}, {{u"field"_s, u"portal"_s}}});
    begin(*integration);
}

void ApplyCommand::begin(const Integration &integration)
{
    const auto session = m_workbench.sessionToApply(integration);
    if (!session)
        return fail(session.problem());
    m_session = *session;
    connect(m_session.get(), &Session::runFinished, this, &ApplyCommand::takeChecks, Qt::QueuedConnection);
    connect(m_session.get(), &Session::reached, this, &ApplyCommand::showArrow);
    connect(m_session.get(), &Session::pushFinished, this, &ApplyCommand::takePush);
    connect(m_session.get(), &Session::saveFailed, this,
            [this](const Problem &problem) { m_console.tell(problem); });
    connect(m_session.get(), &Session::keychainWaits, this,
            [this] { m_console.say(tr("The keychain may be waiting for you in a window of its own.")); });
    m_isAsked = false;
    visit(SignInWay::Kind::Kept);
}

void ApplyCommand::visit(SignInWay::Kind kind)
{
    SignInWay way;
    way.kind = kind;
    m_visit.start({m_session->integration().portal, m_options.acceptPortal, way});
}

void ApplyCommand::takeVisit(const Result<Done> &result)
{
    const bool isMissing = !result && result.problem().code == Code::SignInRequired;
    if (isMissing && m_options.signsIn && !std::exchange(m_isAsked, true))
        return visit(m_options.microsoft.byDevice ? SignInWay::Kind::Device : SignInWay::Kind::Browser);
    if (!result)
        return fail(result.problem());
    if (const auto may = m_visit.portal()->mayIntegrate(); !may)
        return fail(may.problem());
    m_session->setPortal(m_visit.portal());
    if (m_options.keepSecret)
        m_session->setKeepPassword(true);
    const bool isOnline = m_session->integration().online() != nullptr;
    if (m_options.passwordFromStdin && !isOnline) {
        const auto taken = takePassword();
        return taken ? check() : fail(taken.problem());
    }
    const bool checksHold = m_session->state() != State::Draft && m_session->state() != State::HandedOff;
    if (isOnline && !checksHold)
        return m_guide.start(*m_session, m_options.microsoft);
    if (checksHold)
        takeChecks();
    else
        loadPassword();
}

Result<Done> ApplyCommand::takePassword()
{
    const auto password = m_passwords.of(m_session->integration());
    if (!password)
        return password.problem();
    m_session->setPassword(*password);
    return Done{};
}

void ApplyCommand::loadPassword()
{
    connect(m_session.get(), &Session::keptPasswordUnavailable, this, &ApplyCommand::fail);
    connect(m_session.get(), &Session::keptPasswordLoaded, this, &ApplyCommand::check);
    m_session->loadKeptPassword();
}

// There is no password: what an earlier sign-in left in the keychain spares the browser.
void ApplyCommand::beginOnline(const Result<Done> &ready)
{
    if (ready)
        loadPassword();
    else
        fail(ready.problem());
}

void ApplyCommand::check()
{
    if (m_session->isRunning())
        return;
    if (m_session->integration().server() && m_session->password().isEmpty())
        return fail({Code::PasswordMissing, {}, {}});
    const auto started = m_session->run();
    if (!started)
        fail(started.problem());
}

void ApplyCommand::takeChecks()
{
    if (!m_session)
        return;
    if (!m_options.accept.isEmpty())
        m_session->setAccepted(m_session->accepted() + m_options.accept);
    // The keychain writes one thing after the other: what shall be kept first.
    if (!m_session->isStoringPassword())
        return push();
    connect(m_session.get(), &Session::passwordKept, this,
            [this](const Result<Done> &kept) { kept ? push() : fail(kept.problem()); });
}

void ApplyCommand::push()
{
    const auto started = m_session->push(m_visit.portal());
    if (!started)
        fail(started.problem());
}

void ApplyCommand::showArrow(State state)
{
    if (m_options.format != ReportFormat::Text)
        return;
    if (state == State::SecretStored)
        m_console.out(tr("The password is in the keychain.\n").toUtf8());
    else if (state == State::Submitted)
        m_console.out(tr("The integration is on its way to the portal.\n").toUtf8());
    else if (state == State::Confirmed)
        m_console.out(tr("The portal has confirmed it.\n").toUtf8());
}

void ApplyCommand::takePush(const Result<PushOutcome> &result)
{
    m_pushed = result;
    if (result) {
        if (!result->isOurs || !result->differences.isEmpty())
            m_codes.append(ExitCode::Failed);
        return m_look.start(*m_visit.portal(), *m_session);
    }
    m_codes.append(exitCodeOf(result.problem()));
    goOn();
}

void ApplyCommand::takeLook(const Result<Done> &result)
{
    if (!result) {
        m_console.tell(result.problem());
        m_codes.append(exitCodeOf(result.problem()));
    } else {
        m_codes.append(exitCodeOf(m_session->cloudResult()->verdict()));
    }
    goOn();
}

// The report first, and then the next file.
void ApplyCommand::goOn()
{
    report(false);
    if (!*m_pushed)
        m_console.tellAs(u"%1: %2"_s.arg(m_file, inWords(m_pushed->problem())), m_pushed->problem());
    else if (const auto &leftBehind = (*m_pushed)->leftBehind) {
        m_console.tell(*leftBehind);
        m_codes.append(exitCodeOf(*leftBehind));
    }
    m_session->disconnect(this);
    m_next.start();
}

void ApplyCommand::report(bool isCancelled)
{
    m_isReported = true;
    QJsonObject report = m_session->report(u"apply"_s);
    if (isCancelled)
        report.insert(u"verdict"_s, toString(Verdict::Cancelled));
    report.insert(u"push"_s, pushEntry());
    if (const auto clean = m_session->mayLeave(QJsonDocument(report).toJson()); !clean) {
        m_console.tell(clean.problem());
        m_codes.append(exitCodeOf(clean.problem()));
        return;
    }
    m_console.out(render(report, m_options.format));
    if (m_options.format != ReportFormat::Text)
        return;
    m_console.out('\n' + whatStands().toUtf8() + '\n');
}

QJsonObject ApplyCommand::pushEntry() const
{
    QJsonObject entry{{u"portal"_s, m_session->integration().portal.toString()},
                      {u"state"_s, stateId(m_session->state())},
                      {u"outcomeOpen"_s, m_session->isOutcomeOpen()}};
    if (!m_session->portalId().isEmpty())
        entry.insert(u"id"_s, m_session->portalId());
    if (m_pushed && *m_pushed) {
        entry.insert(u"isOurs"_s, (*m_pushed)->isOurs);
        entry.insert(u"differences"_s, QJsonArray::fromStringList((*m_pushed)->differences));
    } else if (m_pushed) {
        entry.insert(u"problem"_s, toJson(m_pushed->problem()));
    }
    return entry;
}

QString ApplyCommand::whatStands() const
{
    const InPortal standing = inPortal(*m_session);
    if (standing == InPortal::Unknown)
        return tr("It is not known whether the portal has made the integration. The same command finds out; "
                  "it makes no second one.");
    if (!m_pushed || !*m_pushed)
        return standing == InPortal::Nothing ? tr("Nothing was made in the portal.")
                                             : tr("The integration is in the portal.");
    const PushOutcome &outcome = **m_pushed;
    QString text = outcome.isOurs ? tr("The integration is in the portal:")
                                  : tr("Somebody else had made this integration; nothing was changed:");
    text += u'\n' + integrationBlock(outcome.integration);
    if (!outcome.differences.isEmpty())
        text += tr("It differs from what the file says in: %1").arg(outcome.differences.join(u", "_s));
    return text;
}

void ApplyCommand::fail(const Problem &problem)
{
    if (problem.code == Code::Cancelled) // by the user, at a prompt: the other files were not meant, either
        m_waiting.clear();
    if (m_session)
        m_session->disconnect(this);
    m_console.tellAs(u"%1: %2"_s.arg(m_file, inWords(problem)), problem);
    m_codes.append(exitCodeOf(problem));
    m_next.start();
}

} // namespace Setup
