// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "oauth/callbackrequest.h"

#include <QList>
#include <QUrl>

namespace Setup {
namespace {

QString decoded(QByteArray text)
{
    return QString::fromUtf8(QByteArray::fromPercentEncoding(text.replace('+', ' ')));
}

std::optional<QHash<QString, QString>> queryOf(const QByteArray &text)
{
    QHash<QString, QString> query;
    for (const QByteArray &pair : text.split('&')) {
        if (pair.isEmpty())
            continue;
        const qsizetype sign = pair.indexOf('=');
        const QString name = decoded(sign < 0 ? pair : pair.left(sign));
        if (query.contains(name))
            return std::nullopt;
        query.insert(name, sign < 0 ? QString() : decoded(pair.mid(sign + 1)));
    }
    return query;
}

std::optional<QByteArray> onlyHost(const QList<QByteArray> &lines)
{
    std::optional<QByteArray> host;
    for (const QByteArray &line : lines) {
        const qsizetype colon = line.indexOf(':');
        if (line.left(colon).compare("host", Qt::CaseInsensitive) != 0)
            continue;
        if (colon < 0 || host)
            return std::nullopt;
        host = line.mid(colon + 1).trimmed().toLower();
    }
    return host;
}

} // namespace

std::optional<CallbackRequest> parseCallbackRequest(const QByteArray &head)
{
    QList<QByteArray> lines = head.split('\n');
    for (QByteArray &line : lines)
        if (line.endsWith('\r'))
            line.chop(1);
    const QList<QByteArray> words = lines.takeFirst().split(' ');
    if (words.size() != 3 || words[2] != "HTTP/1.1" || !words[1].startsWith('/'))
        return std::nullopt;
    const qsizetype mark = words[1].indexOf('?');
    const auto query = queryOf(mark < 0 ? QByteArray() : words[1].mid(mark + 1));
    const auto host = onlyHost(lines);
    if (!query || !host)
        return std::nullopt;
    return CallbackRequest{words[0], mark < 0 ? words[1] : words[1].left(mark), *host, *query};
}

} // namespace Setup
