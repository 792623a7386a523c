// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/customernames.h"

#include "net/confirmedhosts.h"
#include "net/microsofthosts.h"
#include "net/middleboxes.h"
#include "net/observation.h"
#include "support/commonwords.h"
#include "support/foreignnames.h"

#include <QCryptographicHash>
#include <QHostAddress>
#include <QJsonArray>
#include <QRegularExpression>
#include <QSslCertificate>
#include <QSslCertificateExtension>
#include <QUrl>

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

QSet<QString> words(const char *text)
{
    const QStringList list = QString::fromLatin1(text).simplified().split(u' ');
    return {list.cbegin(), list.cend()};
}

template<typename Take>
void forEachMatch(const QRegularExpression &form, const QString &text, Take take)
{
    for (auto match = form.globalMatch(text); match.hasNext();)
        take(match.next());
}

bool isUserMember(const QString &member)
{
    return member.compare("username"_L1, Qt::CaseInsensitive) == 0 || member == "spelling"_L1
        || member == "spellings"_L1 || member == "usernames"_L1;
}

class Collector
{
public:
    CustomerNames names;

    void visit(const QJsonValue &value, const RecordedText &place)
    {
        if (value.isArray()) {
            const QJsonArray array = value.toArray();
            if (place.member == "chain"_L1)
                visitChain(array);
            for (const auto &item : array)
                visit(item, place);
        } else if (value.isObject()) {
            visitMembers(value.toObject(), place);
        } else if (value.isString()) {
            visitText({value.toString(), place.member, place.outer, place.namesPort});
        }
    }

private:
    void visitMembers(const QJsonObject &object, const RecordedText &place)
    {
        visitHeader(object);
        for (auto member = object.constBegin(); member != object.constEnd(); ++member) {
            names.vocabulary.insert(member.key().toLower());
            visit(member.value(), place.placeOf(object, member.key()));
        }
    }

    void visitHeader(const QJsonObject &object)
    {
        addHosts(ForeignNames::serversIn(object["name"_L1].toString(), object["value"_L1].toString()));
    }

    void visitText(const RecordedText &place)
    {
        const QString &text = place.text;
        if (place.isOurs())
            return;
        visitCertificates(text, place.member == "trustedCa"_L1);
        visitMarkup(text);
        visitAddresses(text, place);
        visitMessage(text);
        const bool isOfCustomer = place.outer == "integration"_L1 || place.outer == "draft"_L1;
        if (isOfCustomer
            && (place.member == "id"_L1 || place.member == "clientId"_L1 || place.member == "portalId"_L1))
            addId(text);
        else if (isUserMember(place.member))
            addUser(text);
        else if (place.member == "target"_L1)
            visitTarget(text);
        else if (place.member == "value"_L1 && place.outer == "records"_L1)
            addHost(text);
        else if (place.member == "name"_L1
                 && (place.outer == "integration"_L1 || place.outer == "organisation"_L1))
            names.titles.insert(text);
        else if (text.size() < 300 && isHostMember(place.member))
            addHost(text);
        else if (place.member == "displayName"_L1 || place.member == "roomName"_L1
                 || place.member == "organisation"_L1 || place.member == "brand"_L1)
            names.titles.insert(text);
    }

    static bool isHostMember(const QString &member)
    {
        static const QSet<QString> members =
            words("host hosts acceptHosts domain proxyHost tenant tenantDomain"
                  " server servers computer dnsDomain dnsComputer netbiosDomain"
                  " netbiosComputer proxy names subject mailDomain");
        return members.contains(member);
    }

    // "mail.contoso.com A", "mail.contoso.com:443 at 192.0.2.1"
    void visitTarget(const QString &text)
    {
        static const QRegularExpression first(u"^[^ :/]+"_s);
        const QString host = first.match(text).captured();
        if (host.contains(u'.'))
            addHost(host);
    }

    void addId(const QString &id)
    {
        static constexpr qsizetype shortestId = 6;
        const QString bare = QString(id).remove(u'{').remove(u'}');
        if (bare.size() >= shortestId)
            names.tenants.insert(bare);
    }

