# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Which Debian 12 / Ubuntu 24.04 packages what needs, and how a missing one gets installed. Sourced by demo.sh and tests/run.sh.

# shellcheck disable=SC2034 # read by the scripts that source this file
packages_build="g++ cmake ninja-build pkg-config qt6-base-dev qt6-base-dev-tools qt6-tools-dev qt6-tools-dev-tools
    qt6-l10n-tools qt6-svg-dev qtkeychain-qt6-dev qt6-networkauth-dev libssl-dev libpsl-dev zlib1g-dev libgl-dev"

# The window itself: the platform plugins and their SVG icons, a font, a certificate store, and the texts of Qt's own buttons.
packages_run="qt6-qpa-plugins libqt6svg6 libqt6networkauth6 fonts-dejavu-core ca-certificates libsecret-1-0
    qt6-translations-l10n"

# Independent peers and judges of the tests; a test whose peer is missing says so and is skipped.
packages_test="clang-format-14 clang-tidy-14 clang-14 libclang-rt-14-dev clazy gnome-keyring dbus libsecret-tools python3 python3-exchangelib python3-requests python3-yaml
    python3-jsonschema winbind libapache2-mod-auth-gssapi gss-ntlmssp krb5-kdc krb5-admin-server krb5-user apache2-bin nginx-light bind9 bind9-dnsutils iproute2 squid openssl strace libxml2-utils zsh
    mandoc poppler-utils xvfb desktop-file-utils appstream
    at-spi2-core gir1.2-atspi-2.0 python3-gi libglib2.0-bin gsettings-desktop-schemas curl"

# A browser for the tests of signing in. Ubuntu has it as a snap only, under another name; the tests say that they lack it.
grep -qs '^ID=ubuntu' /etc/os-release || packages_test="$packages_test chromium"

# npm has more than one source (Debian's package, NodeSource's nodejs), and they exclude each other.
command -v npm >/dev/null || packages_test="$packages_test nodejs npm"

is_installed() {
    dpkg-query -W -f '${Status}\n' "$1" 2>/dev/null | grep -q ' installed$'
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    else
        sudo "$@"
    fi
}

# install_missing NAME…: asks apt only when something is missing.
install_missing() {
    local missing=() name
    for name in "$@"; do
        is_installed "$name" || missing+=("$name")
    done
    [ ${#missing[@]} -eq 0 ] && return 0
    if ! command -v apt-get >/dev/null; then
        echo "Please install with your package manager what corresponds to: ${missing[*]}" >&2
        return 0
    fi
    echo "Installing: ${missing[*]}"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq update
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "${missing[@]}" >/dev/null
}
