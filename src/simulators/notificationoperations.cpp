// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/notificationoperations.h"

#include "simulators/simcalendar.h"

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr int MaximumSubscriptions = 5000; // EWSMaxSubscriptions of Exchange 2013 and later

SimReply answerOf(const SimProduct &product, const QByteArray &body)
{
    return simReply(200, "text/xml; charset=utf-8", ewsEnvelope(product, body));
}

// The same bytes, but the second envelope begins in the first chunk and breaks off inside its root tag.
QList<SimChunk> splitInsideTag(QList<SimChunk> chunks)
{
    if (chunks.size() > 1) {
        const qsizetype place = chunks.at(1).data.indexOf("<s:Envelope") + 5;
        chunks[0].data += chunks.at(1).data.left(place);
        chunks[1].data.remove(0, place);
    }
    return chunks;
}

} // namespace

NotificationOperations::NotificationOperations(const ScenarioStreaming &streaming, const SimProduct &product)
    : m_streaming(streaming)
    , m_product(product)
{}

std::optional<SimReply> NotificationOperations::answer(const SimCall &call)
{
    if (call.operation == "Subscribe"_L1)
        return answerOf(m_product, subscribe(call));
    if (call.operation == "Unsubscribe"_L1)
        return answerOf(m_product, unsubscribe(call));
    if (call.operation == "GetStreamingEvents"_L1)
        return getStreamingEvents(call);
    return std::nullopt;
}

QByteArray NotificationOperations::subscribe(const SimCall &call)
{
    if (!call.principal)
        return ewsError(
            call.operation, u"ErrorMissingEmailAddress"_s,
            u"An account that does not have a mailbox must specify the mailbox of a distinguished folder."_s);
    if (m_subscriptions.size() >= MaximumSubscriptions)
        return ewsError(call.operation, u"ErrorExceededSubscriptionCount"_s,
                        u"You have exceeded the available subscriptions for your account."_s);
    const QString id = QString::fromLatin1(
        QByteArray("exch01.contoso.test/" + QByteArray::number(++m_lastNumber)).toBase64());
    m_subscriptions.insert(id, call.principal->address);
    return ewsSuccess(call.operation, "<m:SubscriptionId>" + id.toLatin1() + "</m:SubscriptionId>");
}

QByteArray NotificationOperations::unsubscribe(const SimCall &call)
{
    if (m_subscriptions.remove(call.body.childText(u"SubscriptionId"_s)) == 0)
        return ewsError(call.operation, u"ErrorSubscriptionNotFound"_s,
                        u"The specified subscription was not found."_s);
    return ewsSuccess(call.operation, {});
}

SimReply NotificationOperations::getStreamingEvents(const SimCall &call) const
{
    const QString id = call.body.child(u"SubscriptionIds"_s)->childText(u"SubscriptionId"_s);
    if (!m_subscriptions.contains(id))
        return answerOf(m_product,
                        ewsError(call.operation, u"ErrorSubscriptionNotFound"_s,
                                 u"The specified subscription was not found."_s));
    if (!call.principal || m_subscriptions.value(id) != call.principal->address)
        return answerOf(m_product,
                        ewsError(call.operation, u"ErrorSubscriptionAccessDenied"_s,
                                 u"The subscription was created by another account."_s));
    using std::chrono::milliseconds;
    const milliseconds interval(m_streaming.intervalMs);
    SimReply reply;
    reply.headers.append(SimHeader{"Content-Type", "text/xml; charset=utf-8"});
    reply.chunks.append({milliseconds(0), status("OK")});
    if (m_streaming.cut) {
        reply.cutAfter = 0;
        return reply;
    }
    for (int number = 1; number <= m_streaming.events; ++number)
        reply.chunks.append({interval, notification(id, call.now, number)});
    const milliseconds lifetime = std::chrono::minutes(call.body.childText(u"ConnectionTimeout"_s).toInt());
    reply.chunks.append({lifetime - m_streaming.events * interval, status("Closed")});
    if (m_streaming.splitInsideTag)
        reply.chunks = splitInsideTag(reply.chunks);
    return reply;
}

QByteArray NotificationOperations::status(const QByteArray &word) const
{
    return ewsEnvelope(
        m_product,
        ewsSuccess(u"GetStreamingEvents"_s, "<m:ConnectionStatus>" + word + "</m:ConnectionStatus>"));
}

QByteArray NotificationOperations::notification(const QString &id, const QDateTime &now, int number) const
{
    // Servers put Notification into the messages namespace, whatever messages.xsd says.
    const QByteArray itemId = QByteArray("event|" + QByteArray::number(number)).toBase64();
    return ewsEnvelope(
        m_product,
        ewsSuccess(u"GetStreamingEvents"_s,
                   "<m:Notifications><m:Notification><t:SubscriptionId>" + id.toLatin1()
                       + "</t:SubscriptionId><t:ModifiedEvent><t:TimeStamp>" + simTime(now)
                       + "</t:TimeStamp><t:ItemId Id=\"" + itemId
                       + "\" ChangeKey=\"DwAAABYAAAA=\"/>"
                         "<t:ParentFolderId Id=\"Zm9sZGVy\" ChangeKey=\"AQAAAA==\"/></t:ModifiedEvent>"
                         "</m:Notification></m:Notifications>"));
}

} // namespace Setup
