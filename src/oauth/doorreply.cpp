// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "oauth/doorreply.h"

#include <QPointer>

#include <algorithm>

namespace Setup {

DoorReply::DoorReply(QNetworkAccessManager::Operation operation, const QNetworkRequest &request,
                     std::unique_ptr<Exchange> exchange, QObject *parent)
    : QNetworkReply(parent)
    , m_exchange(std::move(exchange))
{
    setOperation(operation);
    setRequest(request);
    setUrl(request.url());
    open(QIODevice::ReadOnly);
    connect(m_exchange.get(), &Exchange::finished, this, &DoorReply::take);
    m_exchange->start();
}

void DoorReply::abort()
{
    m_exchange->cancel();
    if (isFinished())
        return;
    setError(OperationCanceledError, QString());
    setFinished(true);
    emit finished();
}

qint64 DoorReply::bytesAvailable() const
{
    return m_body.size() + QNetworkReply::bytesAvailable();
}

qint64 DoorReply::readData(char *data, qint64 maximumSize)
{
    const qsizetype count = std::min<qsizetype>(m_body.size(), maximumSize);
    std::copy_n(m_body.constData(), count, data);
    m_body.remove(0, count);
    return count;
}

void DoorReply::take(const Result<ExchangeAnswer> &result)
{
    if (result) {
        setAttribute(QNetworkRequest::HttpStatusCodeAttribute, result->status);
        for (const auto &[name, value] : result->headers.fields())
            setRawHeader(name, value);
        m_body = result->body;
    }
    if (!result || result->status >= 400)
        setError(result ? ProtocolInvalidOperationError : UnknownNetworkError, QString());
    setFinished(true);
    const QPointer<DoorReply> alive(this);
    // What it refers to may be gone after the signal.
    const Result<ExchangeAnswer> kept = result; // NOLINT(performance-unnecessary-copy-initialization)
    emit finished();
    if (alive)
        emit exchanged(kept);
}

} // namespace Setup
