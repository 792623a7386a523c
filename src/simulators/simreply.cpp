// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/simreply.h"

namespace Setup {

SimReply simReply(int status, const QByteArray &contentType, const QByteArray &body)
{
    SimReply reply;
    reply.status = status;
    reply.headers.append(SimHeader{"Content-Type", contentType});
    reply.body = body;
    return reply;
}

} // namespace Setup
