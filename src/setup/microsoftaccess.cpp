// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/microsoftaccess.h"

#include "core/problemcodes.h"
#include "microsoft/adminconsent.h"
#include "microsoft/clouds.h"
#include "microsoft/microsofterror.h"
#include "setup/found.h"

#include <algorithm>
#include <utility>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

bool isGood(const Finding *finding)
{
    return finding && (finding->status == FindingStatus::Pass || finding->status == FindingStatus::Warn);
}

// The portal's calls come from AskCody's own application, so whatever any of them was told holds for it.
EwsSeen seenBy(const CloudResult &result)
{
    for (const Finding &rung : result.rungs) {
        if (rung.problem && rung.problem->code == Code::Http403EwsDisabled)
            return EwsSeen::Disabled;
        if (rung.problem && rung.problem->code == Code::Http403EwsBlockedByPolicy)
            return EwsSeen::BlockedByPolicy;
        if (rung.problem && rung.problem->code == Code::Http403Licence)
            return EwsSeen::LicenceRefused;
    }
    const bool hasAnswered = std::any_of(result.rungs.begin(), result.rungs.end(), [](const Finding &rung) {
        return (rung.checkId.startsWith("ews."_L1) || rung.checkId == "microsoft.ewspolicy"_L1)
            && isGood(&rung);
    });
    return hasAnswered ? EwsSeen::Answered : EwsSeen::NotTested;
}

} // namespace

