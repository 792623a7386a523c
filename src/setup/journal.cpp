// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/journal.h"

#include "core/filefacts.h"
#include "core/privatefile.h"
#include "core/problemcodes.h"

#include <QDir>

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 MaximumDraftSize = qint64{4} * 1024 * 1024;

bool makePrivateFolder(const QString &folder)
{
    return QDir().mkpath(folder)
        && QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

DraftInfo describe(const Draft &draft, bool inUse)
{
    return {draft.integration.id, draft.integration.name, draft.integration.account(),
            draft.state,          draft.changedAt,        inUse};
}

} // namespace

Journal::Journal(QString folder)
    : m_folder(std::move(folder))
{}

QString Journal::path(const QUuid &id, const QString &suffix) const
{
    return m_folder + u'/' + id.toString(QUuid::WithoutBraces) + suffix;
}

QList<DraftInfo> Journal::drafts() const
{
    QList<DraftInfo> found;
    const QStringList files = QDir(m_folder).entryList({u"*.json"_s}, QDir::Files);
    for (const QString &file : files) {
        const QUuid id = QUuid::fromString(file.chopped(5));
        const auto draft = load(id);
        if (draft)
            found.append(describe(*draft, !lock(id)));
    }
    std::sort(found.begin(), found.end(),
              [](const DraftInfo &a, const DraftInfo &b) { return a.changedAt > b.changedAt; });
    return found;
}

Result<Draft> Journal::load(const QUuid &id) const
{
    QFile file(path(id, u".json"_s));
    if (id.isNull() || !file.open(QIODevice::ReadOnly))
        return Problem{Code::DraftNotFound, file.errorString(), {}};
    if (file.size() > MaximumDraftSize)
        return Problem{Code::FileMalformed, u"larger than 4 MiB"_s, {}};
    auto draft = draftFromJson(file.readAll());
    if (draft)
        draft->integration.id = id; // the name of the file is what others know the draft by
    return draft;
}

Result<Done> Journal::save(const Draft &draft) const
{
    if (!makePrivateFolder(m_folder))
        return Problem{Code::FileNotWritable, {}, aboutFolderOf(m_folder)};
    return writePrivateFile(path(draft.integration.id, u".json"_s), toJson(draft));
}

void Journal::remove(const QUuid &id) const
{
    QFile::remove(path(id, u".json"_s));
}

std::unique_ptr<QLockFile> Journal::lock(const QUuid &id) const
{
    makePrivateFolder(m_folder);
    auto lock = std::make_unique<QLockFile>(path(id, u".lock"_s));
    lock->setStaleLockTime(0); // only a dead owner makes it stale; a session may be open for days
    return lock->tryLock() ? std::move(lock) : nullptr;
}

bool Journal::isHeldBy(const QLockFile *lock, const QUuid &id) const
{
    return lock && lock->isLocked() && lock->fileName() == path(id, u".lock"_s);
}

} // namespace Setup
