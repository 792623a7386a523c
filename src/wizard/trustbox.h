// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QCheckBox;
class QLabel;
class QSslCertificate;

namespace Setup {

class ValueList;

// Asks whose portal this is, for one that is not known: its name, its certificate, and a box to tick.
class TrustBox : public QWidget
{
    Q_OBJECT

public:
    explicit TrustBox(QWidget *parent = nullptr);

    // hasChanged: it was confirmed once, with a certificate of another issuer.
    void ask(const QString &host, const QSslCertificate &certificate, bool hasChanged);
    // There is nothing to ask: hidden, and isTrusted().
    void settle();
    bool isTrusted() const;
    void setChangeable(bool changeable);

signals:
    void changed(); // by the user

private:
    QLabel *m_text;
    ValueList *m_certificate;
    QCheckBox *m_box;
};

} // namespace Setup
