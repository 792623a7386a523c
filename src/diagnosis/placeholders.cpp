// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "diagnosis/placeholders.h"

#include "core/datednotices.h"
#include "core/foreigntext.h"
#include "diagnosis/catalogue.h"
#include "diagnosis/daytext.h"
#include "diagnosis/powershell.h"
#include "diagnosis/readings.h"
#include "diagnosis/rolenames.h"
#include "diagnosis/serviceaccountpreparation.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QRegularExpression>
#include <QUrl>

#include <array>
#include <functional>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype shownLength = 200;

struct Known
{
    const char *name;
    const char *stands; // what an unknown value is called, translated
};

// The customer's own names, and what is made of them.
constexpr std::array names{
    Known{"account", QT_TRANSLATE_NOOP("Placeholders", "service account")},
    Known{"signedInAccount", QT_TRANSLATE_NOOP("Placeholders", "account that signed in")}, // never filled
    Known{"accountName", QT_TRANSLATE_NOOP("Placeholders", "short name of the service account")},
    Known{"assignmentName", QT_TRANSLATE_NOOP("Placeholders", "name for the assignment")},
    Known{"roomAssignmentName", QT_TRANSLATE_NOOP("Placeholders", "name for the assignment")},
    Known{"username", QT_TRANSLATE_NOOP("Placeholders", "user name")},
    Known{"domain", QT_TRANSLATE_NOOP("Placeholders", "mail domain")},
    Known{"ewsHost", QT_TRANSLATE_NOOP("Placeholders", "EWS host")},
    Known{"ewsUrl", QT_TRANSLATE_NOOP("Placeholders", "EWS address")},
    Known{"publicUrl", QT_TRANSLATE_NOOP("Placeholders", "public https address of EWS")}, // never filled
    Known{"mailbox", QT_TRANSLATE_NOOP("Placeholders", "room mailbox")},
    Known{"forbiddenMailbox", QT_TRANSLATE_NOOP("Placeholders", "forbidden mailbox")},
    Known{"server", QT_TRANSLATE_NOOP("Placeholders", "Exchange server")},
    Known{"autodiscoverHost", QT_TRANSLATE_NOOP("Placeholders", "autodiscover.your domain")},
    Known{"autodiscoverSrv", QT_TRANSLATE_NOOP("Placeholders", "_autodiscover._tcp.your domain")},
    Known{"client", QT_TRANSLATE_NOOP("Placeholders", "ID of the application")},
    Known{"retirementBegan", QT_TRANSLATE_NOOP("Placeholders", "date")},
    Known{"lastEwsDay", QT_TRANSLATE_NOOP("Placeholders", "date")},
    Known{"frontlineFrom", QT_TRANSLATE_NOOP("Placeholders", "date")},
    Known{"frontlineUntil", QT_TRANSLATE_NOOP("Placeholders", "date")},
    Known{"redirect", QT_TRANSLATE_NOOP("Placeholders", "address to return to")},
    Known{"code", QT_TRANSLATE_NOOP("Placeholders", "code")},
    Known{"check", QT_TRANSLATE_NOOP("Placeholders", "check")},
    Known{"because", QT_TRANSLATE_NOOP("Placeholders", "check")},
};

