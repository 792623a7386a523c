// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "oauth/callbackhandler.h"

namespace Setup {

using namespace Qt::StringLiterals;

CallbackHandler::CallbackHandler(QString redirectUri, QObject *parent)
    : QAbstractOAuthReplyHandler(parent)
    , m_redirectUri(std::move(redirectUri))
{}

void CallbackHandler::networkReplyFinished(QNetworkReply *) {}

void CallbackHandler::pass(const QString &code, const QString &state)
{
    emit callbackReceived({{u"code"_s, code}, {u"state"_s, state}});
}

} // namespace Setup
