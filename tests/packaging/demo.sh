#!/usr/bin/env bash
# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# demo.sh BUILD SOURCE SCRATCH: packaging/demo.sh on a machine where everything is installed and nothing shows: it asks
# apt for nothing, walks, and leaves a picture of every page. apt, dpkg, sudo and cmake are stand-ins that write down
# what they are asked; the program is the one of this build.
set -euo pipefail
build=$1
source=$2
scratch=$3
fail() { echo "$*"; exit 1; }

rm -rf "$scratch"
mkdir -p "$scratch/bin" "$scratch/build/src/app" "$scratch/home" "$scratch/run"
chmod 700 "$scratch/run"
ln -s "$build/src/app/askcody-exchange-setup-demo" "$scratch/build/src/app/"
stand_in() { printf '#!/bin/bash\necho "%s $*" >> "%s/asked"\n%s\n' "$1" "$scratch" "${2:-}" > "$scratch/bin/$1"; chmod +x "$scratch/bin/$1"; }
for tool in apt-get sudo cmake; do stand_in "$tool"; done

# machine DPKG-QUERY-BODY [NAME=VALUE…] runs demo.sh there, with nothing of this environment.
machine() {
    stand_in dpkg-query "$1"
    shift
    : > "$scratch/asked"
    env -i PATH="$scratch/bin:/usr/bin:/bin" HOME="$scratch/home" XDG_RUNTIME_DIR="$scratch/run" LC_ALL=C.UTF-8 \
        DBUS_SESSION_BUS_ADDRESS=disabled: no_proxy=127.0.0.1 ASAN_OPTIONS="${ASAN_OPTIONS:-}" "$@" "$source/packaging/demo.sh"
}
all='echo "install ok installed"'

echo "== everything is installed, there is no display"
machine "$all" SETUP_BUILD_DIR="$scratch/build" > "$scratch/said" || fail "ended with $?: $(cat "$scratch/said")"
grep -qE '^(apt-get|sudo) ' "$scratch/asked" && fail "apt was asked: $(cat "$scratch/asked")"
grep -qx "cmake --build $scratch/build --target askcody-exchange-setup-demo" "$scratch/asked" || fail "not built: $(cat "$scratch/asked")"
grep -q '^No display here' "$scratch/said" || fail "it did not say that there is no display"
pages=$(grep -cE '^[0-9]+\. ' "$scratch/said")
[ "$pages" -ge 8 ] || fail "only $pages pages were walked"
pictures=("$scratch"/demo-pictures/*.png)
[ "${#pictures[@]}" -eq "$pages" ] || fail "$pages pages, ${#pictures[@]} pictures"
for picture in "${pictures[@]}"; do
    [ "$(head -c 4 "$picture" | tail -c 3)" = PNG ] || fail "$picture is no picture"
    [ "$(stat -c %s "$picture")" -gt 5000 ] || fail "$picture is empty"
done
grep -q 'Everything that was tested works' "$scratch/said" || fail "the report is missing"

echo "== something is missing"
printf '#!/bin/bash\nexit 0\n' > "$scratch/program"
chmod +x "$scratch/program"
ln -sf "$scratch/program" "$scratch/build/src/app/askcody-exchange-setup-demo"
stand_in sudo 'exec "$@"'
machine 'case "$*" in *qt6-svg-dev*) exit 1;; *) echo "install ok installed";; esac' SETUP_BUILD_DIR="$scratch/build" > "$scratch/said"
grep -qE '^apt-get .*install .* qt6-svg-dev$' "$scratch/asked" || fail "apt was not asked for what is missing: $(cat "$scratch/asked")"
[ "$(grep -cE '^apt-get .* install ' "$scratch/asked")" -eq 1 ] || fail "apt was asked more than once"

echo "== the usual build folder"
mkdir -p "$scratch/clone/build/release/src/app"
cp -r "$source/packaging" "$scratch/clone/"
ln -s "$scratch/program" "$scratch/clone/build/release/src/app/askcody-exchange-setup-demo"
source=$scratch/clone machine "$all" DISPLAY=:99 > "$scratch/said"
grep -q '^No display' "$scratch/said" && fail "a display was not seen"
grep -qx 'cmake --preset release' "$scratch/asked" || fail "not configured: $(cat "$scratch/asked")"
grep -qx 'cmake --build build/release --target askcody-exchange-setup-demo' "$scratch/asked" || fail "not built: $(cat "$scratch/asked")"
