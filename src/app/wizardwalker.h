// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result.h"
#include "core/secret.h"
#include "wizard/pageflow.h"

#include <QObject>
#include <QPointer>
#include <QSet>
#include <QTimer>
#include <QUrl>

#include <chrono>
#include <optional>

class QAbstractButton;

namespace Setup {

class SetupWizard;
struct PushOutcome;

// What is entered on a walk; empty leaves a field as it is.
struct WalkPlan
{
    QUrl portal;
    bool signsIn = false; // somebody signs in where the portal asks for it; else the values go by hand
    QString email;
    Secret password;
    QString ewsUrl;
    QString testMailbox;
    QString forbiddenMailbox;
    QString name;
    bool online = false; // the way to Exchange Online; email is then the administrator's
    QString clientId; // of a registration of one's own, where the portal names none
    bool goOnWithFailures = false; // takes the decision that the checks page asks for
    std::chrono::seconds deadline{180};
};

// Goes through the window without hands: fills in the fields, presses Next, waits for the checks. An
// operation: finished() comes once per start(), never from inside it and never after cancel() or destruction.
class WizardWalker : public QObject
{
    Q_OBJECT

public:
    WizardWalker(SetupWizard &wizard, WalkPlan plan, QObject *parent = nullptr);

    void start();
    void cancel();

public slots:
    // Microsoft's page in the browser shows an error and leads nowhere. Somebody would copy it, and stop
    // waiting.
    void takeErrorPage(const QString &text);

signals:
    // The page is filled in and, where it checks something, has ended. The walk goes on afterwards, so that
    // the receiver may take a picture or print what it sees.
    void pageReady(Setup::PageId page);
    // CHECK_TIMEOUT: the deadline passed; INTERNAL_ERROR: a page refused to go on, with its messages; the
    // problem of the first failed check when the walk must not go on with it, or that of a page in the
    // browser.
    void finished(const Setup::Result<Setup::Done> &result);

private:
    enum class Stage { Fill, Show, Leave };

    void goOnWith(Stage stage);
    void visit();
    bool fill(PageId page);
    void fillPortal();
    bool signIn();
    bool fillTopology();
    bool signInToMicrosoft();
    void takePush(const Result<PushOutcome> &result);
    bool connectPortal();
    bool fillAccount();
    QAbstractButton *button(const QString &name) const;
    void leave(PageId page);
    void settle(const Result<Done> &result);
    Problem refusal(PageId page) const;
    Problem firstFailure() const;
    void type(const QString &field, const QString &text);

    QPointer<SetupWizard> m_wizard;
    WalkPlan m_plan;
    QTimer m_next;
    QTimer m_deadline;
    Stage m_stage = Stage::Fill;
    std::optional<Problem> m_notMade; // why the portal did not take the integration
    int m_lookUps = 0; // rounds of waiting for the domain
    int m_searches = 0; // and for the server
    QSet<PageId> m_pressed; // pages whose act was begun
};

} // namespace Setup
