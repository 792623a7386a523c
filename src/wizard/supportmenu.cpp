// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/supportmenu.h"

#include "core/problemcodes.h"
#include "setup/replayedworld.h"
#include "setup/workbench.h"
#include "support/bundlecomparison.h"
#include "wizard/aside.h"
#include "wizard/bundlepreview.h"
#include "wizard/consolewindow.h"
#include "wizard/currentsession.h"
#include "wizard/logwindow.h"
#include "wizard/notice.h"
#include "wizard/reportdialog.h"
#include "wizard/tokenviewer.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>

namespace Setup {

using namespace Qt::StringLiterals;

SupportMenu::SupportMenu(QAbstractButton *button, Workbench &workbench, CurrentSession &current,
                         QWidget *window)
    : QObject(button)
    , m_workbench(workbench)
    , m_current(current)
    , m_window(window)
    , m_menu(new QMenu(window))
    , m_whatIf(new QMenu(tr("&What if"), m_menu)) // a menu that is cleared keeps those in it
{
    setObjectName(u"support"_s);
    m_menu->setObjectName(u"supportMenu"_s);
    m_whatIf->setObjectName(u"whatIfMenu"_s);
    connect(m_menu, &QMenu::aboutToShow, this, &SupportMenu::fill);
    if (auto *push = qobject_cast<QPushButton *>(button))
        push->setMenu(m_menu);
}

SupportMenu::~SupportMenu() = default;

void SupportMenu::fill()
{
    m_menu->clear();
    QAction *save = m_menu->addAction(tr("&Save a bundle for support…"), this, &SupportMenu::saveBundle);
    save->setObjectName(u"saveBundleAction"_s);
    // Not by making the bundle: that takes its time, and the menu opens often.
    save->setEnabled(m_current.exists() && (m_current->isReplay() || !m_current->findings().isEmpty()));
    QAction *report = m_menu->addAction(tr("Save the &report…"), this,
                                        [this] { ReportDialog::open(*m_current, m_window); });
    report->setObjectName(u"saveReportAction"_s);
    report->setEnabled(m_current.exists() && !m_current->findings().isEmpty());
    QAction *log = m_menu->addAction(tr("&Log…"), this, [this] {
        auto *window = new LogWindow(m_window);
        window->setAttribute(Qt::WA_DeleteOnClose);
        window->show();
    });
    log->setObjectName(u"logAction"_s);
    QAction *token = m_menu->addAction(tr("&Token viewer…"), this, [this] {
        auto *viewer = new TokenViewer(m_window);
        viewer->setAttribute(Qt::WA_DeleteOnClose);
        viewer->show();
    });
    token->setObjectName(u"tokenAction"_s);
    QAction *console = m_menu->addAction(tr("&EWS console…"), this, [this] {
        auto *window = new ConsoleWindow(m_current, m_window);
        window->setAttribute(Qt::WA_DeleteOnClose);
        window->show();
    });
    console->setObjectName(u"consoleAction"_s);
    console->setEnabled(m_current.exists() && m_current->console());
    ReplayedWorld *replayed = m_current.exists() ? m_current->replayed() : nullptr;
    if (!replayed)
        return;
    addSuppositions(*replayed);
    QAction *compare =
        m_menu->addAction(tr("&Compare with another bundle…"), this, &SupportMenu::chooseOther);
    compare->setObjectName(u"compareAction"_s);
}

void SupportMenu::addSuppositions(ReplayedWorld &replayed)
{
    const QStringList possible = replayed.suppositions();
    m_whatIf->clear();
    m_menu->addMenu(m_whatIf);
    for (const QString &id : possible) {
        QAction *action = m_whatIf->addAction(Supposition::sentence(id));
        action->setObjectName(id);
        action->setCheckable(true);
        action->setChecked(replayed.supposed().contains(id));
        connect(action, &QAction::toggled, this, [this, id](bool isSo) { suppose(id, isSo); });
    }
}

void SupportMenu::suppose(const QString &id, bool isSo)
{
    ReplayedWorld *replayed = m_current.exists() ? m_current->replayed() : nullptr;
    if (!replayed)
        return;
    QStringList supposed = replayed->supposed();
    supposed.removeAll(id);
    if (isSo)
        supposed.append(id);
    replayed->suppose(supposed);
    static_cast<void>(m_current->run()); // a replay has nothing to refuse
    emit this->supposed();
}

void SupportMenu::saveBundle()
{
    const auto dialog = BundlePreview::open(*m_current, m_window);
    if (dialog)
        return;
    const bool isNothing = dialog.problem().code == Code::NotInRecording && !m_current->isReplay();
    tell(isNothing ? tr("Nothing has been checked since this set-up was opened. Run the checks first; then "
                        "there is something to save.")
                   : Notice::wordsOf(dialog.problem()));
}

void SupportMenu::tell(const QString &words)
{
    auto *box = new QMessageBox(QMessageBox::Warning, tr("Support"), words, QMessageBox::Close, m_window);
    box->setTextFormat(Qt::PlainText);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

void SupportMenu::chooseOther()
{
    auto *dialog = new QFileDialog(m_window, tr("Compare with another bundle"), {},
                                   tr("Support bundles (*.har);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &SupportMenu::compareWith);
    dialog->open();
}

void SupportMenu::compareWith(const QString &path)
{
    aside(
        this, QFileInfo(path).size(), [path] { return ReplayedWorld::read(path); },
        [this, path](const Result<Recording> &other) { beginComparison(path, other); });
}

// By replays of their own: the open one may suppose something.
void SupportMenu::beginComparison(const QString &path, const Result<Recording> &other)
{
    const ReplayedWorld *open = m_current.exists() ? m_current->replayed() : nullptr;
    if (!open)
        return;
    const auto here = m_workbench.openRecording(open->recording());
    const auto there =
        other ? m_workbench.openRecording(*other) : Result<std::shared_ptr<Session>>(other.problem());
    if (!here || !there)
        return tell(Notice::wordsOf(here ? there.problem() : here.problem()));
    m_comparison =
        std::make_unique<BundleComparison>(BundleComparison::Side{tr("the open one"), *here},
                                           BundleComparison::Side{QFileInfo(path).fileName(), *there});
    connect(m_comparison.get(), &BundleComparison::finished, this, &SupportMenu::showDifference);
    m_comparison->start();
}

void SupportMenu::showDifference(const ComparedBundles &bundles)
{
    auto *dialog = new SavePreview(tr("What ended differently"), u"askcody-exchange-comparison.txt"_s,
                                   renderText(bundles), m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(u"comparison"_s);
    dialog->setForReading(
        tr("What ended differently in the two recordings. Names and times differ between any "
           "two, and are left out."));
    dialog->setGuard(SavePreview::guardOf(*m_current));
    dialog->open();
}

} // namespace Setup
