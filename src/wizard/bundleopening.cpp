// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/bundleopening.h"

#include "setup/replayedworld.h"
#include "setup/workbench.h"
#include "wizard/aside.h"
#include "wizard/currentsession.h"

#include <QFileDialog>
#include <QFileInfo>

namespace Setup {

BundleOpening::BundleOpening(Workbench &workbench, CurrentSession &current, QWidget *parent)
    : QObject(parent)
    , m_parent(parent)
    , m_workbench(workbench)
    , m_current(current)
{}

void BundleOpening::browse()
{
    auto *dialog = new QFileDialog(m_parent, tr("Open a support bundle"), {},
                                   tr("Support bundles (*.har);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &BundleOpening::chosen);
    dialog->open();
}

BundleOpening::State BundleOpening::open(const QString &path)
{
    if (!m_isOpen.isEmpty() && std::exchange(m_isOpen, QString()) == path)
        return State::Open;
    if (isReading())
        return State::Reading;
    const qsizetype size = QFileInfo(path).size();
    if (size >= LargeFile) {
        m_reading = path;
        aside(
            this, size, [path] { return ReplayedWorld::read(path); },
            [this, number = ++m_number](const Result<Recording> &recording) { take(number, recording); });
        return State::Reading;
    }
    const auto session = m_workbench.openBundle(path);
    if (session)
        m_current.replace(*session);
    else
        emit failed(session.problem());
    return session ? State::Open : State::Failed;
}

void BundleOpening::abandon()
{
    m_reading.clear();
    ++m_number;
}

void BundleOpening::take(int number, const Result<Recording> &recording)
{
    if (number != m_number) // nobody waits for it any more
        return;
    const QString path = std::exchange(m_reading, QString());
    const auto session = recording ? m_workbench.openRecording(*recording)
                                   : Result<std::shared_ptr<Session>>(recording.problem());
    if (session) {
        m_current.replace(*session);
        m_isOpen = path;
    } else {
        emit failed(session.problem());
    }
    emit finished(session.hasValue());
}

} // namespace Setup