    void visitCertificates(const QString &text, bool isOwnAuthority)
    {
        static const QRegularExpression pem(
            u"-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\\s]+-----END CERTIFICATE-----"_s);
        if (!text.contains("BEGIN CERTIFICATE"_L1))
            return;
        forEachMatch(pem, text, [&](const auto &match) {
            const auto found = QSslCertificate::fromData(match.captured().toLatin1());
            for (const QSslCertificate &certificate : found) {
                visitCertificate(certificate);
                if (isOwnAuthority)
                    takeAuthority(certificate);
            }
        });
    }

    // Who signs for a host of the customer's is the customer, or a public authority: that one logs what it
    // signs (RFC 6962).
    void visitChain(const QJsonArray &chain)
    {
        QList<QSslCertificate> certificates;
        for (const auto &pem : chain)
            certificates += QSslCertificate::fromData(pem.toString().toLatin1());
        if (certificates.isEmpty() || !visitCertificate(certificates.constFirst()))
            return;
        names.certificates.insert(CustomerNames::fingerprint(certificates.constFirst()));
        if (isLogged(certificates.constFirst()))
            return;
        for (const QSslCertificate &certificate : std::as_const(certificates))
            takeAuthority(certificate);
    }

    static bool isLogged(const QSslCertificate &certificate)
    {
        const auto extensions = certificate.extensions();
        return std::any_of(extensions.begin(), extensions.end(), [](const QSslCertificateExtension &one) {
            return one.oid() == "1.3.6.1.4.1.11129.2.4.2"_L1;
        });
    }

    // Names of products that open traffic are no customer's, and checks go by them.
    void takeAuthority(const QSslCertificate &certificate)
    {
        if (Middleboxes::standard().ofIssuers({certificate}))
            return;
        names.certificates.insert(CustomerNames::fingerprint(certificate));
        for (const auto part : {QSslCertificate::CommonName, QSslCertificate::Organization,
                                QSslCertificate::OrganizationalUnitName, QSslCertificate::LocalityName,
                                QSslCertificate::StateOrProvinceName}) {
            const QStringList values = certificate.subjectInfo(part) + certificate.issuerInfo(part);
            for (const QString &value : values) {
                names.titles.insert(value);
                if (value.contains(u'.'))
                    addHost(value);
            }
        }
    }

    // Whether it is the customer's. Whoever is named beside a host of the customer is the customer.
    bool visitCertificate(const QSslCertificate &certificate)
    {
        QStringList hosts = certificate.subjectInfo(QSslCertificate::CommonName);
        const auto alternatives = certificate.subjectAlternativeNames();
        hosts += alternatives.values();
        bool isCustomers = false;
        for (const QString &host : std::as_const(hosts)) {
            if (!host.contains(u'.') || host.contains(u' '))
                continue;
            addHost(QString(host).remove(u"*."_s));
            isCustomers = isCustomers || !CustomerNames::isEverybodys(host);
        }
        if (!isCustomers)
            return false;
        for (const auto part : {QSslCertificate::Organization, QSslCertificate::OrganizationalUnitName,
                                QSslCertificate::LocalityName, QSslCertificate::StateOrProvinceName}) {
            const QStringList values = certificate.subjectInfo(part);
            for (const QString &value : values)
                names.titles.insert(value);
        }
        return true;
    }

    // Bodies: names of rooms and organisations stand in elements and members of their own.
    void visitMarkup(const QString &text)
    {
        static const QRegularExpression tag(u"</?(?:\\w+:)?(\\w+)"_s);
        static const QRegularExpression title(
            u"<(?:\\w+:)?(?:Name|DisplayName|FederationBrandName)>([^<]{2,200})<"_s);
        static const QRegularExpression member(
            u"\"(displayName|FederationBrandName|organisationName)\"\\s*:\\s*\"([^\"\\\\]{2,200})\""_s);
        static const QRegularExpression anyMember(u"\"([A-Za-z_@.-]{2,40})\"\\s*:"_s);
        if (text.contains(u'<')) {
            forEachMatch(tag, text,
                         [this](const auto &match) { names.vocabulary.insert(match.captured(1).toLower()); });
            forEachMatch(title, text, [this](const auto &match) { addTitle(match.captured(1)); });
        }
        if (text.startsWith(u'{')) {
            forEachMatch(anyMember, text,
                         [this](const auto &match) { names.vocabulary.insert(match.captured(1).toLower()); });
            forEachMatch(member, text, [this](const auto &match) { names.titles.insert(match.captured(2)); });
        }
    }

