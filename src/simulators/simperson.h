// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QTcpSocket>
#include <QUrl>

namespace Setup {

// Somebody at a simulated sign-in, where no hands and no browser are: opens the page, fills in one form after
// the other and goes where that leads, back to the program at last.
class SimPerson : public QObject
{
    Q_OBJECT

public:
    // decision: "allow" or "deny", where somebody is asked for one.
    SimPerson(QString email, QString password, QString decision = QStringLiteral("allow"),
              QObject *parent = nullptr);

public slots:
    // As SimulatedWorld::browserUrl() has it: without TLS, on loopback.
    void open(const QUrl &url);

signals:
    // On a page that leads nowhere, with what stands there to be read.
    void stuck(const QUrl &where, const QString &text);

private:
    void send(const QByteArray &method, const QUrl &url, const QByteArray &body);
    void read();
    void fillIn(const QByteArray &page);

    QString m_email;
    QString m_password;
    QString m_decision;
    QUrl m_at;
    QTcpSocket m_socket;
    QByteArray m_received;
    bool m_hasSigned = false; // with the password; who is asked for it again gives up
};

} // namespace Setup
