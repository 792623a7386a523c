# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# bash completion for askcody-exchange-setup-cli

_askcody_exchange_setup_cli() {
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} command=${COMP_WORDS[1]}
    # bash cuts "--format=js" into three words; "=" says nothing by itself.
    [ "$current" = = ] && current=
    [ "$previous" = = ] && previous=${COMP_WORDS[COMP_CWORD-2]}
    local commands="discover check rooms apply login logout list remove explain script replay bundle compare secrets proxy --help --version"
    COMPREPLY=()
    if [ "$COMP_CWORD" -eq 1 ]; then
        mapfile -t COMPREPLY < <(compgen -W "$commands" -- "$current")
        return
    fi
    case $previous in
    --format)
        local formats="text json"
        case $command in check | replay) formats="text json junit html pdf" ;; esac
        mapfile -t COMPREPLY < <(compgen -W "$formats" -- "$current")
        return
        ;;
    --login-attempts)
        mapfile -t COMPREPLY < <(compgen -W "1 2 3" -- "$current")
        return
        ;;
    --portal)
        mapfile -t COMPREPLY < <(compgen -W "eu us" -- "$current")
        return
        ;;
    --proxy)
        mapfile -t COMPREPLY < <(compgen -W "system none" -- "$current")
        return
        ;;
    --only | --accept)
        mapfile -t COMPREPLY < <(compgen -W "$("${COMP_WORDS[0]}" check --list-checks 2>/dev/null)" -- "$current")
        return
        ;;
    --trust-ca | --record | --rca | --save | --seen | --ews-settings | --mailbox-settings)
        mapfile -t COMPREPLY < <(compgen -f -- "$current")
        return
        ;;
    --accept-host | --client | --user)
        return
        ;;
    esac
    case $command in
    check)
        if [[ $current == -* ]]; then
            mapfile -t COMPREPLY < <(compgen -W "--proxy --password-stdin --keep-secret --trust-ca --accept-host --login-attempts --only --format --record --made-up-names --rca --device --ews-settings --mailbox-settings --graph --list-checks --help" -- "$current")
        else
            mapfile -t COMPREPLY < <(compgen -f -X '!*.json' -- "$current"; compgen -d -- "$current")
        fi
        ;;
    rooms)
        if [[ $current == -* ]]; then
            mapfile -t COMPREPLY < <(compgen -W "--proxy --password-stdin --trust-ca --accept-host --device --format --help" -- "$current")
        else
            mapfile -t COMPREPLY < <(compgen -f -X '!*.json' -- "$current"; compgen -d -- "$current")
        fi
        ;;
    apply)
        if [[ $current == -* ]]; then
            mapfile -t COMPREPLY < <(compgen -W "--proxy --accept --accept-portal --sign-in --password-stdin --keep-secret --device --ews-settings --mailbox-settings --graph --format --help" -- "$current")
        else
            mapfile -t COMPREPLY < <(compgen -f -X '!*.json' -- "$current"; compgen -d -- "$current")
        fi
        ;;
    login)
        mapfile -t COMPREPLY < <(compgen -W "--proxy --portal --accept-portal --device --client --format --help" -- "$current")
        ;;
    logout)
        mapfile -t COMPREPLY < <(compgen -W "--proxy --portal --help" -- "$current")
        ;;
    list)
        mapfile -t COMPREPLY < <(compgen -W "--proxy --portal --accept-portal --format --help" -- "$current")
        ;;
    remove)
        mapfile -t COMPREPLY < <(compgen -W "--proxy --portal --accept-portal --yes --format --help" -- "$current")
        ;;
    replay | bundle | compare)
        if [[ $previous == --what-if ]]; then
            mapfile -t COMPREPLY < <(compgen -W "basic-offered certificate-trusted clock-right impersonation-allowed consent-given today" -- "$current")
        elif [[ $current == -* ]]; then
            local options="--format --help"
            [[ $command == replay ]] && options="--what-if --rca $options"
            [[ $command == bundle ]] && options="--made-up-names --save --help"
            mapfile -t COMPREPLY < <(compgen -W "$options" -- "$current")
        else
            mapfile -t COMPREPLY < <(compgen -f -X '!*.har' -- "$current"; compgen -d -- "$current")
        fi
        ;;
    secrets)
        if [ "$COMP_CWORD" -gt 2 ] && [[ $current != -* ]]; then
            mapfile -t COMPREPLY < <(compgen -W "$("${COMP_WORDS[0]}" secrets list 2>/dev/null)" -- "$current")
            return
        fi
        mapfile -t COMPREPLY < <(compgen -W "list forget --format --help" -- "$current")
        ;;
    explain)
        if [[ $current == -* ]]; then
            mapfile -t COMPREPLY < <(compgen -W "--list --seen --format --help" -- "$current")
        else
            mapfile -t COMPREPLY < <(compgen -W "$("${COMP_WORDS[0]}" explain --list 2>/dev/null)" -- "$current")
        fi
        ;;
    script)
        if [[ $current == -* ]]; then
            mapfile -t COMPREPLY < <(compgen -W "--list --save --help" -- "$current")
        elif [ "$COMP_CWORD" -eq 2 ]; then
            mapfile -t COMPREPLY < <(compgen -W "$("${COMP_WORDS[0]}" script --list 2>/dev/null | cut -d' ' -f1)" -- "$current")
        else
            mapfile -t COMPREPLY < <(compgen -f -- "$current")
        fi
        ;;
    discover)
        mapfile -t COMPREPLY < <(compgen -W "--proxy --format --help" -- "$current")
        ;;
    proxy)
        mapfile -t COMPREPLY < <(compgen -W "system none --user --help" -- "$current")
        ;;
    esac
}
complete -o filenames -F _askcody_exchange_setup_cli askcody-exchange-setup-cli
