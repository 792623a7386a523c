// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/ewsendpoint.h"

#include "simulators/ewsschema.h"

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

const QString soap11 = u"http://schemas.xmlsoap.org/soap/envelope/"_s;

const SimElement *headerElement(const SimElement &envelope, const QString &name)
{
    const SimElement *header = envelope.child(u"Header"_s);
    const SimElement *found = header ? header->child(name) : nullptr;
    return found && found->ns == EwsSchema::typesNs ? found : nullptr;
}

QString operationName(const QString &element)
{
    return element == "GetUserAvailabilityRequest"_L1 ? u"GetUserAvailability"_s : element;
}

// An error inside an answer, in the form that this operation has.
QByteArray innerError(const QString &operation, const ScenarioFault &fault)
{
    const QByteArray answer = ewsError(operation, fault.code, fault.message);
    const QByteArray name = operation.toLatin1();
    const QByteArray begin = "<m:" + name + "Response><m:ResponseMessages>";
    const QByteArray end = "</m:ResponseMessages></m:" + name + "Response>";
    QByteArray message = answer.mid(begin.size(), answer.size() - begin.size() - end.size());
    if (operation == "GetRoomLists"_L1 || operation == "GetRooms"_L1)
        return message.replace("ResponseMessage", "Response");
    if (operation == "GetUserAvailability"_L1)
        return "<m:GetUserAvailabilityResponse><m:FreeBusyResponseArray><m:FreeBusyResponse>"
            + message.replace("GetUserAvailabilityResponseMessage", "ResponseMessage")
            + "</m:FreeBusyResponse></m:FreeBusyResponseArray></m:GetUserAvailabilityResponse>";
    return answer;
}

SimReply badImpersonation()
{
    return ewsFault(u"ErrorInvalidExchangeImpersonationHeaderData"_s,
                    u"ExchangeImpersonation SOAP header must have exactly one identity."_s);
}

} // namespace

EwsEndpoint::EwsEndpoint(const ScenarioExchange &exchange, const SimDirectory &directory,
                         const SimProduct &product)
    : m_directory(directory)
    , m_product(product)
    , m_versions(exchange.versions.isEmpty() ? product.versions : exchange.versions)
    , m_mailboxes(directory, product)
    , m_lookUps(directory, product)
    , m_notifications(exchange.streaming, product)
{
    for (const ScenarioFault &fault : exchange.faults)
        m_faults.append({fault, MatchCounter(fault.match)});
}

QString EwsEndpoint::impersonated(const SimRequest &request)
{
    const SimDocument parsed = parseSimDocument(request.body);
    const SimElement *identity = parsed.root ? parsed.root->find(u"ConnectingSID"_s) : nullptr;
    return identity ? identity->children.value(0).text.trimmed() : QString();
}

SimReply EwsEndpoint::answer(const SimRequest &request, const QDateTime &now, const EwsCaller &caller)
{
    const SimDocument parsed = parseSimDocument(request.body);
    if (std::optional<SimReply> refusal = refuseEnvelope(request, parsed))
        return *refusal;
    const SimElement &envelope = *parsed.root;
    const SimElement &body = envelope.child(u"Body"_s)->children.first();
    if (std::optional<SimReply> refusal = refuseVersion(envelope, body))
        return *refusal;
    if (std::optional<SimReply> refusal = refuseSchema(envelope, body))
        return *refusal;
    const QString operation = operationName(body.name);
    if (std::optional<SimReply> fault = planned(request, operation))
        return *fault;
    const SimMailbox *principal = caller.mailbox;
    if (std::optional<SimReply> refusal = impersonate(envelope, caller, &principal))
        return *refusal;
    return perform({request, body, operation, principal, now});
}

std::optional<SimReply> EwsEndpoint::refuseEnvelope(const SimRequest &request,
                                                    const SimDocument &parsed) const
{
    if (request.method != "POST")
        return simReply(
            405, "text/html",
            "<html><body><h2>405 - HTTP verb used to access this page is not allowed.</h2></body></html>");
    if (!request.header("Content-Type").toLower().startsWith("text/xml"))
        return simReply(415, "text/plain", {});
    if (request.body.isEmpty())
        return ewsFault(u"ErrorInvalidRequest"_s, u"The request is invalid."_s);
    if (!parsed.root)
        return schemaFault(parsed.error, parsed.line, parsed.column);
    if (parsed.root->name != "Envelope"_L1 || parsed.root->ns != soap11)
        return dispatcherFault(u"DeserializationFailed"_s, u"The message is not a SOAP 1.1 envelope."_s);
    const SimElement *body = parsed.root->child(u"Body"_s);
    if (!body || body->children.isEmpty())
        return ewsFault(u"ErrorInvalidRequest"_s, u"The request is invalid."_s);
    const SimElement &operation = body->children.first();
    if (EwsSchema::firstVersion(operation.name).isEmpty())
        return dispatcherFault(u"ActionNotSupported"_s, u"No operation of this endpoint is called that."_s);
    if (operation.ns != EwsSchema::messagesNs)
        return schemaFault(
            u"The element '%1' in namespace '%2' is not declared."_s.arg(operation.name, operation.ns),
            operation.line, operation.column);
    return std::nullopt;
}

