// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/simportalreply.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace Setup {

using namespace Qt::StringLiterals;

SimReply simPortalAnswer(int status, const QJsonObject &json)
{
    return simReply(status, "application/json", QJsonDocument(json).toJson(QJsonDocument::Compact));
}

SimReply simPortalProblem(int status, const QString &code, const QJsonObject &more)
{
    QJsonObject problem = more;
    problem.insert(u"type"_s, u"about:blank"_s);
    problem.insert(u"title"_s, QString(code).replace(u'_', u' '));
    problem.insert(u"status"_s, status);
    problem.insert(u"code"_s, code);
    SimReply reply = simPortalAnswer(status, problem);
    reply.headers.first().value = "application/problem+json";
    return reply;
}

SimReply simPortalComplaint(int status, const QString &pointer, const QString &detail)
{
    return simPortalProblem(
        status, u"invalid_request"_s,
        {{u"errors"_s, QJsonArray{QJsonObject{{u"pointer"_s, pointer}, {u"detail"_s, detail}}}}});
}

} // namespace Setup