    void visitMessage(const QString &text)
    {
        static const QRegularExpression digest(u"sha256:[0-9a-f]{16}(?![0-9a-f])"_s);
        addHosts(ForeignNames::serversInMessage(text));
        for (const QString &title : ForeignNames::titlesInMessage(text))
            addTitle(title);
        forEachMatch(digest, text, [this](const auto &match) { names.digests.insert(match.captured()); });
    }

    void addHosts(const QStringList &hosts)
    {
        for (const QString &host : hosts)
            addHost(host);
    }

    void addTitle(const QString &title)
    {
        const bool isPlain =
            title.contains(u'@') || title.startsWith("urn:"_L1) || title.startsWith("http"_L1);
        if (!isPlain && !title.contains(u'«'))
            names.titles.insert(title);
    }

    void visitAddresses(const QString &text, const RecordedText &place)
    {
        static const QRegularExpression mailbox(
            u"([\\p{L}\\p{N}._%+'-]+)(?:@|%40)((?:[\\p{L}\\p{N}-]+\\.)+[\\p{L}\\p{N}-]{2,})"_s);
        static const QRegularExpression url(u"https?://([\\p{L}\\p{N}.-]+)"_s);
        // In an address of Entra's, or as the issuer that Exchange trusts.
        static const QRegularExpression tenant(
            u"(?:microsoftonline[^/]*/|sts\\.windows\\.net/|[0-9a-f]{12}@)([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"_s);
        forEachMatch(mailbox, text, [this](const auto &match) {
            names.mailboxes.insert((match.captured(1) + u'@' + match.captured(2)).toLower());
            addHost(match.captured(2));
        });
        forEachMatch(url, text, [this](const auto &match) { addHost(match.captured(1)); });
        forEachMatch(tenant, text, [this](const auto &match) { names.tenants.insert(match.captured(1)); });
        if ((place.member == "tid"_L1 || place.member == "tenantId"_L1 || place.member == "tenant"_L1)
            && text.size() == 36)
            names.tenants.insert(text);
        visitIpAddresses(text, place);
    }

    // Elsewhere than where an address is expected, "14.3.123.4" is a version.
    void visitIpAddresses(const QString &text, const RecordedText &place)
    {
        static const QRegularExpression four(u"(?<![0-9.])(?:[0-9]{1,3}\\.){3}[0-9]{1,3}(?![0-9.])"_s);
        static const QRegularExpression six(u"(?<![0-9A-Za-z:])[0-9A-Fa-f:]{3,39}(?![0-9A-Za-z:])"_s);
        static const QRegularExpression inside(u"^(10\\.|192\\.168\\.|172\\.(1[6-9]|2[0-9]|3[01])\\.)"_s);
        static const QSet<QString> members =
            words("value address addresses serverIPAddress byDns bySystem target"
                  " publicAddresses privateAddresses host url");
        const bool isExpected = members.contains(place.member);
        forEachMatch(four, text, [&](const auto &match) {
            if (!QHostAddress(match.captured()).isNull()
                && (isExpected || inside.match(match.captured()).hasMatch()))
                names.addresses.insert(match.captured());
        });
        if (text.count(u':') < 2)
            return;
        forEachMatch(six, text, [&](const auto &match) {
            if (match.captured().count(u':') > 1 && !QHostAddress(match.captured()).isNull())
                names.addresses.insert(match.captured());
        });
    }

    void addHost(const QString &host)
    {
        static const QRegularExpression port(u":[0-9]{1,5}$"_s);
        QString name = host.trimmed().toLower().remove(port);
        while (name.endsWith(u'.'))
            name.chop(1);
        static const QRegularExpression form(u"^[\\p{L}\\p{N}_-]+(\\.[\\p{L}\\p{N}_-]+)*$"_s);
        if (!form.match(name).hasMatch() || !QHostAddress(name).isNull() || CustomerNames::isEverybodys(name))
            return;
        (name.contains(u'.') ? names.hosts : names.servers).insert(name);
    }

