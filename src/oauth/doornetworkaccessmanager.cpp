// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "oauth/doornetworkaccessmanager.h"

#include "oauth/doorreply.h"

namespace Setup {

namespace {

QByteArray methodOf(QNetworkAccessManager::Operation operation, const QNetworkRequest &request)
{
    switch (operation) {
    case QNetworkAccessManager::GetOperation:
        return "GET";
    case QNetworkAccessManager::PostOperation:
        return "POST";
    case QNetworkAccessManager::PutOperation:
        return "PUT";
    case QNetworkAccessManager::DeleteOperation:
        return "DELETE";
    default: // the door refuses what cannot be sent
        return request.attribute(QNetworkRequest::CustomVerbAttribute).toByteArray();
    }
}

} // namespace

DoorNetworkAccessManager::DoorNetworkAccessManager(Door &door, OperationTag tag, QObject *parent)
    : QNetworkAccessManager(parent)
    , m_door(door)
    , m_tag(std::move(tag))
{}

QNetworkReply *DoorNetworkAccessManager::createRequest(Operation operation, const QNetworkRequest &request,
                                                       QIODevice *body)
{
    ExchangeQuery query;
    query.tag = m_tag;
    query.method = methodOf(operation, request);
    query.url = request.url();
    for (const QByteArray &name : request.rawHeaderList())
        query.headers.append(name, request.rawHeader(name));
    if (body)
        query.body = body->readAll();
    query.bodyKind = BodyKind::Token; // the flow asks nobody but the token endpoint
    auto *const reply = new DoorReply(operation, request, m_door.exchange(query), this);
    connect(reply, &DoorReply::exchanged, this, &DoorNetworkAccessManager::exchanged);
    return reply;
}

} // namespace Setup
