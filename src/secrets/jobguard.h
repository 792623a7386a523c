// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QObject>

namespace QKeychain {
class Job;
class ReadPasswordJob;
class WritePasswordJob;
} // namespace QKeychain

namespace Setup {

// A child of a QtKeychain job that overwrites the value which the job carries. The job shares our buffer and
// lets go of it before its children are deleted; then ours is the last hold on it. What QtKeychain and
// libsecret copy inside themselves is out of reach.
class JobGuard : public QObject
{
    Q_OBJECT

public:
    // Gives the job the value to write.
    JobGuard(QKeychain::WritePasswordJob *job, QByteArray value);
    // Takes what the job will read, whether or not anybody still wants it.
    explicit JobGuard(QKeychain::ReadPasswordJob *job);
    ~JobGuard() override;

private:
    void keep(QKeychain::Job *job);

    QByteArray m_value;
};

} // namespace Setup
