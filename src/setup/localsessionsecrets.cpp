// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a session keeps in the keychain for later checks: the service account's password, or the sign-in at
// Microsoft.
#include "core/problemcodes.h"
#include "setup/found.h"
#include "setup/lastlook.h"
#include "setup/localsession.h"

namespace Setup {

using namespace Qt::StringLiterals;

void LocalSession::setKeepPassword(bool keep)
{
    const bool isSecondWindow = m_tools.journal && isReadOnly();
    if (isReplay() || isSecondWindow || keep == m_draft.keepPassword)
        return;
    m_push.takeOver(m_draft);
    m_draft.keepPassword = keep;
    save();
    m_mayBeKept = m_mayBeKept || (keep && m_draft.integration.online());
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

// It is the old account's: presented as another one's, it would be rejected, and count there.
void LocalSession::forgetPassword()
{
    m_password = {};
    if (m_kept.abandonLoading()) // whoever waits for it hears that there is none
        QMetaObject::invokeMethod(this, &Session::keptPasswordLoaded, Qt::QueuedConnection);
    if (m_mayBeKept && m_draft.integration.server())
        m_kept.forget();
}

void LocalSession::concludeStoring(const Result<Done> &result)
{
    if (!result) { // what is not there is not kept, and the next start shall not look for it
        m_draft.keepPassword = false;
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
    connect(&m_microsoft, &MicrosoftAccess::loaded, this, [this](const Result<Done> &result) {
        if (result)
            emit keptPasswordLoaded();
        else
            emit keptPasswordUnavailable(result.problem());
    });
    connect(&m_microsoft, &MicrosoftAccess::stored, this, &LocalSession::concludeStoring);
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
