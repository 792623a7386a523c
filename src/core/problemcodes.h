// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLatin1StringView>
#include <QList>

// The codes that this program itself raises. EWS ResponseCodes and Autodiscover error codes come from the
// server and are passed on as they are, when they look like one (isExchangeCode); so do Microsoft's own
// (microsoftcodes.h). Every code here has an
// entry in the catalogue; a test proves it, and another that no Problem is raised with a code written
// anywhere but here.
namespace Setup::Code {

#define SETUP_PROBLEM_CODES(X)                                                                               \
    /* input */                                                                                              \
    X(InputEmail, "INPUT_EMAIL")                                                                             \
    X(InputUrl, "INPUT_URL")                                                                                 \
    X(InputUrlInsecure, "INPUT_URL_INSECURE")                                                                \
    X(InputUrlCredentials, "INPUT_URL_CREDENTIALS")                                                          \
    X(InputVersion, "INPUT_VERSION")                                                                         \
    X(InputUserName, "INPUT_USER_NAME")                                                                      \
    X(InputTooLong, "INPUT_TOO_LONG")                                                                        \
    X(InputCharacters, "INPUT_CHARACTERS")                                                                   \
    X(InputHostName, "INPUT_HOST_NAME")                                                                      \
    X(InputClientId, "INPUT_CLIENT_ID")                                                                      \
    X(InputCloud, "INPUT_CLOUD")                                                                             \
    X(InputMissing, "INPUT_MISSING")                                                                         \
    X(InputUnknownField, "INPUT_UNKNOWN_FIELD")                                                              \
    X(InputArguments, "INPUT_ARGUMENTS")                                                                     \
    X(FileUnreadable, "FILE_UNREADABLE")                                                                     \
    X(FileNotWritable, "FILE_NOT_WRITABLE")                                                                  \
    X(FileMalformed, "FILE_MALFORMED")                                                                       \
    X(CaFileUnusable, "CA_FILE_UNUSABLE")                                                                    \
    X(DraftInUse, "DRAFT_IN_USE")                                                                            \
    X(DraftNotFound, "DRAFT_NOT_FOUND")                                                                      \
    X(InternalError, "INTERNAL_ERROR")                                                                       \
    X(Cancelled, "CANCELLED")                                                                                \
    X(ConfirmationMissing, "CONFIRMATION_MISSING")                                                           \
    /* DNS, TCP, proxy */                                                                                    \
    X(DnsNxdomain, "DNS_NXDOMAIN")                                                                           \
    X(DnsServfail, "DNS_SERVFAIL")                                                                           \
    X(DnsTimeout, "DNS_TIMEOUT")                                                                             \
    X(DnsNoRecords, "DNS_NO_RECORDS")                                                                        \
    X(DnsViewsDiffer, "DNS_VIEWS_DIFFER")                                                                    \
    X(DnsSrvMissing, "DNS_SRV_MISSING")                                                                      \
    X(DnsSrvToM365Redirector, "DNS_SRV_TO_M365_REDIRECTOR")                                                  \
    X(DnsParkedOrWildcard, "DNS_PARKED_OR_WILDCARD")                                                         \
    X(TcpConnectionRefused, "TCP_CONNECTION_REFUSED")                                                        \
    X(TcpTimeout, "TCP_TIMEOUT")                                                                             \
    X(TcpReset, "TCP_RESET")                                                                                 \
    X(NetworkUnreachable, "NETWORK_UNREACHABLE")                                                             \
    X(NetworkPartlyReachable, "NETWORK_PARTLY_REACHABLE")                                                    \
    X(Proxy407, "PROXY_407")                                                                                 \
    X(ProxyConnectFailed, "PROXY_CONNECT_FAILED")                                                            \
    X(ProxyBlockPage, "PROXY_BLOCK_PAGE")                                                                    \
    X(ProxyLookUpTimeout, "PROXY_LOOKUP_TIMEOUT")                                                            \
    X(HostPrivateAddress, "HOST_PRIVATE_ADDRESS")                                                            \
    X(HostPrivateName, "HOST_PRIVATE_NAME")                                                                  \
    X(HostNotConfirmed, "HOST_NOT_CONFIRMED")                                                                \
    /* TLS */                                                                                                \
    X(TlsCertExpired, "TLS_CERT_EXPIRED")                                                                    \
    X(TlsCertNotYetValid, "TLS_CERT_NOT_YET_VALID")                                                          \
    X(TlsHostnameMismatch, "TLS_HOSTNAME_MISMATCH")                                                          \
    X(TlsSelfSigned, "TLS_SELF_SIGNED")                                                                      \
    X(TlsSelfSignedInChain, "TLS_SELF_SIGNED_IN_CHAIN")                                                      \
    X(TlsUnknownIssuer, "TLS_UNKNOWN_ISSUER")                                                                \
    X(TlsCertRevoked, "TLS_CERT_REVOKED")                                                                    \
    X(TlsUntrustedOrPurpose, "TLS_UNTRUSTED_OR_PURPOSE")                                                     \
    X(TlsProtocolVersion, "TLS_PROTOCOL_VERSION")                                                            \
    X(TlsHandshakeFailure, "TLS_HANDSHAKE_FAILURE")                                                          \
    X(TlsNoBackend, "TLS_NO_BACKEND")                                                                        \
    X(TlsTrustedHereOnly, "TLS_TRUSTED_HERE_ONLY")                                                           \
    X(TlsTimeout, "TLS_TIMEOUT")                                                                             \
    /* HTTP */                                                                                               \
    X(Http200Html, "HTTP_200_HTML")                                                                          \
    X(Http302Owa, "HTTP_302_OWA")                                                                            \
    X(Http302Preauth, "HTTP_302_PREAUTH")                                                                    \
    X(Http302GenericError, "HTTP_302_GENERICERROR")                                                          \
    X(Http302Insecure, "HTTP_302_INSECURE")                                                                  \
    X(Http302Elsewhere, "HTTP_302_ELSEWHERE")                                                                \
    X(HttpTooManyRedirects, "HTTP_TOO_MANY_REDIRECTS")                                                       \
    X(Http400, "HTTP_400")                                                                                   \
    X(Http401BasicNotOffered, "HTTP_401_BASIC_NOT_OFFERED")                                                  \
    X(Http401BasicRejected, "HTTP_401_BASIC_REJECTED")                                                       \
    X(Http401NtlmOff, "HTTP_401_NTLM_OFF")                                                                   \
    X(Http401KerberosOnly, "HTTP_401_KERBEROS_ONLY")                                                         \
    X(Http401EpRequired, "HTTP_401_EP_REQUIRED")                                                             \
    X(Http401NtlmLoopCbt, "HTTP_401_NTLM_LOOP_CBT")                                                          \
    X(Http401NtlmRejected, "HTTP_401_NTLM_REJECTED")                                                         \
    X(Http401ExoBasic, "HTTP_401_EXO_BASIC")                                                                 \
    X(Http401NoOffers, "HTTP_401_NO_OFFERS")                                                                 \
    X(Http401Bearer, "HTTP_401_BEARER")                                                                      \
    X(Http401Throttled, "HTTP_401_THROTTLED")                                                                \
    X(Http403OnpremEwsAccess, "HTTP_403_ONPREM_EWS_ACCESS")                                                  \
    X(Http403EwsDisabled, "HTTP_403_EWS_DISABLED")                                                           \
    X(Http403EwsBlockedByPolicy, "HTTP_403_EWS_BLOCKED_BY_POLICY")                                           \
    X(Http403Licence, "HTTP_403_LICENCE")                                                                    \
    X(Http403NoReason, "HTTP_403_NO_REASON")                                                                 \
    X(Http403SslRequired, "HTTP_403_SSL_REQUIRED")                                                           \
    X(Http403IpOrWaf, "HTTP_403_IP_OR_WAF")                                                                  \
    X(Http404, "HTTP_404")                                                                                   \
    X(Http405, "HTTP_405")                                                                                   \
    X(Http408, "HTTP_408")                                                                                   \
    X(Http413, "HTTP_413")                                                                                   \
    X(Http415, "HTTP_415")                                                                                   \
    X(Http429, "HTTP_429")                                                                                   \
    X(Http440, "HTTP_440")                                                                                   \
    X(Http449, "HTTP_449")                                                                                   \
    X(Http456, "HTTP_456")                                                                                   \
    X(Http500Aspnet, "HTTP_500_ASPNET")                                                                      \
    X(Http501, "HTTP_501")                                                                                   \
    X(Http502, "HTTP_502")                                                                                   \
    X(Http503, "HTTP_503")                                                                                   \
    X(Http504, "HTTP_504")                                                                                   \
    X(Http507, "HTTP_507")                                                                                   \
    X(HttpUnexpectedStatus, "HTTP_UNEXPECTED_STATUS")                                                        \
    X(HttpNoExchangeHeaders, "HTTP_NO_EXCHANGE_HEADERS")                                                     \
    X(HttpTimeout, "HTTP_TIMEOUT")                                                                           \
    X(HttpConnectionClosed, "HTTP_CONNECTION_CLOSED")                                                        \
    /* answers */                                                                                            \
    X(AnswerMalformed, "ANSWER_MALFORMED")                                                                   \
    X(AnswerEmpty, "ANSWER_EMPTY")                                                                           \
    X(AnswerTruncated, "ANSWER_TRUNCATED")                                                                   \
    X(AnswerTooLarge, "ANSWER_TOO_LARGE")                                                                    \
    X(AnswerDtd, "ANSWER_DTD")                                                                               \
    X(AnswerUnexpected, "ANSWER_UNEXPECTED")                                                                 \
    /* Autodiscover */                                                                                       \
    X(AutodiscoverNotFound, "AD_NOT_FOUND")                                                                  \
    X(AutodiscoverRedirectUnsafe, "AD_HTTP_REDIRECT_UNSAFE")                                                 \
    X(AutodiscoverOnlyInternalUrl, "AD_ONLY_INTERNAL_URL")                                                   \
    X(AutodiscoverUrlDiffers, "AD_URL_DIFFERS")                                                              \
    X(PoxNoEwsUrl, "POX_NO_EWSURL")                                                                          \
    X(AutodiscoverOther, "AD_OTHER")                                                                         \
    X(AutodiscoverWsSecurity, "AD_WSSECURITY_FAIL")                                                          \
    X(AutodiscoverInvalidUser, "InvalidUser")                                                                \
    X(AutodiscoverInvalidDomain, "InvalidDomain")                                                            \
    X(AutodiscoverInvalidRequest, "InvalidRequest")                                                          \
    X(AutodiscoverInvalidSetting, "InvalidSetting")                                                          \
    X(AutodiscoverSettingUnavailable, "SettingIsNotAvailable")                                               \
    X(AutodiscoverServerBusy, "ServerBusy")                                                                  \
    X(AutodiscoverNotFederated, "NotFederated")                                                              \
    X(AutodiscoverInternalError, "InternalServerError")                                                      \
    X(Pox500, "POX_500")                                                                                     \
    X(Pox600, "POX_600")                                                                                     \
    X(Pox601, "POX_601")                                                                                     \
    X(PoxOther, "POX_OTHER")                                                                                 \
    X(JsonInvalidProtocol, "ADV2_InvalidProtocol")                                                           \
    X(JsonUserNotFound, "ADV2_UserNotFound")                                                                 \
    X(JsonOther, "ADV2_OTHER")                                                                               \
    /* SOAP faults that carry no EWS code */                                                                 \
    X(SoapActionNotSupported, "SOAP_ActionNotSupported")                                                     \
    X(SoapInternalServiceFault, "SOAP_InternalServiceFault")                                                 \
    X(SoapDeserializationFailed, "SOAP_DeserializationFailed")                                               \
    X(SoapUnknownFault, "SOAP_UNKNOWN_FAULT")                                                                \
    X(EwsUnknownCode, "EWS_UNKNOWN_CODE")                                                                    \
    /* judgements of our own on what Exchange said */                                                        \
    X(ExchangeOutOfSupport, "EXCHANGE_OUT_OF_SUPPORT")                                                       \
    X(ExchangeVersionMismatch, "EXCHANGE_VERSION_MISMATCH")                                                  \
    X(ExchangeVersionUnknown, "EXCHANGE_VERSION_UNKNOWN")                                                    \
    X(MailboxNotOwned, "MAILBOX_NOT_OWNED")                                                                  \
    X(ImpersonationTooWide, "IMPERSONATION_TOO_WIDE")                                                        \
    X(ForbiddenMailboxMissing, "FORBIDDEN_MAILBOX_MISSING")                                                  \
    X(RoomsNone, "ROOMS_NONE")                                                                               \
    X(FreeBusyNone, "FREEBUSY_NONE")                                                                         \
    X(NotificationsSilent, "NOTIFICATIONS_SILENT")                                                           \
    X(NotificationsClosed, "NOTIFICATIONS_CLOSED")                                                           \
    X(MailboxInTheCloud, "MAILBOX_IN_THE_CLOUD")                                                             \
    /* signed tokens and published keys */                                                                   \
    X(TokenMalformed, "TOKEN_MALFORMED")                                                                     \
    X(TokenAlgorithm, "TOKEN_ALGORITHM")                                                                     \
    X(TokenKeyUnknown, "TOKEN_KEY_UNKNOWN")                                                                  \
    X(TokenSignature, "TOKEN_SIGNATURE")                                                                     \
    X(TokenExpired, "TOKEN_EXPIRED")                                                                         \
    X(TokenNotYetValid, "TOKEN_NOT_YET_VALID")                                                               \
    X(TokenIssuer, "TOKEN_ISSUER")                                                                           \
    X(TokenAudience, "TOKEN_AUDIENCE")                                                                       \
    X(OidcNonceMismatch, "OIDC_NONCE_MISMATCH")                                                              \
    X(KeySetUnusable, "KEY_SET_UNUSABLE")                                                                    \
    X(SealingKeyUnusable, "SEALING_KEY_UNUSABLE")                                                            \
    /* sign-in; the lower-case ones are OAuth error values */                                                \
    X(IssuerMetadataUnusable, "ISSUER_METADATA_UNUSABLE")                                                    \
    X(OauthIssuerMismatch, "OAUTH_ISSUER_MISMATCH")                                                          \
    X(OauthNotOffered, "OAUTH_NOT_OFFERED")                                                                  \
    X(OauthStateMismatch, "OAUTH_STATE_MISMATCH")                                                            \
    X(LoopbackUnavailable, "LOOPBACK_UNAVAILABLE")                                                           \
    X(LoopbackNoCallback, "LOOPBACK_NO_CALLBACK")                                                            \
    X(OauthAccessDenied, "access_denied")                                                                    \
    X(OauthInvalidGrant, "invalid_grant")                                                                    \
    X(OauthInvalidClient, "invalid_client")                                                                  \
    X(OauthUnauthorizedClient, "unauthorized_client")                                                        \
    X(OauthInvalidScope, "invalid_scope")                                                                    \
    X(OauthInvalidRequest, "invalid_request")                                                                \
    X(OauthInteractionRequired, "interaction_required")                                                      \
    X(OauthTemporarilyUnavailable, "temporarily_unavailable")                                                \
    X(OauthExpiredToken, "expired_token")                                                                    \
    X(OauthServerError, "server_error")                                                                      \
    X(OauthLoginRequired, "login_required")                                                                  \
    X(OauthConsentRequired, "consent_required")                                                              \
    X(OauthInvalidResource, "invalid_resource")                                                              \
    X(OauthUnsupportedResponseType, "unsupported_response_type")                                             \
    X(OauthUnsupportedGrantType, "unsupported_grant_type")                                                   \
    X(OauthAuthorizationPending, "authorization_pending")                                                    \
    X(OauthSlowDown, "slow_down")                                                                            \
    X(OauthBadVerificationCode, "bad_verification_code")                                                     \
    /* Exchange Online and Entra */                                                                          \
    X(MicrosoftClientUnknown, "MICROSOFT_CLIENT_UNKNOWN")                                                    \
    X(MicrosoftNotSignedIn, "MICROSOFT_NOT_SIGNED_IN")                                                       \
    X(MicrosoftPersonalAccount, "MICROSOFT_PERSONAL_ACCOUNT")                                                \
    X(MicrosoftForeignTenant, "MICROSOFT_FOREIGN_TENANT")                                                    \
    X(MicrosoftGuestAccount, "MICROSOFT_GUEST_ACCOUNT")                                                      \
    X(MicrosoftTenantNotFound, "MICROSOFT_TENANT_NOT_FOUND")                                                 \
    X(MicrosoftOtherCloud, "MICROSOFT_OTHER_CLOUD")                                                          \
    X(MicrosoftRoleMissing, "MICROSOFT_ROLE_MISSING")                                                        \
    X(MicrosoftRoleUnknown, "MICROSOFT_ROLE_UNKNOWN")                                                        \
    X(MicrosoftMailboxMissing, "MICROSOFT_MAILBOX_MISSING")                                                  \
    X(MicrosoftMailboxElsewhere, "MICROSOFT_MAILBOX_ELSEWHERE")                                              \
    X(MicrosoftMailboxOther, "MICROSOFT_MAILBOX_OTHER")                                                      \
    X(EwsMailboxOff, "EWS_MAILBOX_OFF")                                                                      \
    X(EwsNotOnList, "EWS_NOT_ON_LIST")                                                                       \
    X(EwsSoonOff, "EWS_SOON_OFF")                                                                            \
    X(EwsAllowedUntil, "EWS_ALLOWED_UNTIL")                                                                  \
    X(EwsEnded, "EWS_ENDED")                                                                                 \
    X(EwsAskcodyNotTested, "EWS_ASKCODY_NOT_TESTED")                                                         \
    X(EwsAskcodyIdUnknown, "EWS_ASKCODY_ID_UNKNOWN")                                                         \
    X(EwsSettingsDiffer, "EWS_SETTINGS_DIFFER")                                                              \
    X(EwsSettingsOfMailbox, "EWS_SETTINGS_OF_MAILBOX")                                                       \
    X(EwsSettingsOfOrganization, "EWS_SETTINGS_OF_ORGANIZATION")                                             \
    X(EwsSettingsUnreadable, "EWS_SETTINGS_UNREADABLE")                                                      \
    X(ConsentMissing, "CONSENT_MISSING")                                                                     \
    X(ConsentNotAsked, "CONSENT_NOT_ASKED")                                                                  \
    X(ConsentRefused, "CONSENT_REFUSED")                                                                     \
    X(ConsentUnanswered, "CONSENT_UNANSWERED")                                                               \
    X(ConsentNotProved, "CONSENT_NOT_PROVED")                                                                \
    X(ConsentIncomplete, "CONSENT_INCOMPLETE")                                                               \
    X(ConsentOnPortal, "CONSENT_ON_PORTAL")                                                                  \
    X(OnlineNeedsModern, "ONLINE_NEEDS_MODERN")                                                              \
    X(ServerNeedsBasic, "SERVER_NEEDS_BASIC")                                                                \
    X(GraphNotTested, "GRAPH_NOT_TESTED")                                                                    \
    X(GraphRoomsUnreadable, "GRAPH_ROOMS_UNREADABLE")                                                        \
    X(GraphRoomsNone, "GRAPH_ROOMS_NONE")                                                                    \
    /* the portal */                                                                                         \
    X(PortalNotConfirmed, "PORTAL_NOT_CONFIRMED")                                                            \
    X(PortalCustomForbidden, "PORTAL_CUSTOM_FORBIDDEN")                                                      \
    X(PortalNoInterface, "PORTAL_NO_INTERFACE")                                                              \
    X(PortalDiscoveryUnusable, "PORTAL_DISCOVERY_UNUSABLE")                                                  \
    X(PortalVersionUnknown, "PORTAL_VERSION_UNKNOWN")                                                        \
    X(PortalWrongRegion, "PORTAL_WRONG_REGION")                                                              \
    X(PortalRoleMissing, "PORTAL_ROLE_MISSING")                                                              \
    X(PortalQuotaExceeded, "PORTAL_QUOTA_EXCEEDED")                                                          \
    X(PortalNotFound, "PORTAL_NOT_FOUND")                                                                    \
    X(PortalChangedMeanwhile, "PORTAL_CHANGED_MEANWHILE")                                                    \
    X(PortalRequestRefused, "PORTAL_REQUEST_REFUSED")                                                        \
    X(PortalKeyReused, "PORTAL_KEY_REUSED")                                                                  \
    X(PortalSubmissionInProgress, "PORTAL_SUBMISSION_IN_PROGRESS")                                           \
    X(PortalMultipleDisabled, "PORTAL_MULTIPLE_DISABLED")                                                    \
    X(PortalSealingKeyUnknown, "PORTAL_SEALING_KEY_UNKNOWN")                                                 \
    X(PortalCredentialRefused, "PORTAL_CREDENTIAL_REFUSED")                                                  \
    X(PortalCredentialRequired, "PORTAL_CREDENTIAL_REQUIRED")                                                \
    X(PortalKeysNotSigned, "PORTAL_KEYS_NOT_SIGNED")                                                         \
    X(PortalTooManyRequests, "PORTAL_TOO_MANY_REQUESTS")                                                     \
    X(PortalFailed, "PORTAL_FAILED")                                                                         \
    X(PortalMaintenance, "PORTAL_MAINTENANCE")                                                               \
    X(PortalWaf, "PORTAL_WAF")                                                                               \
    X(PortalSingleSignOn, "PORTAL_SINGLE_SIGN_ON")                                                           \
    X(PortalCaptivePage, "PORTAL_CAPTIVE_PAGE")                                                              \
    X(PortalAnswerUnexpected, "PORTAL_ANSWER_UNEXPECTED")                                                    \
    X(PortalOutcomeUnknown, "PORTAL_OUTCOME_UNKNOWN")                                                        \
    X(PortalDuplicate, "PORTAL_DUPLICATE")                                                                   \
    X(PortalCodeTaken, "PORTAL_CODE_TAKEN")                                                                  \
    X(PortalProbeFailed, "PORTAL_PROBE_FAILED")                                                              \
    X(PushNotChecked, "PUSH_NOT_CHECKED")                                                                    \
    X(PushDecisionMissing, "PUSH_DECISION_MISSING")                                                          \
    /* this computer */                                                                                      \
    X(ClockSkew, "CLOCK_SKEW")                                                                               \
    X(KeychainLocked, "KEYCHAIN_LOCKED")                                                                     \
    X(KeychainAbsent, "KEYCHAIN_ABSENT")                                                                     \
    X(KeychainDenied, "KEYCHAIN_DENIED")                                                                     \
    X(KeychainTimeout, "KEYCHAIN_TIMEOUT")                                                                   \
    X(KeychainCorrupt, "KEYCHAIN_CORRUPT")                                                                   \
    X(KeychainEntryMissing, "KEYCHAIN_ENTRY_MISSING")                                                        \
    X(KeychainFailed, "KEYCHAIN_FAILED")                                                                     \
    X(PasswordMissing, "PASSWORD_MISSING")                                                                   \
    X(RecordingHoldsPassword, "RECORDING_HOLDS_PASSWORD")                                                    \
    X(CheckTimeout, "CHECK_TIMEOUT")                                                                         \
    X(SignInRequired, "SIGN_IN_REQUIRED")                                                                    \
    /* why something is notTested */                                                                         \
    X(NotInRecording, "NOT_IN_RECORDING")                                                                    \
    X(ProxyResolves, "PROXY_RESOLVES")                                                                       \
    X(NoTestMailbox, "NO_TEST_MAILBOX")                                                                      \
    X(NoAddress, "NO_ADDRESS")                                                                               \
    X(NotAskedFor, "NOT_ASKED_FOR")                                                                          \
    X(MicrosoftNotAsked, "MICROSOFT_NOT_ASKED")                                                              \
    X(NoDateHeader, "NO_DATE_HEADER")                                                                        \
    X(LoginGateClosed, "LOGIN_GATE_CLOSED")                                                                  \
    /* why a check did not run */                                                                            \
    X(Skipped, "SKIPPED")

#define SETUP_DECLARE_CODE(name, text) inline constexpr QLatin1StringView name(text);
SETUP_PROBLEM_CODES(SETUP_DECLARE_CODE)
#undef SETUP_DECLARE_CODE

QList<QLatin1StringView> all();

// Does this look like a code that Exchange sends ("ErrorAccessDenied")? Anything else must not become a code.
bool isExchangeCode(QStringView text);

} // namespace Setup::Code
