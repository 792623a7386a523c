// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/clock.h"
#include "core/randomsource.h"
#include "secrets/memorysecretstore.h"
#include "setup/localworkbench.h"
#include "support/forbiddendoor.h"
#include "wizard/setupwizard.h"

#include <QAbstractButton>
#include <QAction>
#include <QLabel>
#include <QMenu>
#include <QTemporaryDir>
#include <QTest>

namespace Setup {

// A bundle in the window, on a computer without a network.
struct ReplayWindow
{
    explicit ReplayWindow(const QString &bundle)
        : workbench({door, clock, random, secrets}, drafts.path(), false)
        , wizard(workbench)
    {
        wizard.openBundle(bundle);
        wizard.show();
    }

    bool next()
    {
        QAbstractButton *button = wizard.button(QWizard::NextButton);
        if (!button->isVisible() || !QTest::qWaitFor([button] { return button->isEnabled(); }, 20'000))
            return false;
        const int before = wizard.currentId();
        QTest::mouseClick(button, Qt::LeftButton);
        return wizard.currentId() != before;
    }

    bool walkTo(PageId page)
    {
        while (wizard.currentId() != page)
            if (!next())
                return false;
        return page != ChecksPageId || hasEnded();
    }

    bool hasEnded()
    {
        return QTest::qWaitFor([this] { return !wizard.current()->isRunning(); }, 20'000);
    }

    QMenu *menu()
    {
        auto *menu = wizard.findChild<QMenu *>(QStringLiteral("supportMenu"));
        emit menu->aboutToShow();
        return menu;
    }

    QAction *supposition(QLatin1StringView id)
    {
        auto *what = menu()->findChild<QMenu *>(QStringLiteral("whatIfMenu"));
        return what ? what->findChild<QAction *>(QString(id)) : nullptr;
    }

    QString banner() const
    {
        const auto *notice = wizard.findChild<QWidget *>(QStringLiteral("banner"));
        return notice->isVisible() ? notice->findChild<QLabel *>(QStringLiteral("noticeText"))->text()
                                   : QString();
    }

    ForbiddenDoor door;
    SystemClock clock;
    SystemRandomSource random;
    MemorySecretStore secrets;
    QTemporaryDir drafts;
    LocalWorkbench workbench;
    SetupWizard wizard;
};

} // namespace Setup
