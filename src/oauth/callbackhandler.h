// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QAbstractOAuthReplyHandler>

namespace Setup {

// What Qt's flow knows of the way back: its address and the code. Qt's own handler serves one address only
// and takes what anybody sends; ours hears only what LoopbackListener let through. The token endpoint's
// answer is read elsewhere (readTokenAnswer), so it does nothing here.
class CallbackHandler : public QAbstractOAuthReplyHandler
{
    Q_OBJECT

public:
    CallbackHandler(QString redirectUri, QObject *parent);

    QString callback() const override { return m_redirectUri; }
    void networkReplyFinished(QNetworkReply *reply) override;

    void pass(const QString &code, const QString &state);

private:
    QString m_redirectUri;
};

} // namespace Setup
