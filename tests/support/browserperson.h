// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QUrl>

namespace Setup {

// Somebody with a real Chromium, headless, who is remembered by nobody: tests/interop/oidc/browser.mjs.
class BrowserPerson
{
public:
    // The folder where npm put the script's modules.
    explicit BrowserPerson(QString folder)
        : m_folder(std::move(folder))
        , m_chromium(QStandardPaths::findExecutable(QStringLiteral("chromium")))
    {}
    // The script takes its browser with it.
    ~BrowserPerson()
    {
        m_process.terminate();
        if (!m_process.waitForFinished(10'000))
            m_process.kill();
    }
    Q_DISABLE_COPY_MOVE(BrowserPerson)

    bool isInstalled() const
    {
        return !m_chromium.isEmpty() && QFile::exists(m_folder + QStringLiteral("/node_modules/.installed"));
    }

    void is(const QString &email, const QString &password)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("PERSON_EMAIL"), email);
        environment.insert(QStringLiteral("PERSON_PASSWORD"), password);
        m_process.setProcessEnvironment(environment);
    }

    // Begins at once; who is still busy ends first. mode: "agree", "deny", "leave" or "old-tab".
    void browse(const QString &resolverRules, const QUrl &url, const QString &mode)
    {
        if (isBusy())
            m_process.waitForFinished();
        QTemporaryDir profile(m_profiles.filePath(QStringLiteral("person-XXXXXX")));
        profile.setAutoRemove(false); // with its parent
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QStringLiteral("node"),
                        {m_folder + QStringLiteral("/browser.mjs"), m_chromium, profile.path(), resolverRules,
                         mode, QString::fromLatin1(url.toEncoded())});
    }

    bool isBusy() const { return m_process.state() != QProcess::NotRunning; }

    // The address and the text of the last page.
    QByteArray whereItEnded()
    {
        m_process.waitForFinished();
        return m_process.readAllStandardOutput();
    }
    bool isContent() const { return m_process.exitCode() == 0; } // nothing was left to do

private:
    QString m_folder;
    QString m_chromium;
    QTemporaryDir m_profiles;
    QProcess m_process;
};

} // namespace Setup