std::optional<SimReply> EwsEndpoint::refuseVersion(const SimElement &envelope, const SimElement &body) const
{
    // Without the header a request counts as one of the first version.
    QString version = u"Exchange2007"_s;
    if (const SimElement *header = headerElement(envelope, u"RequestServerVersion"_s)) {
        version = header->attributes.value(u"Version"_s);
        if (!m_versions.contains(version))
            return ewsFault(u"ErrorInvalidServerVersion"_s, u"The specified server version is invalid."_s);
    }
    const QString needed = EwsSchema::firstVersion(body.name);
    if (!m_product.accepts(needed))
        return schemaFault(u"The element '%1' is not declared."_s.arg(body.name), body.line, body.column);
    const bool shape = body.attributes.contains(u"ContactDataShape"_s);
    if (!m_product.isAtLeast(version, needed)
        || (shape && !m_product.isAtLeast(version, u"Exchange2010_SP2"_s)))
        return ewsFault(u"ErrorIncorrectSchemaVersion"_s,
                        u"The request is newer than the schema version that it names."_s);
    return std::nullopt;
}

std::optional<SimReply> EwsEndpoint::refuseSchema(const SimElement &envelope, const SimElement &body) const
{
    std::optional<SchemaViolation> found = EwsSchema::violation(body);
    if (const SimElement *header = headerElement(envelope, u"ExchangeImpersonation"_s); header && !found)
        found = EwsSchema::violation(*header);
    if (found)
        return schemaFault(found->text, found->line, found->column);
    return std::nullopt;
}

std::optional<SimReply> EwsEndpoint::planned(const SimRequest &request, const QString &operation)
{
    const SimMeaning meaning = SimMeaning::of({}, request, true);
    for (PlannedFault &one : m_faults) {
        if (!one.counter.admits(meaning))
            continue;
        if (one.fault.inner)
            return simReply(200, "text/xml; charset=utf-8",
                            ewsEnvelope(m_product, innerError(operation, one.fault)));
        QByteArray backOff;
        if (one.fault.backOffMilliseconds > 0)
            backOff = "<t:Value Name=\"BackOffMilliseconds\">"
                + QByteArray::number(one.fault.backOffMilliseconds) + "</t:Value>";
        return ewsFault(one.fault.code, one.fault.message, backOff);
    }
    return std::nullopt;
}

std::optional<SimReply> EwsEndpoint::impersonate(const SimElement &envelope, const EwsCaller &caller,
                                                 const SimMailbox **principal) const
{
    const SimElement *header = headerElement(envelope, u"ExchangeImpersonation"_s);
    if (!header && caller.kind == EwsCaller::Kind::Application)
        return ewsFault(u"ErrorInvalidExchangeImpersonationHeaderData"_s,
                        u"ExchangeImpersonation SOAP header must be present for this type of OAuth token."_s);
    if (!header)
        return std::nullopt;
    const QList<SimElement> identities = header->child(u"ConnectingSID"_s)->children;
    if (identities.size() != 1 || identities.first().text.trimmed().isEmpty())
        return badImpersonation();
    const QString kind = identities.first().name;
    const QString value = identities.first().text.trimmed();
    if (!QStringList{u"PrincipalName"_s, u"SID"_s, u"PrimarySmtpAddress"_s, u"SmtpAddress"_s}.contains(kind))
        return badImpersonation();
    const SimMailbox *mailbox = kind == "SID"_L1 ? m_directory.findBySid(value) : m_directory.find(value);
    if (!mailbox && kind == "SID"_L1)
        return ewsFault(u"ErrorInvalidUserSid"_s, u"The security identifier is invalid."_s);
    if (!mailbox && kind == "PrincipalName"_L1)
        return ewsFault(u"ErrorInvalidUserPrincipalName"_s, u"The user principal name is invalid."_s);
    if (!mailbox)
        return ewsFault(u"ErrorNonExistentMailbox"_s,
                        u"The SMTP address has no mailbox associated with it."_s);
    if (caller.kind == EwsCaller::Kind::Person || !m_directory.mayImpersonate(*mailbox))
        return ewsFault(u"ErrorImpersonateUserDenied"_s,
                        u"The account does not have permission to impersonate the requested user."_s);
    if (mailbox->inCloud)
        return ewsFault(u"ErrorNonExistentMailbox"_s, u"No mailbox with such guid."_s);
    *principal = mailbox;
    return std::nullopt;
}

SimReply EwsEndpoint::perform(const SimCall &call)
{
    if (std::optional<SimReply> reply = m_mailboxes.answer(call))
        return *reply;
    if (std::optional<SimReply> reply = m_lookUps.answer(call))
        return *reply;
    if (std::optional<SimReply> reply = m_notifications.answer(call))
        return *reply;
    return ewsFault(u"ErrorInvalidRequest"_s, u"The request is invalid."_s);
}

} // namespace Setup
