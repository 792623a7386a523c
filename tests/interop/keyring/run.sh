#!/bin/bash
# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# run.sh PROGRAM SCRATCH: the secrets layer against a real gnome-keyring, in session buses and a home directory
# of its own. Ends with 77 (skipped) and the reason where something is missing.
set -euo pipefail
program=$1
scratch=$2
here=$(cd "$(dirname "$0")" && pwd)

for tool in dbus-daemon dbus-run-session gnome-keyring-daemon secret-tool python3; do
    if ! command -v "$tool" > /dev/null; then
        echo "skipped: $tool is missing (Debian packages: dbus, gnome-keyring, libsecret-tools, python3)"
        exit 77
    fi
done
if [[ "$(ldconfig -p)" != *libsecret-1.so.0* ]]; then # a pipe that grep leaves early is an error by chance
    echo "skipped: libsecret-1.so.0 is missing (Debian package: libsecret-1-0)"
    exit 77
fi

rm -rf "$scratch"
mkdir -p "$scratch/home/data" "$scratch/home/config" "$scratch/home/cache" "$scratch/run"
chmod 700 "$scratch/run"
unset DBUS_SESSION_BUS_ADDRESS XDG_CURRENT_DESKTOP DESKTOP_SESSION KDE_FULL_SESSION DISPLAY WAYLAND_DISPLAY
export HOME=$scratch/home XDG_DATA_HOME=$scratch/home/data XDG_CONFIG_HOME=$scratch/home/config
export XDG_CACHE_HOME=$scratch/home/cache XDG_RUNTIME_DIR=$scratch/run TMPDIR=$scratch/run
canary="Canary-$(od -An -N8 -tx8 /dev/urandom | tr -d ' ')-Zeisig-ä"
export SETUP_TEST_CANARY=$canary

in_a_bus() {
    timeout 240 dbus-run-session --config-file="$here/bus.conf" -- "$@" \
        2> >(grep -v 'Failed to set fd limit' >&2)
}

echo "== a prompt that nobody answers"
in_a_bus "$program" aPromptThatWaitsIsATimeout
echo "== a bus without a keyring"
SETUP_TEST_HAS_BUS=1 in_a_bus "$program" withoutAServiceTheKeychainIsAbsent
echo "== no bus at all"
SETUP_TEST_HAS_BUS=0 DBUS_SESSION_BUS_ADDRESS="unix:path=$scratch/run/nobody" \
    timeout 60 "$program" withoutAServiceTheKeychainIsAbsent

echo "== a bus that ends"
SETUP_TEST_OWN_BUS=$here/bus.conf timeout 60 "$program" theEndOfTheBusIsSurvived
echo "== a keyring"
in_a_bus "$program" valuesComeBack namesAreListedUntilForgotten aValueOutlivesTheDaemon aDaemonThatDiesIsNoticed \
    aKilledWriterLeavesOldOrNew aLockedKeyringIsCalledLocked aCancelledRequestIsSurvived \
    anotherClientFindsTheValue # the last: the canary stays in the keyring
echo "== no plain text on disk"
[ -n "$(find "$scratch/home/data/keyrings" -name '*.keyring' -size +0)" ] || { echo "no keyring was written"; exit 1; }
[ -n "$(find "$scratch" -name 'secret-names.ini')" ] || { echo "no list of names was written"; exit 1; }
middle=${canary#Canary-}
middle=${middle%-ä} # ASCII, so that its bytes are the same in every spelling below
# As it is, as UTF-16, in hexadecimal, and in base64 of any text around it (three offsets).
python3 - "$scratch" "$middle" << 'PYTHON'
import base64, pathlib, sys
folder, text = pathlib.Path(sys.argv[1]), sys.argv[2].encode()
needles = [text, text.hex().encode(), text.decode().encode("utf-16-le"), text.decode().encode("utf-16-be")]
for offset in range(3):
    coded = base64.b64encode(b"\0" * offset + text)
    needles.append(coded[(0, 2, 3)[offset]:-4])  # without the characters that depend on the neighbours
for before in range(6):  # the needles do find what they are for
    coded = base64.b64encode(b"x" * before + text + b"yyy")
    assert any(needle in coded for needle in needles)
files = [path for path in folder.rglob("*") if path.is_file()]
hits = [str(path) for path in files if any(needle in path.read_bytes() for needle in needles)]
print(f"{len(files)} files looked through")
sys.exit(f"the canary stands in {hits}" if hits else 0)
PYTHON
