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

bool keepsLoneQueryName(const QString &name)
{
    static const QSet<QString> list = words(u"wsdl singlewsdl"_s);
    return keepsQueryValue(name) || list.contains(name.toLower());
}

bool keepsJsonMember(const QString &name)
{
    static const QSet<QString> list = words(u"Protocol Url ErrorCode ErrorMessage"_s);
    return list.contains(name);
}

// Names of people, tokens and whatever is sealed or signed stand on no list; public keys are public.
const JsonRules &JsonRules::portal()
{
    static const JsonRules rules = {
        words(u"version region api issuer clientId scopes deviceAuthorization clientCredentials"
              " signInClientId cloud keys id clientReference name type identificationCode email ewsUrl"
              " exchangeVersion username tenant state createdAt changedAt etag next roles startedAt"
              " durationMs status code skippedBecause title detail requestId limit reason portal pointer kty"
              " kid use alg n e crv x y host proxy port addresses protocol cipher subject notAfter offers"
              " product build supported"_s),
        words(u"exchangeApp keys signer organisation items rungs facts errors"_s),
        {}};
    return rules;
}

const JsonRules &JsonRules::issuer()
{
    static const JsonRules rules = {
        words(u"issuer authorization_endpoint token_endpoint jwks_uri device_authorization_endpoint"
              " revocation_endpoint response_types_supported response_modes_supported grant_types_supported"
              " scopes_supported code_challenge_methods_supported token_endpoint_auth_methods_supported"
              " subject_types_supported id_token_signing_alg_values_supported"
              " authorization_response_iss_parameter_supported tenant_region_scope cloud_instance_name"
              " cloud_graph_host_name msgraph_host kty kid use alg n e crv x y x5t error error_codes"_s),
        words(u"keys"_s),
        {}};
    return rules;
}

// Of Graph: names and addresses of rooms, digits of free/busy, and what went wrong. An item of somebody's
// calendar stands on no list.
const JsonRules &JsonRules::microsoft()
{
    static const JsonRules rules = {
        JsonRules::issuer().members
            | words(u"tenant_region_sub_scope error_description suberror trace_id correlation_id timestamp"
                    " NameSpaceType DomainName FederationBrandName AuthURL displayName emailAddress"
                    " @odata.nextLink scheduleId availabilityView schedules availabilityViewInterval"
                    " dateTime timeZone code message responseCode request-id date"_s),
        words(u"value error innerError startTime endTime"_s),
        {}};
    return rules;
}

// What went wrong is told whole: Microsoft's texts are what its support asks for.
const JsonRules &JsonRules::tokenEndpoint()
{
    static const JsonRules rules = {
        words(u"token_type expires_in ext_expires_in scope error error_description error_uri error_codes"
              " suberror claims trace_id correlation_id timestamp verification_uri interval"_s),
        {},
        words(u"access_token refresh_token id_token device_code user_code"_s)};
    return rules;
}

bool keepsTokenField(const QString &name)
{
    static const QSet<QString> list = words(u"grant_type client_id scope redirect_uri"_s);
    return list.contains(name);
}

// About the organisation and the token, not about the person: wids are the ids of administrators' roles, amr
// and acr how somebody signed in.
bool keepsClaim(const QString &name)
{
    static const QSet<QString> list =
        words(u"iss aud azp tid ver iat nbf exp idp acct amr acr auth_time roles wids"_s);
    return list.contains(name);
}

bool digestsClaim(const QString &name)
{
    static const QSet<QString> list = words(u"sub oid"_s);
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