    void addUser(const QString &spelling)
    {
        const QString user = spelling.mid(spelling.lastIndexOf(u'\\') + 1);
        if (spelling.contains(u'\\'))
            addHost(spelling.section(u'\\', 0, 0));
        if (!user.contains(u'@') && user != "auto"_L1)
            names.users.insert(user.toLower());
    }
};

} // namespace

RecordedText RecordedText::placeOf(const QJsonObject &object, const QString &name) const
{
    const bool isPort = object["kind"_L1] == toString(OperationKind::Port);
    return {{}, name, member, isPort && name == "target"_L1};
}

bool RecordedText::isOurs() const
{
    static const QSet<QString> members = words(
        "check kind code notTested skippedBecause status method httpVersion format checkId bodiesOf what"
        " route trust stage state verdict"
        " startedDateTime startedAt at takenAt changedAt checkedAt timeZone validFrom validUntil mimeType");
    // Of these we write a word out of a list of ours; elsewhere they may hold an address.
    static const QSet<QString> choices = words(
        "route trust stage state source outcome seen support verdict result responseClass clientFrom type"
        " location cloud towards protocol cipher alpn speaks weight proxyMode region realm shape");
    const auto isWord = [this] {
        return std::all_of(text.begin(), text.end(), [](QChar c) { return c.isLetter(); });
    };
    return namesPort || members.contains(member) || (choices.contains(member) && isWord())
        || (outer == "program"_L1) || (outer == "creator"_L1) || (outer == "environment"_L1)
        || (member == "id"_L1 && text.contains(u'.'));
}

QString CustomerNames::fingerprint(const QSslCertificate &certificate)
{
    return QString::fromLatin1(certificate.digest(QCryptographicHash::Sha256).toHex(':'));
}

QString CustomerNames::tenantSuffix(const QString &host)
{
    const QString name = host.toLower();
    // The longer ones first.
    for (const auto suffix :
         {".mail.onmicrosoft.com"_L1, ".onmicrosoft.com"_L1, ".onmicrosoft.us"_L1, ".onmicrosoft.de"_L1,
          ".partner.onmschina.cn"_L1, ".mail.protection.outlook.com"_L1, ".mail.protection.outlook.de"_L1,
          ".mail.protection.partner.outlook.cn"_L1, ".mail.protection.office365.us"_L1, ".mx.microsoft"_L1,
          ".sharepoint.com"_L1, ".sharepoint.us"_L1, ".sharepoint.cn"_L1})
        if (name.endsWith(suffix))
            return suffix;
    return {};
}

bool CustomerNames::isEverybodys(const QString &host)
{
    static const QSet<QString> domains =
        words("onaskcody.com goaskcody.com askcody.com microsoft.com microsoft.us microsoftonline-p.com"
              " microsoftonline.us microsoftonline.cn chinacloudapi.cn windows.net msauth.net"
              " xmlsoap.org w3.org ietf.org oasis-open.org digicert.com letsencrypt.org lencr.org"
              " onmicrosoft.com onmicrosoft.us onmicrosoft.de onmschina.cn outlook.de sharepoint.com"
              " sharepoint.us sharepoint.cn mx.microsoft");
    const QString name = host.toLower();
    const QString domain = ConfirmedHosts::registrableDomain(name);
    return tenantSuffix(name).isEmpty()
        && (isMicrosoftHost(name) || domains.contains(name)
            || domains.contains(domain.isEmpty() ? name : domain));
}

CustomerNames CustomerNames::in(const QJsonObject &har)
{
    Collector collector;
    collector.names.vocabulary = commonWords();
    collector.visit(har, {});
    for (const QString &mailbox : std::as_const(collector.names.mailboxes))
        collector.names.users.insert(mailbox.section(u'@', 0, 0));
    return collector.names;
}

} // namespace Setup