// Facts of problems that texts show. A check may give more; these are the ones with a place in a sentence.
constexpr std::array facts{
    Known{"address", QT_TRANSLATE_NOOP("Placeholders", "address")},
    Known{"addresses", QT_TRANSLATE_NOOP("Placeholders", "addresses")},
    Known{"application", QT_TRANSLATE_NOOP("Placeholders", "ID of the application")},
    Known{"attempts", QT_TRANSLATE_NOOP("Placeholders", "number")},
    Known{"build", QT_TRANSLATE_NOOP("Placeholders", "build")},
    Known{"checks", QT_TRANSLATE_NOOP("Placeholders", "checks")},
    Known{"cloud", QT_TRANSLATE_NOOP("Placeholders", "cloud")},
    Known{"column", QT_TRANSLATE_NOOP("Placeholders", "column")},
    Known{"contentType", QT_TRANSLATE_NOOP("Placeholders", "kind of content")},
    Known{"correlationId", QT_TRANSLATE_NOOP("Placeholders", "correlation ID")},
    Known{"days", QT_TRANSLATE_NOOP("Placeholders", "number")},
    Known{"entry", QT_TRANSLATE_NOOP("Placeholders", "entry")},
    Known{"expected", QT_TRANSLATE_NOOP("Placeholders", "expected value")},
    Known{"field", QT_TRANSLATE_NOOP("Placeholders", "field")},
    Known{"file", QT_TRANSLATE_NOOP("Placeholders", "file")},
    Known{"found", QT_TRANSLATE_NOOP("Placeholders", "found value")},
    Known{"home", QT_TRANSLATE_NOOP("Placeholders", "organisation")},
    Known{"host", QT_TRANSLATE_NOOP("Placeholders", "host")},
    Known{"inFront", QT_TRANSLATE_NOOP("Placeholders", "device in front of Exchange")},
    Known{"inspectedBy", QT_TRANSLATE_NOOP("Placeholders", "product")},
    Known{"issuer", QT_TRANSLATE_NOOP("Placeholders", "issuer")},
    Known{"limit", QT_TRANSLATE_NOOP("Placeholders", "limit")},
    Known{"line", QT_TRANSLATE_NOOP("Placeholders", "line")},
    Known{"location", QT_TRANSLATE_NOOP("Placeholders", "address")},
    Known{"logonDnsDomain", QT_TRANSLATE_NOOP("Placeholders", "domain of the server")},
    Known{"logonDomain", QT_TRANSLATE_NOOP("Placeholders", "DOMAIN")},
    Known{"member", QT_TRANSLATE_NOOP("Placeholders", "member")},
    Known{"message", QT_TRANSLATE_NOOP("Placeholders", "message")},
    Known{"minutesAhead", QT_TRANSLATE_NOOP("Placeholders", "number")},
    Known{"minutesBehind", QT_TRANSLATE_NOOP("Placeholders", "number")},
    Known{"missing", QT_TRANSLATE_NOOP("Placeholders", "permission")},
    Known{"names", QT_TRANSLATE_NOOP("Placeholders", "names")},
    Known{"notAfter", QT_TRANSLATE_NOOP("Placeholders", "date")},
    Known{"notBefore", QT_TRANSLATE_NOOP("Placeholders", "date")},
    Known{"offers", QT_TRANSLATE_NOOP("Placeholders", "ways to sign in")},
    Known{"operation", QT_TRANSLATE_NOOP("Placeholders", "operation")},
    Known{"notAsked", QT_TRANSLATE_NOOP("Placeholders", "addresses")},
    Known{"port", QT_TRANSLATE_NOOP("Placeholders", "port")},
    Known{"portal", QT_TRANSLATE_NOOP("Placeholders", "portal")},
    Known{"product", QT_TRANSLATE_NOOP("Placeholders", "Exchange version")},
    Known{"proposal", QT_TRANSLATE_NOOP("Placeholders", "proposal")},
    Known{"protocol", QT_TRANSLATE_NOOP("Placeholders", "TLS version")},
    Known{"proxy", QT_TRANSLATE_NOOP("Placeholders", "proxy")},
    Known{"reason", QT_TRANSLATE_NOOP("Placeholders", "reason")},
    Known{"region", QT_TRANSLATE_NOOP("Placeholders", "region")},
    Known{"requestId", QT_TRANSLATE_NOOP("Placeholders", "request id")},
    Known{"roles", QT_TRANSLATE_NOOP("Placeholders", "roles")},
    Known{"seconds", QT_TRANSLATE_NOOP("Placeholders", "number")},
    Known{"serverCode", QT_TRANSLATE_NOOP("Placeholders", "code")},
    Known{"status", QT_TRANSLATE_NOOP("Placeholders", "status")},
    Known{"subject", QT_TRANSLATE_NOOP("Placeholders", "name in the certificate")},
    Known{"tenant", QT_TRANSLATE_NOOP("Placeholders", "organisation")},
    Known{"timestamp", QT_TRANSLATE_NOOP("Placeholders", "time")},
    Known{"title", QT_TRANSLATE_NOOP("Placeholders", "title")},
    Known{"traceId", QT_TRANSLATE_NOOP("Placeholders", "trace ID")},
    Known{"typed", QT_TRANSLATE_NOOP("Placeholders", "what was typed")},
    Known{"unfound", QT_TRANSLATE_NOOP("Placeholders", "field")},
    Known{"url", QT_TRANSLATE_NOOP("Placeholders", "address")},
    Known{"version", QT_TRANSLATE_NOOP("Placeholders", "version")},
    Known{"where", QT_TRANSLATE_NOOP("Placeholders", "place")},
    Known{"wanted", QT_TRANSLATE_NOOP("Placeholders", "expected value")},
};

