// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/pushrecord.h"

#include "secrets/secretstore.h"

namespace Setup {

namespace {

using State = Session::State;

Draft at(Draft draft, State state, std::optional<State> towards = {})
{
    draft.state = state;
    draft.towards = towards;
    return draft;
}

void list(Draft &draft, const QString &item)
{
    if (!draft.keychainItems.contains(item))
        draft.keychainItems.append(item);
}

} // namespace

PushRecord::PushRecord(const Journal &journal, const Clock &clock)
    : m_journal(journal)
    , m_clock(clock)
{}

Result<Done> PushRecord::open(const QUuid &id)
{
    const auto draft = m_journal.load(id);
    if (!draft)
        return draft.problem();
    m_draft = withStaleChecksDropped(*draft, m_clock.now());
    // A draft is a file that somebody may have written: it has no say over entries of others.
    const QStringList own{SecretStore::passwordName(id), SecretStore::sealedBodyName(id)};
    m_draft.keychainItems.removeIf([&own](const QString &item) { return !own.contains(item); });
    return Done{};
}

Result<Done> PushRecord::checksAreStale()
{
    Draft draft = at(m_draft, State::Draft);
    forgetChecks(draft);
    return write(std::move(draft));
}

Result<Done> PushRecord::passwordIsComing()
{
    Draft draft = at(m_draft, State::Checked, State::SecretStored);
    forgetSealedPassword(draft);
    list(draft, SecretStore::passwordName(draft.integration.id));
    return write(std::move(draft));
}

Result<Done> PushRecord::passwordIsStored()
{
    Draft draft = at(m_draft, State::SecretStored);
    list(draft, SecretStore::passwordName(draft.integration.id));
    return write(std::move(draft));
}

Result<Done> PushRecord::bodyIsComing(const PendingSubmission &submission)
{
    Draft draft = at(m_draft, State::SecretStored, State::Submitted);
    draft.submission = submission;
    list(draft, SecretStore::sealedBodyName(draft.integration.id));
    return write(std::move(draft));
}

Result<Done> PushRecord::bodyIsSubmitted()
{
    Draft draft = at(m_draft, State::Submitted);
    if (draft.submission) {
        draft.submission->sent = true;
        draft.sentTo = draft.submission->portal;
    }
    return write(std::move(draft));
}

Result<Done> PushRecord::submissionIsRefused()
{
    Draft draft = at(m_draft, State::SecretStored);
    draft.submission.reset();
    draft.sentTo.clear();
    return write(std::move(draft));
}

Result<Done> PushRecord::submissionIsVoid()
{
    Draft draft = at(m_draft, State::SecretStored);
    draft.submission.reset();
    return write(std::move(draft));
}

Result<Done> PushRecord::integrationIsMade(const QString &portalId, const QString &origin, bool isOurs)
{
    Draft draft = at(m_draft, State::Submitted, State::Confirmed);
    draft.submission.reset();
    draft.sentTo.clear();
    draft.portalId = portalId;
    draft.madeIn = origin;
    draft.madeByAnother = !isOurs;
    return write(std::move(draft));
}

Result<Done> PushRecord::integrationIsGone()
{
    Draft draft = at(m_draft, State::Draft);
    draft.portalId.clear();
    draft.madeIn.clear();
    draft.madeByAnother = false;
    draft.sentTo.clear();
    draft.otherPasswordSent = false;
    forgetChecks(draft);
    return write(std::move(draft));
}

Result<Done> PushRecord::itemIsGone(const QString &item)
{
    Draft draft = m_draft;
    draft.keychainItems.removeAll(item);
    return write(std::move(draft));
}

Result<Done> PushRecord::isConfirmed()
{
    return write(at(m_draft, State::Confirmed));
}

Result<Done> PushRecord::write(Draft draft)
{
    draft.changedAt = m_clock.now();
    const auto saved = m_journal.save(draft);
    if (saved)
        m_draft = std::move(draft);
    return saved;
}

} // namespace Setup
