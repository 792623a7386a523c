#!/usr/bin/env bash
# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# install.sh BUILD SCRATCH: what an installation holds, and that it runs from there.
set -euo pipefail
build=$1
scratch=$2
fail() { echo "$*"; exit 1; }
rm -rf "$scratch"
mkdir -p "$scratch/home"

DESTDIR=$scratch/root cmake --install "$build" --prefix /usr > "$scratch/log" || fail "$(cat "$scratch/log")"
cd "$scratch/root"
share=usr/share
id=com.askcody.exchangesetup
sort > "$scratch/wanted" << EOF2
usr/bin/askcody-exchange-setup
usr/bin/askcody-exchange-setup-cli
$share/applications/$id.desktop
$share/bash-completion/completions/askcody-exchange-setup-cli
$share/doc/askcody-exchange-setup/LICENSE
$share/doc/askcody-exchange-setup/README.md
$share/icons/hicolor/scalable/apps/$id.svg
$share/man/man1/askcody-exchange-setup-cli.1
$share/metainfo/$id.metainfo.xml
$share/zsh/site-functions/_askcody-exchange-setup-cli
EOF2
diff "$scratch/wanted" <(find . -type f | sed 's|^\./||' | sort) || fail "an installation holds something else"
bad=$(find . -type f ! -perm -444)
[ -z "$bad" ] || fail "not for everybody to read: $bad"

export HOME=$scratch/home DBUS_SESSION_BUS_ADDRESS=disabled: QT_QPA_PLATFORM=offscreen
cli=usr/bin/askcody-exchange-setup-cli
"$cli" --version | grep -qE '^[0-9]+\.[0-9]+\.[0-9]+$' || fail "the installed command line does not run"
"$cli" explain TLS_CERT_EXPIRED > /dev/null || fail "the catalogue is not in the program"
# The translations are in the program.
LANGUAGE=de LC_ALL=C.UTF-8 LANG=de_DE.UTF-8 "$cli" explain TLS_CERT_EXPIRED > "$scratch/en"
LC_ALL=de_DE.UTF-8 LANGUAGE=de "$cli" explain TLS_CERT_EXPIRED > "$scratch/de"
grep -q Zertifikat "$scratch/de" || fail "no German: $(cat "$scratch/de")"

program=$(sed -n 's/^Exec=\([^ ]*\).*/\1/p' "$share/applications/$id.desktop")
[ -x "usr/bin/$program" ] || fail "the desktop entry starts $program, which is not installed"
icon=$(sed -n 's/^Icon=//p' "$share/applications/$id.desktop")
[ -f "$share/icons/hicolor/scalable/apps/$icon.svg" ] || fail "the icon $icon is not installed"
version=$("$cli" --version)
grep -q "<release version=\"$version\"" "$share/metainfo/$id.metainfo.xml" || fail "the metadata does not know version $version"

if command -v desktop-file-validate > /dev/null; then
    said=$(desktop-file-validate "$share/applications/$id.desktop") || fail "$said"
    [ -z "$said" ] || fail "$said"
else
    echo "not judged: desktop-file-validate is not installed (Debian package: desktop-file-utils)"
fi
if command -v appstreamcli > /dev/null; then
    appstreamcli validate --no-net --pedantic "$share/metainfo/$id.metainfo.xml" || fail "the metadata is not well made"
    appstreamcli validate-tree --no-net usr || fail "the metadata does not fit the installation"
else
    echo "not judged: appstreamcli is not installed (Debian package: appstream)"
fi
