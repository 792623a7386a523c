// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/problem.h"
#include "core/result.h"
#include "core/secret.h"

#include <QByteArray>
#include <QString>
#include <QUrl>

#include <functional>

namespace Setup {

// How a command reaches who runs it: its three streams, and the browser of this computer. Results go to
// out(), everything for people beside them to say().
class Console
{
public:
    virtual ~Console();
    virtual void out(const QByteArray &bytes) = 0;
    // Something that went to out() did not arrive, on a full disk for instance.
    virtual bool hasLost() const { return false; }
    virtual void say(const QString &line) = 0;
    // What keeps a command from its work, said in the catalogue's words or in others.
    void tell(const Problem &problem);
    virtual void tellAs(const QString &words, const Problem &problem);
    // One line from standard input, without its line end; typed without echo where it is a terminal.
    // PASSWORD_MISSING; CANCELLED after Ctrl+C, which ends the wait at once.
    virtual Result<Secret> readPassword(const QString &prompt) = 0;
    // Asks for a yes. CONFIRMATION_MISSING where nobody sits at a terminal; CANCELLED after anything else.
    virtual Result<Done> confirm(const QString &question);
    // False: somebody has to open it by hand.
    virtual bool openBrowser(const QUrl &url);
};

class SystemConsole : public Console
{
public:
    using BrowserOpener = std::function<bool(const QUrl &)>;

    explicit SystemConsole(BrowserOpener openBrowser = {});

    void out(const QByteArray &bytes) override; // says it, the first time that it cannot
    bool hasLost() const override { return m_hasLost; }
    void say(const QString &line) override;
    Result<Secret> readPassword(const QString &prompt) override;
    Result<Done> confirm(const QString &question) override;
    bool openBrowser(const QUrl &url) override { return m_openBrowser && m_openBrowser(url); }

private:
    BrowserOpener m_openBrowser;
    bool m_hasLost = false;
};

} // namespace Setup