const char *standsFor(const QString &name)
{
    for (const Known &known : names)
        if (name == QLatin1StringView(known.name))
            return known.stands;
    for (const Known &known : facts)
        if (name == QLatin1StringView(known.name))
            return known.stands;
    return nullptr;
}

QString unknown(const QString &name)
{
    const char *stands = standsFor(name);
    return stands ? u"<%1>"_s.arg(QCoreApplication::translate("Placeholders", stands)) : u"<%1>"_s.arg(name);
}

QString unquotable(const QString &name)
{
    const Result<QString> literal = PowerShell::quoted(unknown(name));
    return literal ? *literal : u"'<?>'"_s;
}

const QRegularExpression &placeholder()
{
    static const QRegularExpression expression(u"\\{([A-Za-z]+)\\}"_s);
    return expression;
}

// Values are put in by one pass over the text, so that a value that looks like a placeholder stays what it
// is.
QString replaced(const QString &text, const std::function<QString(const QString &)> &with)
{
    QString result;
    qsizetype end = 0;
    auto matches = placeholder().globalMatch(text);
    while (matches.hasNext()) {
        const auto match = matches.next();
        result += QStringView(text).mid(end, match.capturedStart() - end);
        result += with(match.captured(1));
        end = match.capturedEnd();
    }
    result += QStringView(text).mid(end);
    return result;
}

} // namespace

QString readable(const QJsonValue &fact)
{
    static constexpr qsizetype shown = 10;
    switch (fact.type()) {
    case QJsonValue::Bool:
        return fact.toBool() ? QCoreApplication::translate("Placeholders", "yes")
                             : QCoreApplication::translate("Placeholders", "no");
    case QJsonValue::Double:
        return QString::number(fact.toDouble(), 'g', 12);
    case QJsonValue::String:
        return fact.toString();
    case QJsonValue::Array: {
        QStringList texts;
        const QJsonArray array = fact.toArray();
        for (const auto &element : array) {
            if (texts.size() == shown)
                return texts.join(u", "_s) + u", …"_s;
            if (!element.isArray() && !element.isObject())
                texts.append(readable(element));
        }
        return texts.join(u", "_s);
    }
    default:
        return {};
    }
}

Placeholders::Placeholders(const Problem &problem, const QString &checkId, const ExplanationContext &context)
{
    // What is asked at Microsoft is asked as whoever signed in, with the application of the sign-in; by the
    // portal's cloud, and on the page of consent, as AskCody's own.
    const bool isAsPerson =
        !context.isOfCloud && (checkId.startsWith("microsoft."_L1) || checkId.startsWith("graph."_L1));
    m_isOfOther = context.isOtherSignedIn && isAsPerson;
    const bool isSignIn = isAsPerson && checkId != "microsoft.consent"_L1;
    add(u"client"_s, isSignIn ? context.client : context.application);
    addNames(context);
    addDays(context.cloud);
    addFacts(problem);
    addDerived();
    add(u"code"_s, problem.code);
    if (!checkId.isEmpty())
        add(u"check"_s, Catalogue::standard().checkTitle(checkId));
}

QStringList Placeholders::known()
{
    QStringList all;
    for (const Known &known : names)
        all.append(QString::fromLatin1(known.name));
    for (const Known &known : facts)
        all.append(QString::fromLatin1(known.name));
    return all;
}

QStringList Placeholders::in(const QString &text)
{
    QStringList used;
    auto matches = placeholder().globalMatch(text);
    while (matches.hasNext())
        used.append(matches.next().captured(1));
    return used;
}

QString Placeholders::prose(const QString &text) const
{
    static const QRegularExpression optional(u" ?\\[([^\\]]*)\\]"_s);
    QString kept;
    qsizetype end = 0;
    auto matches = optional.globalMatch(text);
    while (matches.hasNext()) {
        const auto match = matches.next();
        kept += QStringView(text).mid(end, match.capturedStart() - end);
        const QStringList used = in(match.captured(1));
        if (std::all_of(used.begin(), used.end(),
                        [this](const QString &name) { return m_values.contains(name); }))
            kept += match.captured(0).remove(u'[').remove(u']');
        end = match.capturedEnd();
    }
    kept += QStringView(text).mid(end);
    return replaced(kept, [this](const QString &name) {
        return m_values.contains(name) ? ForeignText(m_values.value(name), shownLength).text()
                                       : unknown(nameOfUnknown(name));
    });
}

