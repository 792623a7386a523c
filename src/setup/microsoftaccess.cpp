// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/microsoftaccess.h"

#include "core/problemcodes.h"
#include "microsoft/adminconsent.h"
#include "microsoft/clouds.h"
#include "microsoft/microsofterror.h"
#include "secrets/secretstore.h"
#include "setup/found.h"
#include "setup/keptmicrosoftlogin.h"

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
    , m_entry(SecretStore::microsoftSignInName(integration))
    , m_browserAddress(std::move(browserAddress))
{
    connect(&m_desk, &SignInDesk::browserNeeded, this,
            [this](const QUrl &url) { emit browserNeeded(m_browserAddress(url)); });
    connect(&m_desk, &SignInDesk::nothingCameBack, this, &MicrosoftAccess::nothingCameBack);
    connect(&m_desk, &SignInDesk::codeReady, this, &MicrosoftAccess::codeReady);
    connect(&m_desk, &SignInDesk::answered, this, &MicrosoftAccess::answered);
    connect(&m_desk, &SignInDesk::kept, this, &MicrosoftAccess::store);
}

MicrosoftAccess::~MicrosoftAccess() = default;

void MicrosoftAccess::tellInput(const OnlineInput &input)
{
    if (input == m_input)
        return;
    m_input = input;
    emit changed();
}

void MicrosoftAccess::setPortal(const std::optional<PortalDescription> &description)
{
    m_app = description ? description->exchangeApp : std::nullopt;
    OnlineInput input = m_input;
    input.signInClientId = description ? description->signInClientId : QString();
    input.exchangeAppId = m_app ? m_app->clientId : QString();
    tellInput(input);
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
    const QJsonObject tenant = factsIn(findings, u"discover.tenant"_s);
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

void MicrosoftAccess::cancelConsent()
{
    m_consent.reset();
}

void MicrosoftAccess::takeConsent(const Result<ConsentAnswer> &result)
{
    const auto ended = std::move(m_consent);
    const Result<ConsentAnswer> outcome = result;
    OnlineInput input = m_input;
    input.consent = outcome ? OnlineInput::Consent::SaidYes : OnlineInput::Consent::Refused;
    input.consentProblem = outcome ? std::nullopt : std::optional(outcome.problem());
    m_input = input;
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
    m_isKept = keep;
    if (keep)
        return store();
    m_write.reset();
    abandonLoading();
    m_delete = m_services.secrets.remove(m_entry);
    connect(m_delete.get(), &DeleteSecret::finished, this, &MicrosoftAccess::stored);
    m_delete->start();
}

// Never two at once: which of them a keychain would leave is anybody's guess.
void MicrosoftAccess::store()
{
    if (!m_isKept || m_desk.tokens().refreshToken.isEmpty())
        return;
    m_isStale = m_write != nullptr;
    if (m_isStale)
        return;
    m_write = m_services.secrets.write(m_entry,
                                       toSecret(KeptMicrosoftLogin{m_desk.key(), m_desk.tokens().refreshToken,
                                                                   m_desk.subject(m_desk.key())}));
    connect(m_write.get(), &WriteSecret::finished, this, &MicrosoftAccess::takeStored);
    m_write->start();
}

void MicrosoftAccess::takeStored(const Result<Done> &result)
{
    const auto ended = std::move(m_write);
    const Result<Done> outcome = result;
    if (std::exchange(m_isStale, false))
        return store();
    emit stored(outcome);
}

void MicrosoftAccess::load()
{
    m_read = m_services.secrets.read(m_entry);
    connect(m_read.get(), &ReadSecret::finished, this, &MicrosoftAccess::takeLoaded);
    m_read->start();
}

// What the keychain is about to say is not wanted any more; whoever waits for it hears that there is nothing.
void MicrosoftAccess::abandonLoading()
{
    if (!m_read)
        return;
    m_read.reset();
    QMetaObject::invokeMethod(
        this, [this] { emit loaded(Done{}); }, Qt::QueuedConnection);
}

// That nothing is there is no fault: then somebody signs in.
void MicrosoftAccess::takeLoaded(const Result<Secret> &result)
{
    const auto ended = std::move(m_read);
    const Result<Secret> entry = result;
    if (!entry) {
        const bool isAbsent = entry.problem().code == Code::KeychainEntryMissing;
        emit loaded(isAbsent ? Result<Done>(Done{}) : Result<Done>(entry.problem()));
        return;
    }
    m_isKept = true; // it was wanted, and the one that renews it takes its place
    const auto login = keptMicrosoftLogin(*entry);
    if (login && m_desk.tokens().accessToken.isEmpty())
        m_desk.restore(login->key, login->refreshToken, login->subject);
    emit loaded(login ? Result<Done>(Done{}) : Result<Done>(login.problem()));
}

void MicrosoftAccess::forget()
{
    m_isKept = false;
    m_write.reset();
    abandonLoading();
    m_desk.forget();
    m_delete = m_services.secrets.remove(m_entry);
    connect(m_delete.get(), &DeleteSecret::finished, this, &MicrosoftAccess::forgotten);
    m_delete->start();
}

} // namespace Setup
