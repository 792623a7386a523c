// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/plainexchange.h"

#include "net/exchangerequest.h"
#include "net/socketopening.h"

namespace Setup {

void PlainExchange::talk()
{
    QByteArray target = requestTarget(query().url);
    if (SocketOpening::isRelayed(query().url, proxy()))
        target.prepend("http://" + hostField(query().url));
    const QByteArray request =
        requestHead(query(), target) + contentLength(query()) + "Connection: close\r\n\r\n" + query().body;
    emit sending();
    if (socket()) // the receiver may have cancelled
        write(request);
}

void PlainExchange::take()
{
    settle(outcome());
}

} // namespace Setup
