// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "simulators/simreply.h"

#include <QString>

namespace Setup {

// Which requests are meant. An empty or absent field means any.
struct ScenarioMatch
{
    enum class Credentials { Any, None, Sent, Accepted };

    QString host;
    QByteArray method;
    QString path; // a prefix, in any case
    QString operation; // of EWS: "GetFolder"
    QString mailbox; // the impersonated one
    Credentials credentials = Credentials::Any;
    int skip = 0; // so many of them go by first
    int times = 0; // then so many are meant; 0: all
};

// What happens to them: another answer, or a change of the one they would get.
struct ScenarioRule
{
    ScenarioMatch match;
    std::optional<SimReply> reply;
    SimReply change; // its misbehaviour and its headers are added
};

// Exchange itself answers with an error code.
struct ScenarioFault
{
    ScenarioMatch match;
    QString code;
    QString message;
    bool inner = false; // as the ResponseCode of an answer (HTTP 200), not as a SOAP fault (HTTP 500)
    int backOffMilliseconds = 0; // > 0: told in MessageXml
};

} // namespace Setup
