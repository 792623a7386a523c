// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/draftremoval.h"

#include "core/problemcodes.h"
#include "setup/workbench.h"
#include "wizard/currentsession.h"

#include <QMessageBox>
#include <QPushButton>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

QString question(const Integration &integration)
{
    QString name = integration.name.isEmpty() ? integration.account() : integration.name;
    if (name.isEmpty())
        return DraftRemoval::tr("Delete the set-up without a name?");
    return DraftRemoval::tr("Delete the set-up “%1”?").arg(name);
}

QString consequence(const Session &session)
{
    if (session.isOutcomeOpen())
        return DraftRemoval::tr(
            "Its last try to connect was cut off, and it may have arrived: there may be an integration in "
            "the "
            "portal that nobody has seen yet. Only this set-up can find that out and finish it. Without it, "
            "a new try may make a second one. Rather continue it, and press Connect.");
    if (session.state() == Session::State::Confirmed || session.state() == Session::State::HandedOff)
        return DraftRemoval::tr(
            "What was entered in the portal stays there. Here, everything that this set-up "
            "has entered, found and kept in the keychain is gone for good.");
    return DraftRemoval::tr(
        "Everything that it has entered, found and kept in the keychain is gone for good.");
}

} // namespace

DraftRemoval::DraftRemoval(Workbench &workbench, CurrentSession &current, QWidget *window)
    : QObject(window)
    , m_workbench(workbench)
    , m_current(current)
    , m_window(window)
{}

void DraftRemoval::ask(const QUuid &id)
{
    std::shared_ptr<Session> opened;
    if (!m_current.holds(id)) { // a second session of the same draft would find it locked by the first
        const auto session = m_workbench.resume(id);
        if (!session)
            return emit refused(session.problem());
        if ((*session)->isReadOnly())
            return emit refused({Code::DraftInUse, {}, {}});
        opened = *session;
    }
    const Session &session = opened ? *opened : *m_current;
    auto *box = new QMessageBox(QMessageBox::Warning, tr("Delete"), question(session.integration()),
                                QMessageBox::NoButton, m_window);
    box->setObjectName(u"deleteQuestion"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(consequence(session));
    auto *yes = box->addButton(tr("&Delete it"), QMessageBox::DestructiveRole);
    yes->setObjectName(u"deleteNow"_s);
    auto *no = box->addButton(tr("&Keep it"), QMessageBox::RejectRole);
    no->setObjectName(u"keepIt"_s);
    box->setDefaultButton(no);
    box->setEscapeButton(no);
    connect(yes, &QPushButton::clicked, this, [this, id, opened] { remove(id, opened); });
    box->open();
}

void DraftRemoval::remove(const QUuid &id, const std::shared_ptr<Session> &opened)
{
    if (opened) {
        opened->discardDraft();
    } else if (m_current.holds(id)) {
        m_current->discardDraft();
        m_current.replace({});
    }
    emit removed();
}

} // namespace Setup
