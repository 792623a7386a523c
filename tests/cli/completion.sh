#!/usr/bin/env bash
# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The completions know the program's own words, and the manual page is well formed.
set -euo pipefail
program=$1
root=$2
export PATH="$(dirname "$program"):$PATH"

# shellcheck source=/dev/null
source "$root/packaging/completions/askcody-exchange-setup-cli.bash"
complete_words() {
    COMP_WORDS=("$@")
    COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
    _askcody_exchange_setup_cli
    printf '%s\n' "${COMPREPLY[@]:-}"
}
expect() {
    local wanted=$1
    shift
    # No pipe: grep ends at the first hit, and what is still written then would count as a failure.
    grep -qxF -- "$wanted" <<<"$(complete_words "$@")" || { echo "no completion \"$wanted\" for: $*"; exit 1; }
}
expect discover askcody-exchange-setup-cli di
expect --login-attempts askcody-exchange-setup-cli check --lo
expect auth.login askcody-exchange-setup-cli check --only auth
expect junit askcody-exchange-setup-cli check --format ju
expect junit askcody-exchange-setup-cli check --format = ju # as bash cuts --format=ju
expect text askcody-exchange-setup-cli list --format =
expect us askcody-exchange-setup-cli login --portal = u
expect auth.login askcody-exchange-setup-cli apply --accept = auth.l
expect HTTP_401_BASIC_NOT_OFFERED askcody-exchange-setup-cli explain HTTP_401_BASIC_N
expect forget askcody-exchange-setup-cli secrets fo
expect eu askcody-exchange-setup-cli login --portal e
expect none askcody-exchange-setup-cli proxy n
expect system askcody-exchange-setup-cli check --proxy = s
expect --list askcody-exchange-setup-cli explain --li
expect bundle askcody-exchange-setup-cli bu
expect --made-up-names askcody-exchange-setup-cli bundle --ma
expect --made-up-names askcody-exchange-setup-cli check --ma
expect basic-ews askcody-exchange-setup-cli script basic

# Every option of the program is in both completions and in the manual page, and no other is.
for command in discover check apply login logout list remove explain script replay bundle compare secrets proxy rooms; do
    "$program" "$command" --help | grep -oE -- '--[a-z-]+' | sort -u | while read -r option; do
        for file in completions/askcody-exchange-setup-cli.bash completions/_askcody-exchange-setup-cli; do
            grep -qF -- "$option" "$root/packaging/$file" || { echo "$file does not know $option"; exit 1; }
        done
        [ "$option" = --help ] || grep -qF -- "Fl Fl ${option#--}" "$root/packaging/askcody-exchange-setup-cli.1" ||
            { echo "the manual page does not know $option"; exit 1; }
    done
    "$program" "$command" --help | grep -oE -- '^ +(-[a-z], )?--[a-z-]+' | grep -oE -- '--[a-z-]+' |
        while read -r option; do
            expect "$option" askcody-exchange-setup-cli "$command" --
        done
done

if command -v zsh >/dev/null; then
    zsh -n "$root/packaging/completions/_askcody-exchange-setup-cli"
else
    echo "not judged: zsh is not installed"
fi
if command -v mandoc >/dev/null; then
    mandoc -Tlint -Wwarning "$root/packaging/askcody-exchange-setup-cli.1"
else
    echo "not judged: mandoc is not installed"
fi
