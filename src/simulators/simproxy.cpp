// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/simproxy.h"

namespace Setup {

using namespace Qt::StringLiterals;

SimReply answerAsProxy(const ScenarioProxy &proxy, const SimRequest &request,
                       const QHash<QString, quint16> &loopbackPorts)
{
    SimReply reply;
    switch (proxy.answer) {
    case ScenarioProxy::Answer::Tunnel:
    case ScenarioProxy::Answer::Refused:
        reply.tunnelPort =
            loopbackPorts.value(QString::fromLatin1(request.target).toLower(),
                                request.target.mid(request.target.lastIndexOf(':') + 1).toUShort());
        return reply;
    case ScenarioProxy::Answer::WantsLogin:
        reply = simReply(407, "text/html", "<html><body>Who are you?</body></html>");
        for (const QString &offer : proxy.offers)
            reply.headers.append(SimHeader{"Proxy-Authenticate",
                                           offer == "Basic"_L1 ? "Basic realm=\"proxy\"" : offer.toLatin1()});
        return reply;
    case ScenarioProxy::Answer::Forbids:
        reply =
            simReply(403, "text/html", "<html><body>Your organisation does not allow this.</body></html>");
        reply.headers.append(SimHeader{"Via", "1.1 proxy.contoso.test (squid/5.7)"});
        return reply;
    case ScenarioProxy::Answer::Fails:
        return simReply(502, "text/html", "<html><body>No way there</body></html>");
    }
    return reply;
}

} // namespace Setup
