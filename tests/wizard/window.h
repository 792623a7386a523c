// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "support/fakeworkbench.h"
#include "support/warnings.h"
#include "wizard/setupwizard.h"

#include <QAbstractButton>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QSettings>
#include <QTest>

namespace Setup {

// The pages that only the way to Exchange Online has.
inline QList<PageId> onlinePages()
{
    return {ConsentPageId, MicrosoftPageId, RetirementPageId, OnlinePageId};
}

// A window before a fake workbench, driven as an administrator would: by names, keys and clicks.
class Window
{
public:
    explicit Window(const FakeScript &script = FakeScript::healthy())
    {
        failOnWarnings();
        QSettings().clear();
        bench.script = script;
    }

    void open()
    {
        wizard = std::make_unique<SetupWizard>(bench);
        wizard->show();
        QVERIFY(QTest::qWaitForWindowExposed(wizard.get()));
    }

    // Of the page in front.
    template<typename Widget>
    Widget *find(const QString &name) const
    {
        return wizard->currentPage()->findChild<Widget *>(name);
    }

    QAbstractButton *button(const QString &name) const { return find<QAbstractButton>(name); }
    QAbstractButton *next() const { return wizard->button(QWizard::NextButton); }
    QAbstractButton *back() const { return wizard->button(QWizard::BackButton); }
    QAbstractButton *finish() const { return wizard->button(QWizard::FinishButton); }
    PageId page() const { return static_cast<PageId>(wizard->currentId()); }
    FakeSession &session() const { return *bench.newest; }

    // Where the indicator and the words are: a button of a form may be as wide as the page.
    void click(const QString &name) const
    {
        const QAbstractButton *clicked = button(name);
        const QPoint place(std::min(clicked->width() / 2, clicked->height() / 2), clicked->height() / 2);
        QTest::mouseClick(button(name), Qt::LeftButton, {}, place);
    }
    // The portal is asked first what it offers; that decides which page is next.
    void clickNext() const
    {
        const PageId before = page();
        QTest::mouseClick(next(), Qt::LeftButton);
        if (before == PortalPageId && wizard->portal().offer() == CurrentPortal::Offer::Asking)
            QTRY_VERIFY(page() != before);
    }

    void type(const QString &field, const QString &text) const
    {
        auto *edit = find<QLineEdit>(field);
        edit->clear();
        edit->setFocus();
        QTest::keyClicks(edit, text);
    }

    // What the page says beside a field.
    QString notice(const QString &name) const
    {
        const auto *frame = find<QWidget>(name);
        return frame && frame->isVisible() ? frame->findChild<QLabel *>(QStringLiteral("noticeText"))->text()
                                           : QString();
    }

    // Goes on with what a healthy set-up needs until this page is in front; checks are waited for.
    void walkTo(PageId target) const
    {
        while (page() != target && page() != DonePageId) {
            if (page() == TopologyPageId && online) {
                type(QStringLiteral("emailEdit"), QStringLiteral("admin@fabrikam.test"));
                click(QStringLiteral("onlineRadio"));
            }
            if (page() == ConsentPageId && !clientId.isEmpty())
                type(QStringLiteral("clientEdit"), clientId);
            if (page() == MicrosoftPageId && !wizard->microsoft().account()) {
                click(QStringLiteral("browserButton"));
                QTRY_VERIFY(wizard->microsoft().account());
            }
            if (page() == AccountPageId) {
                type(QStringLiteral("emailEdit"), QStringLiteral("askcody@contoso.test"));
                type(QStringLiteral("passwordEdit"), QStringLiteral("canary-4711"));
                type(QStringLiteral("roomEdit"), QStringLiteral("room1@contoso.test"));
            }
            if (page() == ReviewPageId)
                type(QStringLiteral("nameEdit"), QStringLiteral("Headquarters"));
            if (page() == ChecksPageId) {
                QTRY_VERIFY(!session().isRunning());
                if (button(QStringLiteral("continueCheck"))->isVisible())
                    button(QStringLiteral("continueCheck"))->setChecked(true);
            }
            QTRY_VERIFY2(next()->isEnabled(), qPrintable(stepTitle(page())));
            const PageId before = page();
            clickNext();
            QVERIFY2(page() != before, qPrintable(stepTitle(before)));
        }
    }

    // From now on walkTo() goes to Exchange Online, with a registration of the organisation's own.
    void goOnline()
    {
        bench.script = FakeScript::online();
        online = true;
        clientId = QStringLiteral("5b0c1f9e-0000-4000-8000-00000000de32");
    }

    bool online = false; // walkTo() chooses Exchange Online, and
    QString clientId; // signs in with this registration; empty: with none
    FakeWorkbench bench; // before the window: it outlives it
    std::unique_ptr<SetupWizard> wizard;
};

} // namespace Setup
