// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/redactionbody.h"

#include "core/foreigntext.h"
#include "core/xmltext.h"
#include "net/answershape.h"
#include "net/redaction.h"
#include "net/redactionjson.h"
#include "net/redactionlists.h"
#include "net/redactiontoken.h"
#include "net/redactionxml.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QRegularExpression>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maximumPage = 262'144;
constexpr int maximumDocuments = 100;

// Its digest lets support tell a page that it knows from one that it does not. What began like XML still
// does.
QString unparseable(const QByteArray &body)
{
    const QByteArray digest = QCryptographicHash::hash(body, QCryptographicHash::Sha256).toHex();
    const QString opening = body.left(200).trimmed().startsWith('<') ? u"<"_s : QString();
    return opening
        + u"«removed: unparseable, %1 bytes, sha256 %2»"_s.arg(QString::number(body.size()),
                                                               QString::fromLatin1(digest));
}

RedactedBody other(const QByteArray &body)
{
    static const QList<QByteArray> openings{"<!DOCTYPE", "<?xml", "<", "{", "["};
    const QByteArray start = body.left(200).trimmed();
    QString opening = u"text"_s;
    for (const QByteArray &candidate : openings) {
        if (start.left(candidate.size()).compare(candidate, Qt::CaseInsensitive) == 0) {
            opening = QString::fromLatin1(candidate);
            break;
        }
    }
    const QByteArray digest = QCryptographicHash::hash(body, QCryptographicHash::Sha256).toHex();
    return {
        unparseable(body).toUtf8(),
        {{u"shape"_s, u"other"_s}, {u"startsWith"_s, opening}, {u"sha256"_s, QString::fromLatin1(digest)}}};
}

// What IIS, a portal's firewall, a hot spot and a single sign-on say on a page and nowhere else.
QString tellingPhrases(const QString &page)
{
    QStringList found;
    for (const auto &phrase :
         {u"403.4"_s, u"404.13"_s, u"must be viewed over a secure channel"_s, u"WISPAccessGatewayParam"_s,
          u"The request is blocked"_s, u"Request blocked"_s, u"Web Application Firewall"_s, u"SAMLRequest"_s,
          u"403.7"_s, u"No required SSL certificate"_s, u"client certificate"_s}) {
        if (page.contains(phrase, Qt::CaseInsensitive))
            found.append(phrase);
    }
    return found.join(u' ');
}

