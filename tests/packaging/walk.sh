#!/usr/bin/env bash
# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# walk.sh DEMO SCRATCH: the wizard goes its whole way without hands or display, and ends as the command line does.
set -euo pipefail
demo=$1
scratch=$2
unset DISPLAY WAYLAND_DISPLAY QT_QPA_PLATFORM
fail() { echo "$*"; exit 1; }
rm -rf "$scratch"
mkdir -p "$scratch"

# expect CODE ARGUMENT…: how it ends; what it said is in $scratch/said.
expect() {
    local wanted=$1 code=0
    shift
    timeout 120 "$demo" "$@" > "$scratch/said" 2>&1 || code=$?
    [ "$code" -eq "$wanted" ] || fail "$* ended with $code, not $wanted: $(cat "$scratch/said")"
}
says() { grep -qF -- "$1" "$scratch/said" || fail "it did not say \"$1\": $(cat "$scratch/said")"; }

pages() { grep -oE '^[0-9]+\.' "$scratch/said" | tr -d '\n'; }

expect 0 --walk basic
[ "$(pages)" = 1.2.3.4.5.6.7.8.9.10. ] || fail "not every page: $(cat "$scratch/said")"
says 'auth.login'
says 'Everything that was tested works.'
says 'Connected: the portal has the integration as int_'

expect 4 --scenario portal/quota --walk basic
says '[PORTAL_QUOTA'
! grep -qF 'INTERNAL_ERROR' "$scratch/said" || fail "a refusal is no fault of ours: $(cat "$scratch/said")"

expect 0 --walk handoff
[ "$(pages)" = 1.2.3.4.5.6.7.8.9. ] || fail "not every page: $(cat "$scratch/said")"
says 'Hand over'

expect 0 --walk modern
[ "$(pages)" = 1.2.3.4.5.6.7.8.9.10.11. ] || fail "not every page: $(cat "$scratch/said")"
says 'microsoft.signin'
says 'How long it works'
says 'As AskCody'"'"'s cloud sees it (eu):'
says 'Connected: the portal has the integration as int_'
! grep -qF 'has not made its own check yet' "$scratch/said" || fail "the portal has: $(cat "$scratch/said")"

# What works from here alone does not work.
for world in ews-app-not-listed:HTTP_403_EWS_BLOCKED_BY_POLICY app-scoped-to-nobody:ErrorImpersonateUserDenied; do
    expect 1 --scenario "microsoft/${world%:*}" --walk modern
    says "[${world#*:}]"
    says 'AskCody'"'"'s cloud does not get in yet'
    says 'It does not work yet: AskCody'"'"'s cloud does not get through'
    ! grep -qF 'Everything that was tested works' "$scratch/said" || fail "it does not: $(cat "$scratch/said")"
    ! grep -qF 'has not made its own check yet' "$scratch/said" || fail "the portal has: $(cat "$scratch/said")"
done

# Microsoft's page in the browser shows an error, and nothing comes back: somebody copies it.
expect 1 --scenario microsoft/AADSTS50011-browser --walk modern
says 'AADSTS50011'

for broken in no-discovery maintenance missing-role; do
    expect 0 --scenario "portal/$broken" --walk basic
    says 'Hand over'
done

expect 1 --scenario impersonation-denied --walk basic
says '[ErrorImpersonateUserDenied]'
says 'Decisions:'
says 'Continue although this failed:'

expect 1 --scenario wrong-password --walk basic
! grep -qF 'Decisions:' "$scratch/said" || fail "it decided what nobody may: $(cat "$scratch/said")"

expect 2
says 'There is no display here'
expect 2 --scenario basic-off
says '--walk basic'

expect 2 --walk backwards
expect 2 --password-stdin
expect 2 --scenario no-such-scenario --walk basic
expect 0 --list-scenarios
says 'impersonation-denied'
