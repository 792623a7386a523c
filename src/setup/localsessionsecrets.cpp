// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a session keeps in the keychain for later checks: the service account's password, or the sign-in at
// Microsoft.
#include "checks/checkids.h"
#include "core/inputrules.h"
#include "core/problemcodes.h"
#include "setup/found.h"
#include "setup/lastlook.h"
#include "setup/localsession.h"
#include "setup/portalaccess.h"

namespace Setup {

using namespace Qt::StringLiterals;

bool Draft::*LocalSession::wish() const
{
    return m_draft.integration.online() ? &Draft::keepSignIn : &Draft::keepPassword;
}

// Also what was kept while the mailboxes lived in the other place.
QStringList LocalSession::mayBeKept() const
{
    const auto listed = m_tools.services.secrets.names();
    const auto isListed = [&listed](const QString &name) { return !listed || listed->contains(name); };
    QStringList names;
    if (const QString name = SecretStore::passwordName(m_draft.integration.id); m_mayBeKept || isListed(name))
        names.append(name);
    if (const QString name = SecretStore::microsoftSignInName(m_draft.integration.id);
        m_microsoft.isStoring() || isListed(name))
        names.append(name);
    return names;
}

void LocalSession::setKeepPassword(bool keep)
{
    const bool isSecondWindow = m_tools.journal && isReadOnly();
    if (isReplay() || isSecondWindow || keep == keepsPassword())
        return;
    m_push.takeOver(m_draft);
    m_draft.*wish() = keep;
    save();
    if (m_draft.integration.online())
        m_microsoft.setKept(keep);
    else if (!keep)
        m_kept.forget();
    else if (hasPassed(m_draft.findings, u"auth.login"_s))
        storePassword();
}

void LocalSession::storePassword()
{
    // What the run proved, not what was typed since. Without a run (a resumed draft) what is kept already
    // stays.
    const Secret proven = m_run ? m_run->input().password : Secret();
    if (proven.isEmpty())
        return;
    m_mayBeKept = true;
    if (m_draft.submission || !m_draft.sentTo.isEmpty()) {
        forgetSealedPassword(m_draft); // sealed with the one of before, for all we know
        save();
    }
    m_kept.store(proven);
}

// What was said by another portal, or about another account or organisation, does not hold for this one. No
// secret stays in the keychain for a place where the mailboxes are not.
void LocalSession::follow(const Integration &before)
{
    const Integration &now = m_draft.integration;
    const bool isOtherPortal = portalOrigin(now.portal) != portalOrigin(before.portal);
    const auto subject = MicrosoftSubject::of(now);
    const auto subjectBefore = MicrosoftSubject::of(before);
    const bool isOtherOrganization = subject.has_value() != subjectBefore.has_value()
        || (subject && !subject->isSameOrganization(*subjectBefore));
    if (isOtherPortal || isOtherOrganization || !InputRules::isSameEmail(now.account(), before.account()))
        m_cloud.reset();
    if (before.server() && now.online() && m_mayBeKept && !isOutcomeOpen())
        m_kept.forget();
    const QPointer<LocalSession> here(this);
    if (isOtherPortal)
        m_microsoft.setPortal(std::nullopt);
    if (here)
        m_microsoft.setSubject(subject);
}

// It is the old account's: presented as another one's, it would be rejected, and count there.
void LocalSession::forgetPassword()
{
    m_password = {};
    if (m_kept.abandonLoading()) // whoever waits for it hears that there is none
        QMetaObject::invokeMethod(this, &Session::keptPasswordLoaded, Qt::QueuedConnection);
    if (m_mayBeKept && m_draft.integration.server())
        m_kept.forget();
}

void LocalSession::concludeStoring(bool Draft::*wish, const Result<Done> &result)
{
    if (!result) { // what is not there is not kept, and the next start shall not look for it
        m_draft.*wish = false;
        save();
    }
    emit passwordKept(result);
}

void LocalSession::loadKeptPassword()
{
    if (m_draft.integration.online())
        m_microsoft.load();
    else
        m_kept.load();
}

void LocalSession::concludeLoading(const Result<Secret> &secret)
{
    if (secret && m_password.isEmpty())
        m_password = *secret;
    if (!secret && secret.problem().code != Code::KeychainEntryMissing)
        emit keptPasswordUnavailable(secret.problem());
    else
        emit keptPasswordLoaded();
}

void LocalSession::followMicrosoft()
{
    m_microsoft.restore(MicrosoftSubject::of(m_draft.integration), m_draft.told,
                        m_draft.keepSignIn && m_lock);
    m_microsoft.setTenant(factsIn(m_draft.findings, CheckId::Tenant));
    connect(&m_microsoft, &MicrosoftAccess::loaded, this, [this](const Result<Done> &result) {
        if (result)
            emit keptPasswordLoaded();
        else
            emit keptPasswordUnavailable(result.problem());
    });
    connect(&m_microsoft, &MicrosoftAccess::stored, this,
            [this](const Result<Done> &result) { concludeStoring(&Draft::keepSignIn, result); });
    // What a run was told otherwise is not what holds now.
    connect(&m_microsoft, &MicrosoftAccess::changed, this, [this] {
        if (m_draft.state == State::Checked)
            forgetRun();
    });
}

void LocalSession::setCloudResult(const CloudResult &result)
{
    CloudResult clean = result; // what Exchange said again to the portal's cloud
    const LastLook look(secrets(), m_draft.integration);
    for (Finding &rung : clean.rungs)
        rung = look.cleaned(rung);
    m_cloud = clean;
    m_microsoft.takeCloudResult(clean);
    emit changed();
}

} // namespace Setup
