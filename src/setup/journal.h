// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "setup/draft.h"
#include "setup/workbench.h"

#include <QLockFile>
#include <QString>

#include <memory>

namespace Setup {

// The drafts on disk: one JSON file and one lock file per integration, readable by this user alone.
class Journal
{
public:
    explicit Journal(QString folder);

    QList<DraftInfo> drafts() const; // newest first; files that are not drafts are left out
    Result<Draft> load(const QUuid &id) const; // DRAFT_NOT_FOUND, FILE_MALFORMED
    Result<Done> save(const Draft &draft) const; // FILE_NOT_WRITABLE; all or nothing
    void remove(const QUuid &id) const;
    // Null while another window has the draft. A lock whose owner died is taken over.
    std::unique_ptr<QLockFile> lock(const QUuid &id) const;
    // Is this lock held, and on this draft? Null is none.
    bool isHeldBy(const QLockFile *lock, const QUuid &id) const;

private:
    QString path(const QUuid &id, const QString &suffix) const;

    QString m_folder;
};

} // namespace Setup