// A page keeps what tells a log-on page from a block page and both from an error page: how it begins, its
// title and a heading that goes on with it, whether it asks for a password.
RedactedBody html(const QByteArray &body)
{
    static const QRegularExpression titled(u"<title[^>]{0,200}>([^<]{0,1000})"_s,
                                           QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression headed(u"<h[12][^>]{0,200}>([^<]{0,1000})"_s,
                                           QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression password(u"<input[^>]{0,500}type\\s*=\\s*[\"']?password"_s,
                                             QRegularExpression::CaseInsensitiveOption);
    const QString page = QString::fromUtf8(body.left(maximumPage));
    const QString title = ForeignText(titled.match(page).captured(1).simplified(), 200).text();
    const QString heading = ForeignText(headed.match(page).captured(1).simplified(), 200).text();
    const bool goesOn = !heading.isEmpty() && heading.startsWith(title); // else it may name somebody
    const bool asks = password.match(page).hasMatch();
    const QString comment = page.trimmed().startsWith("<!--"_L1) ? u"<!-- -->"_s : QString();
    const bool hasDoctype = QStringView(page).left(2000).contains("<!doctype"_L1, Qt::CaseInsensitive);
    const QString kept = u"%1%2<html><head><title>%3</title></head><body>%4%5%6 %7</body></html>"_s.arg(
        comment, hasDoctype ? u"<!DOCTYPE html>"_s : QString(), title,
        goesOn ? u"<h1>"_s + heading + u"</h1>"_s : QString(),
        asks ? u"<input type=\"password\">"_s : QString(), tellingPhrases(page),
        removed(u"page", body.size()));
    return {kept.toUtf8(), {{u"shape"_s, u"html"_s}, {u"title"_s, title}, {u"asksForPassword"_s, asks}}};
}

QString shapeName(XmlRedactor::Shape shape)
{
    switch (shape) {
    case XmlRedactor::Shape::Whole:
        return u"xml"_s;
    case XmlRedactor::Shape::Cut:
        return u"cutXml"_s;
    case XmlRedactor::Shape::Broken:
        return u"brokenXml"_s;
    case XmlRedactor::Shape::Huge:
        return u"hugeXml"_s;
    case XmlRedactor::Shape::Dtd:
        return u"dtd"_s;
    }
    return {};
}

// A streamed answer is many documents, one after the other.
RedactedBody xml(const XmlRules &rules, const QByteArray &body)
{
    const XmlText bounded(body);
    if (bounded.end == XmlText::End::Undecodable)
        return other(body);
    QString rest = bounded.text;
    QString kept;
    auto shape = XmlRedactor::Shape::Whole;
    const auto goesOn = [&] { return !rest.trimmed().isEmpty() || bounded.end != XmlText::End::Whole; };
    for (int documents = 0; shape == XmlRedactor::Shape::Whole && goesOn(); ++documents) {
        XmlRedactor redactor(rules);
        shape = documents < maximumDocuments ? redactor.read(rest, bounded.end) : XmlRedactor::Shape::Huge;
        const bool cutAtOnce = shape == XmlRedactor::Shape::Cut && redactor.written().isEmpty();
        kept += cutAtOnce ? u"<cut"_s : redactor.written();
        rest = rest.mid(redactor.endOfDocument()).trimmed();
    }
    if (shape == XmlRedactor::Shape::Broken && kept.isEmpty())
        return other(body);
    if (shape == XmlRedactor::Shape::Broken)
        kept += unparseable(body) + u"</broken>"_s; // closes nothing that is open: broken here too
    return {kept.toUtf8(), {{u"shape"_s, shapeName(shape)}}};
}

QJsonValue keptJson(const QString &name, const QJsonValue &value)
{
    const QString text = value.toString();
    if (!keepsJsonMember(name) || !value.isString())
        return removed(u"member", text.size(), u"characters");
    if (name == "Url"_L1)
        return QString::fromUtf8(redactedAddress(text.toUtf8()));
    return ForeignText(text).text();
}

RedactedBody json(const QByteArray &body)
{
    const QJsonDocument document = QJsonDocument::fromJson(body);
    if (!document.isObject())
        return other(body);
    QJsonObject kept;
    const QJsonObject object = document.object();
    for (auto member = object.constBegin(); member != object.constEnd(); ++member)
        kept.insert(member.key().left(64), keptJson(member.key(), member.value()));
    return {QJsonDocument(kept).toJson(QJsonDocument::Compact), {{u"shape"_s, u"json"_s}}};
}

RedactedBody json(const QByteArray &body, const JsonRules &rules)
{
    const auto kept = redactedJson(body, rules);
    return kept ? RedactedBody{*kept, {{u"shape"_s, u"json"_s}}} : other(body);
}

// A form on its way there, JSON on its way back.
RedactedBody token(const QByteArray &body)
{
    if (body.trimmed().startsWith('{'))
        return json(body, JsonRules::tokenEndpoint());
    const auto kept = redactedForm(body);
    return kept ? RedactedBody{*kept, {{u"shape"_s, u"form"_s}}} : other(body);
}

RedactedBody byKind(BodyKind kind, const QByteArray &body)
{
    switch (kind) {
    case BodyKind::Ews:
        return xml(XmlRules::ews(), body);
    case BodyKind::AutodiscoverXml:
        return xml(XmlRules::autodiscover(), body);
    case BodyKind::AutodiscoverJson:
        return json(body);
    case BodyKind::Portal:
        return json(body, JsonRules::portal());
    case BodyKind::Issuer:
        return json(body, JsonRules::issuer());
    case BodyKind::Token:
        return token(body);
    case BodyKind::Microsoft:
        return json(body, JsonRules::microsoft());
    case BodyKind::None:
        break;
    }
    return other(body);
}

} // namespace

RedactedBody redactedBody(BodyKind kind, const QByteArray &body)
{
    if (body.isEmpty())
        return {{}, {{u"shape"_s, u"empty"_s}}};
    if (kind == BodyKind::None)
        return {removedBytes(u"body", body.size()), {}};
    const AnswerShape shape = shapeOf(body);
    if (shape == AnswerShape::Page)
        return html(body);
    RedactedBody kept = byKind(kind, body);
    if (shape == AnswerShape::Xml && shapeOf(kept.body) != AnswerShape::Xml)
        kept.body.prepend("<?xml version=\"1.0\"?>");
    return kept;
}

} // namespace Setup
