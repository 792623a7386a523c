// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/redactionlists.h"

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

QSet<QString> words(const QString &text)
{
    const QStringList list = text.simplified().split(u' ');
    return {list.cbegin(), list.cend()};
}

bool listed(const QSet<QString> &list, const QByteArray &name)
{
    return list.contains(QString::fromLatin1(name).toLower());
}

} // namespace

bool keepsRequestHeader(const QByteArray &name)
{
    static const QSet<QString> list =
        words(u"accept accept-encoding accept-language cache-control connection content-length content-type"
              " host user-agent soapaction client-request-id return-client-request-id x-anchormailbox"
              " x-preferserveraffinity idempotency-key if-match"_s);
    return listed(list, name);
}

// Names of servers and what they think went wrong: what Microsoft's and our own support ask for first.
bool keepsAnswerHeader(const QByteArray &name)
{
    static const QSet<QString> list = words(
        u"age allow cache-control connection content-encoding content-language content-length content-type"
        " date keep-alive last-modified persistent-auth pragma retry-after server transfer-encoding vary via"
        " request-id client-request-id x-feserver x-beserver x-targetbeserver x-calculatedbetarget"
        " x-calculatedfetarget x-backendhttpstatus x-proxy-backendserverstatus x-feproxyinfo"
        " x-proxy-routingcorrectness x-diaginfo x-bepartition x-feefzinfo ms-cv x-caserrorcode"
        " x-autodiscovery-error x-ms-diagnostics ms-diagnostics-public x-ms-appid x-owa-version"
        " x-ews-policy-reason x-soap-enabled x-oauth-enabled x-wssecurity-enabled"
        " x-wssecurity-symmetrickey-enabled x-wssecurity-x509cert-enabled x-powered-by x-aspnet-version"
        " x-ms-server-fqdn x-ms-proxy x-cache x-squid-error proxy-connection restrict-access-confirm"
        " strict-transport-security etag x-azure-ref x-ms-request-id cf-ray idempotency-replayed"_s);
    return listed(list, name);
}

bool keepsChallengeParameter(const QString &name)
{
    static const QSet<QString> list =
        words(u"realm charset qop algorithm stale client_id trusted_issuers token_types authorization_uri"
              " error error_description scope"_s);
    return list.contains(name.toLower());
}

bool keepsQueryValue(const QString &name)
{
    static const QSet<QString> list = words(
        u"protocol email redirectcount serverlocation reason replacecurrent aspxerrorpath clientreference cursor limit"_s);
    return list.contains(name.toLower());
}

bool keepsJsonMember(const QString &name)
{
    static const QSet<QString> list = words(u"Protocol Url ErrorCode ErrorMessage"_s);
    return list.contains(name);
}

// Of both sides of the portal's API. Names of people, tokens and whatever is sealed or signed stand on
// neither list; public keys are public.
bool keepsPortalMember(const QString &name)
{
    static const QSet<QString> list = words(
        u"version region api issuer clientId scopes deviceAuthorization clientCredentials signInClientId"
        " cloud id clientReference name type identificationCode email ewsUrl exchangeVersion username"
        " tenant state createdAt changedAt etag next roles startedAt durationMs status code"
        " skippedBecause title detail requestId limit reason portal pointer kty kid use alg n e crv x y"
        " host proxy port addresses protocol cipher subject notAfter offers product build supported"_s);
    return list.contains(name);
}

bool entersPortalMember(const QString &name)
{
    static const QSet<QString> list =
        words(u"exchangeApp keys signer organisation items rungs facts errors"_s);
    return list.contains(name);
}

