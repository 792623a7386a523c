// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/exitcode.h"

#include "core/problemcodes.h"

#include <algorithm>
#include <array>

namespace Setup {

using namespace Qt::StringLiterals;

ExitCode exitCodeOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Pass:
    case Verdict::Warn:
        return ExitCode::Ok;
    case Verdict::Fail:
        return ExitCode::Failed;
    case Verdict::Incomplete:
        return ExitCode::Incomplete;
    case Verdict::Cancelled:
        return ExitCode::Cancelled;
    }
    return ExitCode::OwnFault;
}

ExitCode exitCodeOf(Verdict verdict, const QList<Finding> &findings)
{
    const bool wantsSignIn = std::any_of(findings.begin(), findings.end(), [](const Finding &finding) {
        return finding.notTested == Code::SignInRequired;
    });
    return verdict == Verdict::Incomplete && wantsSignIn ? ExitCode::SignInRequired : exitCodeOf(verdict);
}

ExitCode exitCodeOf(const Problem &problem)
{
    struct Rule
    {
        QLatin1StringView start; // of the code
        ExitCode exit;
    };
    // The first that fits.
    static constexpr std::array rules{
        Rule{Code::PortalNotConfirmed, ExitCode::Usage},
        Rule{Code::PortalCustomForbidden, ExitCode::Usage},
        Rule{"PORTAL_"_L1, ExitCode::Refused},
        Rule{Code::SealingKeyUnusable, ExitCode::Refused},
        Rule{Code::KeySetUnusable, ExitCode::Refused},
        Rule{Code::IssuerMetadataUnusable, ExitCode::Refused},
        Rule{Code::OauthNotOffered, ExitCode::Refused},
        Rule{Code::OauthTemporarilyUnavailable, ExitCode::Refused},
        Rule{Code::OauthServerError, ExitCode::Refused},
        Rule{Code::OauthInvalidResource, ExitCode::Refused},
        Rule{Code::OauthUnsupportedResponseType, ExitCode::Refused},
        Rule{Code::OauthUnsupportedGrantType, ExitCode::Refused},
        Rule{Code::OauthInvalidScope, ExitCode::Refused},
        Rule{Code::OauthInvalidRequest, ExitCode::Refused},
        Rule{Code::AnswerMalformed, ExitCode::Refused},
        Rule{Code::AnswerUnexpected, ExitCode::Refused},
        Rule{"TOKEN_"_L1, ExitCode::Refused},
        Rule{"OIDC_"_L1, ExitCode::Refused},
        Rule{Code::SignInRequired, ExitCode::SignInRequired},
        Rule{Code::OauthAccessDenied, ExitCode::SignInRequired},
        Rule{Code::OauthInvalidGrant, ExitCode::SignInRequired},
        Rule{Code::OauthInvalidClient, ExitCode::SignInRequired},
        Rule{Code::OauthUnauthorizedClient, ExitCode::SignInRequired},
        Rule{Code::OauthInteractionRequired, ExitCode::SignInRequired},
        Rule{Code::OauthLoginRequired, ExitCode::SignInRequired},
        Rule{Code::OauthConsentRequired, ExitCode::SignInRequired},
        Rule{Code::OauthAuthorizationPending, ExitCode::SignInRequired},
        Rule{Code::OauthSlowDown, ExitCode::SignInRequired},
        Rule{Code::OauthBadVerificationCode, ExitCode::SignInRequired},
        Rule{Code::OauthExpiredToken, ExitCode::SignInRequired},
        Rule{Code::OauthIssuerMismatch, ExitCode::SignInRequired},
        Rule{"LOOPBACK_"_L1, ExitCode::SignInRequired},
        Rule{"KEYCHAIN_"_L1, ExitCode::NoKeychain},
        Rule{Code::Cancelled, ExitCode::Cancelled},
        Rule{Code::InternalError, ExitCode::OwnFault},
        // The way to the portal, or what the checks found.
        Rule{"PUSH_"_L1, ExitCode::Failed},
        Rule{"DNS_"_L1, ExitCode::Failed},
        Rule{"TCP_"_L1, ExitCode::Failed},
        Rule{"NETWORK_"_L1, ExitCode::Failed},
        Rule{"PROXY_"_L1, ExitCode::Failed},
        Rule{"TLS_"_L1, ExitCode::Failed},
        Rule{"HTTP_"_L1, ExitCode::Failed},
        Rule{Code::AnswerTruncated, ExitCode::Failed},
        Rule{Code::OnlineNeedsModern, ExitCode::Failed},
    };
    const auto *const rule = std::find_if(rules.begin(), rules.end(), [&problem](const Rule &candidate) {
        return problem.code.startsWith(candidate.start);
    });
    return rule == rules.end() ? ExitCode::Usage : rule->exit;
}

ExitCode gravest(const QList<ExitCode> &codes)
{
    for (const ExitCode code :
         {ExitCode::OwnFault, ExitCode::Usage, ExitCode::NoKeychain, ExitCode::SignInRequired,
          ExitCode::Refused, ExitCode::Cancelled, ExitCode::Failed, ExitCode::Incomplete})
        if (codes.contains(code))
            return code;
    return ExitCode::Ok;
}

} // namespace Setup