QString Placeholders::command(const QString &text) const
{
    return replaced(text, [this](const QString &name) {
        const QString stand = m_values.value(name);
        // ‹U+…› is what ForeignText left of a character that no name has.
        if (stand.isEmpty() || stand.contains(u"‹U+"_s))
            return unquotable(nameOfUnknown(name));
        const Result<QString> literal = PowerShell::quoted(stand);
        return literal ? *literal : unquotable(nameOfUnknown(name));
    });
}

QString Placeholders::nameOfUnknown(const QString &name) const
{
    return m_isOfOther && name == "account"_L1 ? u"signedInAccount"_s : name;
}

void Placeholders::add(const QString &name, const QString &value)
{
    // Longer than a command takes, so that a cut value is not taken for a name.
    const QString trimmed = value.left(2 * ForeignText::MaximumLength).trimmed();
    if (!trimmed.isEmpty())
        m_values.insert(name, trimmed);
}

void Placeholders::addNames(const ExplanationContext &context)
{
    if (!m_isOfOther)
        add(u"account"_s, context.account);
    add(u"username"_s, context.username);
    add(u"domain"_s, context.domain);
    add(u"ewsHost"_s, context.ewsHost);
    add(u"ewsUrl"_s, context.ewsUrl);
    add(u"host"_s, context.ewsHost);
    add(u"url"_s, context.ewsUrl);
    add(u"mailbox"_s, context.mailbox);
    add(u"forbiddenMailbox"_s, context.forbiddenMailbox);
    add(u"server"_s, context.servers.value(0));
    add(u"application"_s, context.application);
    add(u"tenant"_s, context.tenant);
}

// What Microsoft has announced for this cloud; for another one, or none, there is no day to be told.
void Placeholders::addDays(const QString &cloud)
{
    static const DatedNotices notices;
    const QLocale locale;
    const QList<DatedNotice> announced = notices.ofCloud(cloud);
    for (const DatedNotice &notice : announced) {
        if (notice.id == "disablementStarts"_L1)
            add(u"retirementBegan"_s, dayText(notice.day, locale));
        if (notice.id == "ended"_L1)
            add(u"lastEwsDay"_s, dayText(notice.day.addDays(-1), locale));
        if (notice.id == "frontlineLicences"_L1) {
            add(u"frontlineFrom"_s, monthText(notice.day, locale));
            add(u"frontlineUntil"_s, monthText(notice.until, locale));
        }
    }
}

// The problem knows better than the context which host, mailbox or server it is about.
void Placeholders::addFacts(const Problem &problem)
{
    static const QStringList nearer{u"mailbox"_s, u"server"_s, u"username"_s, u"because"_s, u"domain"_s};
    const QJsonObject seen = readings(problem);
    for (auto fact = seen.begin(); fact != seen.end(); ++fact) {
        const bool shown = std::any_of(facts.begin(), facts.end(), [&fact](const Known &known) {
            return fact.key() == QLatin1StringView(known.name);
        });
        if (fact.key() == "roles"_L1)
            add(fact.key(), roleNames(fact.value().toVariant().toStringList()));
        else if (shown || nearer.contains(fact.key()))
            add(fact.key(), readable(fact.value()));
    }
    // Which step of somebody else's ladder it is about.
    if (const QString rung = seen.value("rung"_L1).toString(); !rung.isEmpty())
        add(u"title"_s, Catalogue::standard().checkTitle(rung));
}

void Placeholders::addDerived()
{
    if (const QString domain = value(u"domain"_s); !domain.isEmpty()) {
        add(u"autodiscoverHost"_s, u"autodiscover."_s + domain);
        add(u"autodiscoverSrv"_s, u"_autodiscover._tcp."_s + domain);
    }
    if (const QString account = value(u"account"_s); !account.isEmpty()) {
        add(u"accountName"_s, ServiceAccountPreparation::shortName(account));
        add(u"assignmentName"_s, ServiceAccountPreparation::assignmentName(account));
        add(u"roomAssignmentName"_s, ServiceAccountPreparation::roomAssignmentName(account));
    }
    add(u"redirect"_s, u"http://localhost"_s); // as OwnRegistration registers it
    if (value(u"port"_s).isEmpty())
        add(u"port"_s, QString::number(QUrl(value(u"ewsUrl"_s)).port(443)));
}

} // namespace Setup