// Answers list rooms and room lists by name. Of free/busy answers only the number of events is left, of
// resolved names only the address: the admin asked for it.
const XmlRules &XmlRules::ews()
{
    static const XmlRules rules = {
        words(
            u"Envelope Header Body Fault detail Detail Code Subcode Reason RequestServerVersion"
            " ServerVersionInfo ExchangeImpersonation ConnectingSID TimeZoneContext TimeZoneDefinition"
            " GetFolder FolderShape AdditionalProperties FieldURI FolderIds DistinguishedFolderId Mailbox"
            " ResolveNames GetRoomLists GetRooms RoomList GetUserAvailabilityRequest TimeZone StandardTime"
            " DaylightTime MailboxDataArray MailboxData Email FreeBusyViewOptions TimeWindow Subscribe"
            " StreamingSubscriptionRequest EventTypes GetStreamingEvents SubscriptionIds Unsubscribe"
            " ResponseMessages ResponseMessage MessageXml GetFolderResponse GetFolderResponseMessage Folders"
            " Folder CalendarFolder FolderId ParentFolderId EffectiveRights ResolveNamesResponse"
            " ResolveNamesResponseMessage ResolutionSet Resolution GetRoomListsResponse RoomLists"
            " GetRoomsResponse Rooms Room Id GetUserAvailabilityResponse FreeBusyResponseArray"
            " FreeBusyResponse FreeBusyView CalendarEventArray CalendarEvent SubscribeResponse"
            " SubscribeResponseMessage GetStreamingEventsResponse GetStreamingEventsResponseMessage"
            " Notifications Notification StatusEvent CreatedEvent ModifiedEvent MovedEvent DeletedEvent"
            " CopiedEvent NewMailEvent FreeBusyChangedEvent ItemId ErrorSubscriptionIds"
            " UnsubscribeResponse UnsubscribeResponseMessage"_s),
        words(
            u"faultcode faultstring faultactor ResponseCode MessageText Message ErrorCode DescriptiveLinkKey"
            " LineNumber LinePosition Violation Reason/Text Code/Value Subcode/Value PrimarySmtpAddress "
            "SmtpAddress"
            " PrincipalName EmailAddress Address RoutingType MailboxType Id/Name Address/Name"
            " RoomList/Name BaseShape UnresolvedEntry FreeBusyViewType AttendeeType ExcludeConflicts"
            " RequestedView MergedFreeBusyIntervalInMinutes ConnectionTimeout ConnectionStatus EventType"
            " TimeStamp MoreEvents CreateAssociated CreateContents CreateHierarchy Delete Modify Read"
            " ViewPrivateItems Bias StandardTime/Time DaylightTime/Time DayOrder Month DayOfWeek "
            "TimeWindow/StartTime"
            " TimeWindow/EndTime"_s),
        words(u"SubscriptionId Watermark PreviousWatermark"_s),
        words(u"MergedFreeBusy"_s),
        words(u"MessageXml/Value"_s),
        words(u"BackOffMilliseconds LineNumber LinePosition Violation Policy MaxConcurrencyLimit ErrorMessage"
              " InnerErrorMessageText InnerErrorResponseCode InnerErrorDescriptiveLinkKey"_s)};
    return rules;
}

// Both dialects. DisplayName and LegacyDN are about a person and decide nothing.
const XmlRules &XmlRules::autodiscover()
{
    static const XmlRules rules = {
        words(u"Envelope Header Body Fault detail Detail Code Subcode Reason ServerVersionInfo"
              " GetUserSettingsRequestMessage Request Users User RequestedSettings"
              " GetUserSettingsResponseMessage Response UserResponses UserResponse UserSettingErrors"
              " UserSettingError UserSettings UserSetting Autodiscover Account Protocol Internal External"
              " Error"_s),
        words(u"faultcode faultstring faultactor ResponseCode Message Reason/Text Code/Value Subcode/Value"
              " RequestedServerVersion Action To MajorVersion MinorVersion MajorBuildNumber MinorBuildNumber"
              " Version Mailbox Setting ErrorCode ErrorMessage SettingName RedirectTarget UserSetting/Name"
              " EMailAddress AcceptableResponseSchema AutoDiscoverSMTPAddress AccountType RedirectAddr"
              " RedirectUrl MicrosoftOnline Type EwsUrl EwsPartnerUrl ASUrl OWAUrl Server ServerVersion"
              " AuthPackage"_s),
        {},
        {},
        words(u"UserSetting/Value"_s),
        words(u"ExternalEwsUrl InternalEwsUrl ExternalEwsVersion EwsSupportedSchemas EwsPartnerUrl CasVersion"
              " GroupingInformation AutoDiscoverSMTPAddress InternalMailboxServer"_s)};
    return rules;
}

bool keepsXmlAttribute(const QString &name)
{
    static const QSet<QString> list =
        words(u"ResponseClass Version MajorVersion MinorVersion MajorBuildNumber MinorBuildNumber"
              " TotalItemsInView IncludesLastItemInRange Name type nil FieldURI Traversal"
              " ReturnFullContactData SearchScope ContactDataShape lang mustUnderstand AuthenticationMethod"
              " Time"_s);
    return list.contains(name);
}

bool isXmlIdAttribute(const QString &name)
{
    return name == "Id"_L1 || name == "ChangeKey"_L1;
}

} // namespace Setup