MicrosoftAccess::MicrosoftAccess(const CheckServices &services, const QUuid &integration,
                                 BrowserAddress browserAddress, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_browserAddress(std::move(browserAddress))
    , m_kept(m_services.secrets, integration)
{
    connect(&m_desk, &SignInDesk::browserNeeded, this,
            [this](const QUrl &url) { emit browserNeeded(m_browserAddress(url)); });
    connect(&m_desk, &SignInDesk::nothingCameBack, this, &MicrosoftAccess::nothingCameBack);
    connect(&m_desk, &SignInDesk::codeReady, this,
            [this](const DeviceCode &code) { emit codeReady(code.withPages(m_browserAddress)); });
    connect(&m_desk, &SignInDesk::answered, this, &MicrosoftAccess::answered);
    connect(&m_desk, &SignInDesk::kept, this, &MicrosoftAccess::store);
    connect(&m_kept, &KeptMicrosoft::loaded, this, &MicrosoftAccess::takeLoaded);
    connect(&m_kept, &KeptMicrosoft::stored, this, &MicrosoftAccess::stored);
    connect(&m_kept, &KeptMicrosoft::forgotten, this, &MicrosoftAccess::forgotten);
}

MicrosoftAccess::~MicrosoftAccess() = default;

void MicrosoftAccess::tellInput(const OnlineInput &input)
{
    if (input == m_input)
        return;
    m_input = input;
    emit changed();
}

void MicrosoftAccess::restore(const std::optional<MicrosoftSubject> &subject, const OnlineInput &input,
                              bool keeps)
{
    if (keeps)
        m_kept.want();
    m_isAside = !subject;
    m_subject = subject.value_or(MicrosoftSubject());
    m_input = input;
}

void MicrosoftAccess::setSubject(const std::optional<MicrosoftSubject> &subject)
{
    const bool wasAside = std::exchange(m_isAside, !subject);
    if (m_isAside && !wasAside)
        m_kept.drop();
    if (m_isAside)
        return cancelConsent();
    if (*subject == m_subject && wasAside)
        store();
    if (*subject == m_subject)
        return;
    const MicrosoftSubject before = std::exchange(m_subject, *subject);
    const bool isOther = m_subject.account != before.account || !m_subject.isSameOrganization(before);
    if (isOther)
        cancelConsent();
    if (!m_subject.isSameOrganization(before))
        m_tenant = {};
    m_input = m_subject.stillTold(m_input, before);
    dropLoginOfOther(isOther);
    emit changed();
}

// Its tokens are good for one application of one organisation, and stand for one person.
bool MicrosoftAccess::isOfSubject() const
{
    const QString &client = m_input.signInClientId.isEmpty() ? m_subject.clientId : m_input.signInClientId;
    return !client.isEmpty() && SignInDesk::clientOf(m_desk.key()) == client;
}

void MicrosoftAccess::dropLoginOfOther(bool isOther)
{
    const bool isNamed = !m_input.signInClientId.isEmpty() || !m_subject.clientId.isEmpty();
    if (!isOther && (!isNamed || isOfSubject() || m_desk.key().isEmpty()))
        return;
    m_desk.forget();
    m_kept.drop();
}

std::optional<MicrosoftAccount> MicrosoftAccess::account() const
{
    return isSignedIn() ? MicrosoftAccount::of(m_desk.tokens()) : std::nullopt;
}

void MicrosoftAccess::setPortal(const std::optional<PortalDescription> &description)
{
    m_app = description ? description->exchangeApp : std::nullopt;
    const QString application = m_app ? m_app->clientId : QString();
    const bool isOther = application != m_input.exchangeAppId;
    if (isOther)
        cancelConsent();
    OnlineInput input = isOther ? withoutAnswers(m_input) : m_input;
    input.signInClientId = description ? description->signInClientId : QString();
    input.exchangeAppId = application;
    if (input == m_input)
        return;
    m_input = input;
    dropLoginOfOther(false);
    emit changed();
}

void MicrosoftAccess::setAsksGraph(bool asks)
{
    OnlineInput input = m_input;
    input.asksGraph = asks;
    tellInput(input);
}

Result<Done> MicrosoftAccess::setOrganizationSettings(const QString &pasted)
{
    const auto settings = ewsSettingsFromText(pasted);
    if (!settings)
        return settings.problem();
    if (settingsOwner(pasted) == EwsSettings::Owner::Mailbox)
        return Problem{Code::EwsSettingsOfMailbox, {}, {}};
    OnlineInput input = m_input;
    input.organization = *settings;
    tellInput(input);
    return Done{};
}

Result<Done> MicrosoftAccess::setMailboxSettings(const QString &pasted)
{
    const auto settings = ewsSettingsFromText(pasted);
    if (!settings)
        return settings.problem();
    if (settingsOwner(pasted) == EwsSettings::Owner::Organization)
        return Problem{Code::EwsSettingsOfOrganization, {}, {}};
    OnlineInput input = m_input;
    input.mailbox = settings->ewsEnabled;
    tellInput(input);
    return Done{};
}

Problem MicrosoftAccess::readErrorPage(const QString &pasted)
{
    return problemOfPastedError(pasted);
}

Result<Done> MicrosoftAccess::askConsent(const QList<Finding> &findings)
{
    if (hasRun(findings, u"discover.tenant"_s))
        m_tenant = factsIn(findings, u"discover.tenant"_s);
    const QJsonObject &tenant = m_tenant;
    const Cloud *cloud = Clouds::standard().find(tenant["cloud"_L1].toString());
    if (m_input.exchangeAppId.isEmpty())
        return Problem{Code::MicrosoftClientUnknown, {}, {}};
    if (!cloud || !tenant["exists"_L1].toBool())
        return Problem{Code::MicrosoftTenantNotFound, {}, {}};
    const Cloud *apps = m_app ? Clouds::standard().find(m_app->cloud) : nullptr;
    if (apps && apps->authority != cloud->authority)
        return Problem{
            Code::MicrosoftOtherCloud,
            {},
            {{u"cloud"_s, cloud->id}, {u"expected"_s, apps->id}, {u"application"_s, m_app->clientId}}};
    m_consent =
        std::make_unique<AdminConsent>(m_services.random,
                                       ConsentQuery{{cloud->authority, tenant["tenantId"_L1].toString(),
                                                     m_input.exchangeAppId, cloud->ewsScope(u".default"_s)}});
    connect(m_consent.get(), &AdminConsent::browserNeeded, this,
            [this](const QUrl &url) { emit browserNeeded(m_browserAddress(url)); });
    connect(m_consent.get(), &AdminConsent::nothingCameBack, this, &MicrosoftAccess::nothingCameBack);
    connect(m_consent.get(), &AdminConsent::finished, this, &MicrosoftAccess::takeConsent);
    m_consent->start();
    return Done{};
}

// Whoever stops waiting may have accepted before.
void MicrosoftAccess::cancelConsent()
{
    if (!std::exchange(m_consent, nullptr) || m_input.consent != OnlineInput::Consent::Refused)
        return;
    m_input.consent = OnlineInput::Consent::Unanswered;
    m_input.consentProblem.reset();
}

void MicrosoftAccess::takeConsent(const Result<ConsentAnswer> &result)
{
    const auto ended = std::move(m_consent);
    const Result<ConsentAnswer> outcome = result;
    const bool isRefused = !outcome && isSaidByPage(outcome.problem());
    m_input.consent = isRefused ? OnlineInput::Consent::Refused : OnlineInput::Consent::Unanswered;
    if (outcome)
        m_input.consent = OnlineInput::Consent::SaidYes;
    m_input.consentProblem = outcome ? std::nullopt : std::optional(outcome.problem());
    const QPointer<MicrosoftAccess> here(this);
    emit changed();
    if (here)
        emit consentFinished(outcome);
}

void MicrosoftAccess::takeCloudResult(const CloudResult &result)
{
    OnlineInput input = m_input;
    input.provedByPortal = isGood(findingIn(result.rungs, u"microsoft.consent"_s))
        || isGood(findingIn(result.rungs, u"auth.login"_s));
    input.seenByPortal = seenBy(result);
    tellInput(input);
}

void MicrosoftAccess::setKept(bool keep)
{
    if (!keep)
        return m_kept.doNotWant();
    m_kept.want();
    store();
}

void MicrosoftAccess::store()
{
    if (!m_isAside)
        m_kept.store(
            {m_desk.key(), m_desk.tokens().refreshToken, m_desk.subject(m_desk.key()), m_subject.account});
}

// That nothing is there is no fault: then somebody signs in.
void MicrosoftAccess::takeLoaded(const Result<Secret> &result)
{
    if (!result) {
        const bool isAbsent = result.problem().code == Code::KeychainEntryMissing;
        emit loaded(isAbsent ? Result<Done>(Done{}) : Result<Done>(result.problem()));
        return;
    }
    const auto login = keptMicrosoftLogin(*result);
    const bool isOurs = login && (login->account.isEmpty() || login->account == m_subject.account);
    if (isOurs && m_desk.tokens().accessToken.isEmpty())
        m_desk.restore(login->key, login->refreshToken, login->subject);
    emit loaded(login ? Result<Done>(Done{}) : Result<Done>(login.problem()));
}

void MicrosoftAccess::forget()
{
    m_desk.forget();
    m_kept.forget();
}

} // namespace Setup
